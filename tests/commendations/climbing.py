"""The climb as its people make it, step by step; each function takes it one step further."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import time_machine

from honours.commendations.models.decisions import Decision
from honours.commendations.models.editions import Edition
from honours.commendations.models.nominations import Nomination
from honours.commendations.models.slates import Slate
from honours.commendations.operations.choosing import choose
from honours.commendations.operations.decisions import (
    DecisionDraft,
    draft_decision,
    issue_decision,
    submit_decision,
)
from honours.commendations.operations.editions import review_edition
from honours.commendations.operations.publishing import Publication, draft_candidate_notice
from honours.commendations.operations.settling import pass_over_those_on_the_way
from honours.commendations.operations.signing import accept_slate, sign_slate
from honours.commendations.operations.slates import (
    SlateKey,
    compose_slate,
    open_slate,
    submit_slate,
)
from honours.commendations.queries.unsettled import on_the_way
from honours.commendations.vocabulary import Round, Tier
from honours.kernel.calendar import DayUnit
from honours.notices.checks.periods import OwnTerms
from honours.notices.models.notices import Notice
from honours.notices.operations.calendar import seed_calendar
from honours.notices.operations.carriers import CarrierDraft, Proof, add_carrier
from honours.notices.operations.drafts import Office
from honours.notices.operations.notices import close_notice, end_notice, post_notice
from honours.notices.vocabulary import CarrierKind, PostmarkRule
from honours.quotas.vocabulary.places import CandidateKind
from tests.commendations.nominees import SEPTEMBER
from tests.commendations.town import COUNTY_BUREAU, COUNTY_EDUCATION, LEAD, Town
from tests.privacy.conftest import picture

REVIEWED = date(2010, 10, 20)
NOTICED = date(2010, 11, 1)
NOTICE_OVER = date(2010, 11, 15)
DECIDED = date(2010, 12, 20)
NUMBER = "巴府发〔2010〕28号"
PUBLICATION = Publication(
    Office(LEAD, "0827-5260000", "巴中市江北大道"),
    OwnTerms(5, DayUnit.WORKING_DAYS, True, PostmarkRule.ARRIVAL, "巴人发〔2010〕20号四"),
)


def unit_slate(
    here: Town,
    edition: Edition,
    nominations: Sequence[Nomination],
    *,
    unit: str = COUNTY_EDUCATION,
    kind: CandidateKind = CandidateKind.PERSON,
    insistence: str = "",
) -> Slate:
    """Composed, submitted and signed by the unit."""
    clerk, head = (
        (here.county_clerk, here.county_head)
        if unit == COUNTY_EDUCATION
        else (here.clerk, here.head)
    )
    with time_machine.travel(SEPTEMBER, tick=False):
        key = SlateKey(edition, here[unit], kind, Tier.UNIT, here[unit])
        slate = open_slate(key, by=clerk)
        compose_slate(slate, nominations, by=clerk)
        submit_slate(slate, by=clerk)
        return sign_slate(slate, opinion="同意推荐。", by=head, insistence=insistence)


def submitted_slate(here: Town, edition: Edition, nominations: Sequence[Nomination]) -> Slate:
    """The county bureau's list, on its head's desk."""
    unit = here[COUNTY_EDUCATION]
    key = SlateKey(edition, unit, CandidateKind.PERSON, Tier.UNIT, unit)
    with time_machine.travel(SEPTEMBER, tick=False):
        slate = open_slate(key, by=here.county_clerk)
        compose_slate(slate, nominations, by=here.county_clerk)
        return submit_slate(slate, by=here.county_clerk)


def county_slate(here: Town, edition: Edition, nominations: Sequence[Nomination]) -> Slate:
    """Units' lists taken over, gathered by the county's bureau and approved by its leader."""
    kind = CandidateKind(nominations[0].kind)
    with time_machine.travel(SEPTEMBER, tick=False):
        for slate in Slate.objects.filter(edition=edition, tier=Tier.UNIT, state="signed"):
            if slate.organization.is_within(here["通江县"]):
                accept_slate(slate, by=here.county_examiner)
        key = SlateKey(edition, here[COUNTY_BUREAU], kind, Tier.COUNTY, here["通江县"])
        gathered = open_slate(key, by=here.county_examiner)
        compose_slate(gathered, nominations, by=here.county_examiner)
        submit_slate(gathered, by=here.county_examiner)
        return sign_slate(gathered, opinion="同意上报。", by=here.county_leader)


def city_slate(
    here: Town, edition: Edition, nominations: Sequence[Nomination], round_: Round
) -> Slate:
    """The lead bureau's list of one round, approved by its leader."""
    kind = CandidateKind(nominations[0].kind)
    key = SlateKey(edition, here[LEAD], kind, Tier.CITY, here["巴中市"], round_)
    slate = open_slate(key, by=here.examiner)
    compose_slate(slate, nominations, by=here.examiner)
    submit_slate(slate, by=here.examiner, on=REVIEWED)
    return sign_slate(slate, opinion="同意。", by=here.leader, on=REVIEWED)


def reviewed_twice(here: Town, edition: Edition, nominations: Sequence[Nomination]) -> None:
    """Through both rounds in the city."""
    for round_ in Round:
        city_slate(here, edition, nominations, round_)


def noticed(here: Town, edition: Edition) -> Notice:
    """Put to the public by the city, to the end, with nobody objecting."""
    seed_calendar()
    draft = draft_candidate_notice(edition, PUBLICATION, by=here.examiner)
    notice = post_notice(draft, on=NOTICED, by=here.lead_head)
    hung = datetime(2010, 11, 1, 1, tzinfo=UTC)
    carrier = CarrierDraft(
        CarrierKind.BULLETIN_BOARD, "市人社局公告栏", hung, Proof("proof.jpg", picture())
    )
    add_carrier(notice, carrier, now=hung, by=here.examiner)
    end_notice(notice, on=NOTICE_OVER, by=here.examiner)
    return close_notice(notice, on=NOTICE_OVER, by=here.examiner)


def drafted_decision(here: Town, edition: Edition, nominations: Sequence[Nomination]) -> Decision:
    """Chosen, and the decision on the desk of whoever issues it."""
    review_edition(edition, by=here.examiner)
    edition.refresh_from_db()
    choose(edition, nominations, by=here.examiner)
    draft = DecisionDraft(
        "巴中市人民政府关于表彰2010年度先进工作者的决定",
        ("巴中市人民政府",),
        "一年来，全市各条战线涌现出一批先进典型。\n为表彰先进，市政府决定予以表彰。",
    )
    return submit_decision(draft_decision(edition, draft, by=here.examiner), by=here.examiner)


def decided(here: Town, edition: Edition, nominations: Sequence[Nomination]) -> Decision:
    """The whole way from the unit's list to the issued decision."""
    reviewed_twice(here, edition, nominations)
    decision = drafted_decision(here, edition, nominations)
    if on_the_way(edition).exists():
        pass_over_those_on_the_way(edition, reason="评审已经结束。", by=here.examiner)
    noticed(here, edition)
    return issue_decision(decision, number=NUMBER, by=here.principal, on=DECIDED)
