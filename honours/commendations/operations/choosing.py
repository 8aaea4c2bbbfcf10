"""The differential resolved, the province's answer recorded, over-ratio lists dealt with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from honours.commendations.models.editions import Edition
from honours.commendations.models.nominations import Endorsement, Nomination
from honours.commendations.models.slates import Excess, Slate
from honours.commendations.operations.settling import give_places_back
from honours.commendations.permissions import require_at
from honours.commendations.queries.choosing import faults_in_choice
from honours.commendations.queries.slate_board import above, board_of
from honours.commendations.vocabulary import NominationState, Round, Tier
from honours.directory.models import Organization, User
from honours.directory.permissions import require
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal
from honours.quotas.models import Ledger
from honours.quotas.operations.issuing import sanction_places
from honours.quotas.operations.moving import Order
from honours.quotas.vocabulary.places import CandidateKind
from honours.workflow.notes import note
from honours.workflow.operations import advance_many


@dataclass(frozen=True, slots=True)
class ExcessMeasure:
    """What is done about a list over ratio: criticism in writing, places taken back."""

    findings: tuple[str, ...]
    measure: str
    document: str = ""
    places: int = 0
    replaced_heads: int = 0


WITHIN = Finding(
    "slate-within-ratio",
    "名单没有超出名额，也没有不符合比例之处，不能登记超比例处理。",
    remedy="名单有其他问题的，请退回并写明理由。",
)
_NOBODY = Finding(
    "nobody-chosen",
    "没有勾选任何推荐对象。",
    remedy="请勾选拟表彰的对象；没有勾选的将一律列为“差额未选”。",
    field="chosen",
)


@transaction.atomic
def choose(edition: Edition, chosen: Sequence[Nomination], *, by: User) -> list[Nomination]:
    """Of those that passed the second review, these are to be commended and the others not.

    Raises ``Refusal`` beyond the places of a title, where the result breaks a frozen ratio, or
    where nobody is chosen: a slip must not pass everybody over.
    """
    require(by, Role.EXAMINER, "确定拟表彰对象", within=edition.organization)
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    waiting = list(
        edition.nominations.filter(state=NominationState.SECOND_REVIEWED).select_related(
            "organization", "edition__organization", "title", "region"
        )
    )
    wanted = {one.pk for one in chosen}
    named = [one for one in waiting if one.pk in wanted]
    findings = tuple(faults_in_choice(edition, named)) if named else (_NOBODY,)
    if findings:
        raise Refusal(*findings)
    passed_over = [one for one in waiting if one.pk not in wanted]
    advance_many(named, "propose", by=by).all_done()
    advance_many(passed_over, "pass_over", by=by).all_done()
    give_places_back(passed_over, reason="差额未选", by=by)
    return named


@transaction.atomic
def record_answer_from_above(
    nomination: Nomination, *, opinion: str, document: str, on: date, by: User
) -> Endorsement:
    """The province's answer, as its document says: approvals from above are recorded, not made."""
    require(by, Role.EXAMINER, "登记上级意见", within=nomination.edition.organization)
    if not document.strip():
        raise Refusal(
            Finding("document-missing", "没有填写上级文号。", remedy="请填写。", field="document")
        )
    made = Endorsement.objects.create(
        nomination=nomination,
        tier=Tier.PROVINCE,
        round=Round.SECOND,
        organization=nomination.edition.organization,
        opinion=opinion.strip(),
        is_sealed=True,
        signed_by=by.username,
        signed_by_name=by.name,
        signed_on=on,
        document=document.strip(),
    )
    note(nomination, "answer_from_above", by=by, document=document.strip())
    return made


@transaction.atomic
def record_excess(
    slate: Slate, measure: ExcessMeasure, *, by: User, on: date | None = None
) -> Excess:
    """Write down that a list came in over a ratio, what was said of it, and take places back.

    The places are cut from what the list's region still has free (R318).
    """
    require_at(by, Role.EXAMINER, above(slate), "处理超比例报送", within=slate.organization)
    if not board_of(slate).is_over:
        raise Refusal(WITHIN)
    if not measure.measure.strip():
        raise Refusal(
            Finding("measure-missing", "没有写明处理。", remedy="请写明。", field="measure")
        )
    if measure.places:
        _cut(slate, slate.region, measure, by)
    made = Excess.objects.create(
        slate=slate,
        organization=slate.organization,
        findings=list(measure.findings),
        measure=measure.measure.strip(),
        document=measure.document.strip(),
        places_taken_back=measure.places,
        replaced_heads=measure.replaced_heads,
        recorded_on=on or timezone.localdate(),
    )
    note(slate, "excess", by=by, places=measure.places, document=measure.document.strip())
    return made


def _cut(slate: Slate, region: Organization, measure: ExcessMeasure, by: User) -> None:
    ledger = Ledger.objects.get(subject=slate.edition.subject())
    order = Order(region, CandidateKind(slate.kind), measure.places)
    sanction_places(ledger, order, by=by, reason=measure.measure[:300], document=measure.document)
