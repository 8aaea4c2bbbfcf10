"""The official 推荐审批表 of a nomination; whoever prints it leaves an entry in the book."""

from django.db import transaction
from django.utils import timezone

from honours.commendations.models.nominations import Endorsement, Nomination
from honours.commendations.operations.papers import refuse_strangers
from honours.commendations.permissions import tier_of
from honours.commendations.queries.entries import first_person, texts_in
from honours.commendations.queries.nominations import Parts, parts_of
from honours.commendations.readings.entries import SPOUSE, Part, fields_for
from honours.commendations.vocabulary import NominationState, Round, Tier
from honours.directory.models import User
from honours.privacy.operations import read_file
from honours.quotas.vocabulary.places import CandidateKind
from honours.typesetting.printing.approval_forms import (
    ApprovalForm,
    FormCell,
    OpinionBox,
    approval_forms,
)
from honours.workflow.notes import note

_SECOND_ROUND = (
    NominationState.FIRST_REVIEWED,
    NominationState.SECOND_REVIEWED,
    NominationState.PROPOSED,
    NominationState.COMMENDED,
)
_NOT_PRINTED = (
    "composition",
    "account",
    "brief",
    "exemption",
    "exemption_proof",
    "tags",
    "breached_on",
)
_WIDE = ("unit", "past_honours", "ranks", "discipline", "address")
_PRINTED_PARTS = (
    Part.MATTER,
    Part.PERSON,
    Part.SECOND,
    Part.COLLECTIVE,
    Part.HONOURS,
    Part.RANKS,
)


@transaction.atomic
def print_nomination(nomination: Nomination, *, by: User) -> bytes:
    """The form in as many copies as the edition asks.

    In the first round no seal belongs on it, in the second each level has its place (R220).
    """
    refuse_strangers(nomination, by, "打印推荐审批表")
    parts = parts_of([nomination])[nomination.pk]
    note(nomination, "print", by=by, round=str(round_of(nomination)))
    return approval_forms(
        [_form(parts)],
        copies=nomination.edition.form_copies,
        dated=timezone.localdate(),
    )


def round_of(nomination: Nomination) -> Round:
    """Which round its papers belong to now."""
    is_second = (
        nomination.edition.has_second_round and nomination.state in _SECOND_ROUND
    ) or not nomination.edition.has_second_round
    return Round.SECOND if is_second else Round.FIRST


def _form(parts: Parts) -> ApprovalForm:
    nomination = parts.nomination
    word = CandidateKind(nomination.kind)
    is_sealed = round_of(nomination) is Round.SECOND
    return ApprovalForm(
        heading=f"{nomination.title.name}推荐审批表",
        lead=(
            f"表彰名称：{nomination.edition.name}　　"
            f"表彰层次：{nomination.edition.get_level_display()}",
            f"推荐单位：{nomination.organization}",
            f"编号：{nomination.number}　　填报日期：{nomination.created_on:%Y年%-m月%-d日}",
        ),
        cells=tuple(_cells(parts)),
        stories=(
            FormCell("主要事迹", nomination.account, is_wide=True),
            FormCell("简要事迹", nomination.brief, is_wide=True),
        ),
        opinions=_opinions(nomination, is_sealed=is_sealed),
        notes=(
            f"本表一式{nomination.edition.form_copies}份，A4纸打印。",
            "正式推荐阶段，各级意见须签字并盖章。" if is_sealed else "初审阶段，本表不盖公章。",
        ),
        has_photo=word is CandidateKind.PERSON,
        photo=_photo(parts),
    )


def _cells(parts: Parts) -> list[FormCell]:
    texts = texts_in(parts)
    has_second = any(code.startswith(SPOUSE) and text for code, text in texts.items())
    return [
        FormCell(one.label, texts[code] or "", is_wide=code.removeprefix(SPOUSE) in _WIDE)
        for code, one in fields_for(parts.nomination.kind).items()
        if one.part in _PRINTED_PARTS
        and code.removeprefix(SPOUSE) not in _NOT_PRINTED
        and (one.part is not Part.SECOND or has_second)
        and (one.code != "deceased_on" or texts[code])
    ]


def _photo(parts: Parts) -> bytes:
    person = first_person(parts)
    return read_file(person.photo) if person is not None and person.photo else b""


def _opinions(nomination: Nomination, *, is_sealed: bool) -> tuple[OpinionBox, ...]:
    """A box for each level of the climb; what was already given stands in its box."""
    given: dict[str, Endorsement] = {}
    rows = nomination.endorsements.filter(superseded_on=None).select_related("organization")
    for endorsement in rows.order_by("pk"):
        given[endorsement.tier] = endorsement
    return tuple(_box(tier, given.get(tier), is_sealed=is_sealed) for tier in _tiers(nomination))


def _tiers(nomination: Nomination) -> tuple[Tier, ...]:
    """Unit, then the county where the unit is a county's, the city, and the province above it."""
    is_below_city = tier_of(nomination.organization) is not Tier.CITY
    middle = (Tier.COUNTY,) if is_below_city else ()
    top = (Tier.PROVINCE,) if nomination.edition.level in ("province", "nation") else ()
    return (Tier.UNIT, *middle, Tier.CITY, *top)


def _box(tier: Tier, given: Endorsement | None, *, is_sealed: bool) -> OpinionBox:
    seal = "（盖章处）" if is_sealed else ""
    if given is None:
        return OpinionBox(f"{tier.label}意见", "", "签字：　　　　", "　　年　月　日", seal)
    return OpinionBox(
        f"{tier.label}意见（{given.organization}）",
        given.opinion,
        given.signed_by_name,
        f"{given.signed_on:%Y年%-m月%-d日}",
        "（已盖章）" if given.is_sealed else seal,
    )
