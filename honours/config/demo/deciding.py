"""How an edition of the demo ends: cleared, reviewed twice, put to the public, decided."""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone
from PIL import Image

from honours.clearances.checks.answers import AnswerGiven, Signing
from honours.clearances.models import Body
from honours.clearances.operations.answers import answer_by_link
from honours.clearances.operations.declarations import DeclarationDraft
from honours.clearances.operations.links import issue_links
from honours.clearances.operations.matrix import GroundDraft, add_row
from honours.clearances.queries.matrix import asked_bodies
from honours.clearances.readings.matrix import kinds_of_its_own
from honours.clearances.vocabulary import ObjectKind, Opinion
from honours.commendations.models.editions import Edition
from honours.commendations.models.nominations import Nomination
from honours.commendations.operations.choosing import choose
from honours.commendations.operations.clearing import (
    AskTerms,
    ask_for_candidates,
    declare_for_edition,
)
from honours.commendations.operations.decisions import (
    DecisionDraft,
    draft_decision,
    issue_decision,
    submit_decision,
)
from honours.commendations.operations.editions import review_edition
from honours.commendations.operations.publishing import Publication, draft_candidate_notice
from honours.commendations.operations.signing import sign_slate
from honours.commendations.operations.slates import (
    SlateKey,
    compose_slate,
    open_slate,
    submit_slate,
)
from honours.commendations.queries.holders import object_kinds, with_holders
from honours.commendations.vocabulary import NominationState, Round, Tier
from honours.config.demo.files import commendations
from honours.config.demo.founding import City
from honours.kernel.calendar import DayUnit
from honours.notices.checks.periods import OwnTerms
from honours.notices.operations.carriers import CarrierDraft, Proof, add_carrier
from honours.notices.operations.drafts import Office
from honours.notices.operations.notices import close_notice, end_notice, post_notice
from honours.notices.vocabulary import CarrierKind, PostmarkRule
from honours.quotas.vocabulary.places import CandidateKind

LINK_DAYS = 7
NINE = time(9)


def lay_down_clearances(city: City) -> None:
    """Which bodies the city asks about officials that year, and on what clause."""
    said = commendations()["征求意见"]
    ground = GroundDraft(
        document=commendations()["规则文件"],
        clause=said["条款"],
        place=city.region.division,
        since=said["自"],
    )
    for code in said["机关"]:
        body = Body.objects.get(code=code)
        by = city.users["examiner"]
        add_row(ObjectKind.PUBLIC_CADRE, body, ground, is_required=True, by=by)


def decide_edition(edition: Edition, said: Mapping[str, Any], city: City) -> None:
    """From the lists in the city's hands to the issued decision."""
    days, examiner = commendations()["日期"], city.users["examiner"]
    nominations = _at(edition, NominationState.REPORTED)
    _clear(edition, nominations, city)
    _leave_unasked(edition, nominations, city)
    for round_, day in ((Round.FIRST, days["初审"]), (Round.SECOND, days["复审"])):
        for kind in (CandidateKind.PERSON, CandidateKind.COLLECTIVE):
            listed = [one for one in nominations if one.kind == kind]
            if listed:
                key = SlateKey(edition, city.lead, kind, Tier.CITY, city.region, round_)
                slate = open_slate(key, by=examiner)
                compose_slate(slate, listed, by=examiner)
                submit_slate(slate, by=examiner, on=day)
                sign_slate(slate, opinion="同意。", by=city.users["leader"], on=day)
    edition.refresh_from_db()
    review_edition(edition, by=examiner)
    edition.refresh_from_db()
    choose(edition, nominations, by=examiner)
    draft = DecisionDraft(said["标题"], tuple(commendations()["发文机关"]), said["正文"])
    decision = submit_decision(draft_decision(edition, draft, by=examiner), by=examiner)
    _put_to_the_public(edition, city)
    issue_decision(decision, number=said["文号"], by=city.users["principal"], on=days["决定"])


def _at(edition: Edition, state: NominationState) -> list[Nomination]:
    rows = with_holders(edition.nominations.filter(state=state))
    return list(rows.order_by("organization__path", "pk"))


def _clear(edition: Edition, nominations: Sequence[Nomination], city: City) -> None:
    """Each body answers its whole list by one link: nothing against anybody."""
    said, days = commendations()["征求意见"], commendations()["日期"]
    day, place = days["县级"], edition.region.division
    asked = [one for one in nominations if asked_bodies(object_kinds(one), on=day, place=place)]
    if not asked:
        return
    by = city.users["examiner"]
    terms = AskTerms(day, days["初审"], said["有效月数"])
    requests = ask_for_candidates(edition, asked, terms, by=by)
    now = timezone.now()
    for issued in issue_links(requests, expires_at=now + timedelta(days=LINK_DAYS), by=by):
        numbers = issued.link.items.values_list("number", flat=True)
        answers = {number: AnswerGiven(Opinion.NO_OBJECTION) for number in numbers}
        signing = Signing("经办人（演示）", "科长", said["答复"])
        answer_by_link(issued.link, answers, signing, now=now)


def _leave_unasked(edition: Edition, nominations: Sequence[Nomination], city: City) -> None:
    """The leader says in writing of whom the matrix asks nobody."""
    said, on = commendations()["无须征求"], commendations()["日期"]["初审"]
    place = edition.region.division
    kinds = {
        kind
        for one in nominations
        if not asked_bodies(object_kinds(one), on=on, place=place)
        for kind in kinds_of_its_own(object_kinds(one))
    }
    document = f"{commendations()['规则文件']}{said['条款']}"
    draft = DeclarationDraft(tuple(sorted(kinds)), said["理由"], document)
    if kinds:
        declare_for_edition(edition, draft, by=city.users["leader"], on=on)


def _put_to_the_public(edition: Edition, city: City) -> None:
    said, days = commendations()["公示"], commendations()["日期"]
    publication = Publication(
        Office(said["受理"], said["电话"], said["地址"]),
        OwnTerms(5, DayUnit.WORKING_DAYS, False, PostmarkRule.ARRIVAL, said["依据"]),
        scope="全市",
    )
    examiner, head = city.users["examiner"], city.heads[city.lead.name]
    drafted = draft_candidate_notice(edition, publication, by=examiner, on=days["公示"])
    notice = post_notice(drafted, on=days["公示"], by=head)
    hung = timezone.make_aware(datetime.combine(days["公示"], NINE))
    proof = Proof("公告栏照片.jpg", _photograph())
    carrier = CarrierDraft(CarrierKind.BULLETIN_BOARD, said["载体"], hung, proof)
    add_carrier(notice, carrier, now=hung, by=examiner)
    end_notice(notice, on=days["期满"], by=examiner)
    close_notice(notice, on=days["期满"], by=examiner)


def _photograph() -> bytes:
    """Stands in for the picture of a notice board."""
    drawn = io.BytesIO()
    Image.new("RGB", (640, 480), (222, 184, 135)).save(drawn, "JPEG")
    return drawn.getvalue()
