"""The list of lists: what can be asked of it."""

from django.urls import reverse

from honours.commendations.models.slates import Slate
from honours.commendations.vocabulary import Round, SlateState, Tier
from honours.quotas.vocabulary.places import CandidateKind
from honours.ui.filters import ChoiceFilter, Choices, TextFilter
from honours.ui.lists import ListPage
from honours.ui.parts import Crumb, Tone
from honours.ui.tables import Column, Look

SLATE_TONES = {
    SlateState.COMPOSING: Tone.NEUTRAL,
    SlateState.SUBMITTED: Tone.WARN,
    SlateState.SIGNED: Tone.INFO,
    SlateState.ACCEPTED: Tone.GOOD,
}
_KINDS = (
    (CandidateKind.PERSON.value, CandidateKind.PERSON.label),
    (CandidateKind.COLLECTIVE.value, CandidateKind.COLLECTIVE.label),
)


def slates_page(editions: Choices) -> ListPage:
    return ListPage(
        title="推荐名单",
        columns=(
            Column("organization", "报送单位", text=_unit, link=_page, is_heading=True),
            Column("kind", "对象", text=lambda row: CandidateKind(row.kind).label),
            Column("tier", "层级", text=lambda row: Tier(row.tier).label),
            Column("round", "轮次", text=lambda row: Round(row.round).label),
            Column("named", "人（个）数", look=Look.NUMBER),
            Column(
                "state",
                "进度",
                text=lambda row: row.state_label,
                look=Look.WORD,
                tone=lambda row: SLATE_TONES[SlateState(row.state)],
            ),
            Column("signed_on", "签批日期", look=Look.DATE),
            Column("edition", "届次", text=lambda row: row.edition.name),
        ),
        filters=(
            ChoiceFilter("edition", "届次", editions, field="edition_id"),
            ChoiceFilter("state", "进度", SlateState.choices()),
            ChoiceFilter("tier", "层级", Tier.choices()),
            ChoiceFilter("kind", "对象", _KINDS),
            TextFilter("unit", "报送单位", "organization__name__contains"),
        ),
        order="-id",
        unit="份",
        breadcrumbs=(Crumb("评选表彰", reverse("commendations:editions")), Crumb("推荐名单")),
        empty_title="没有符合条件的名单",
        empty_text="在届次页面点“个人名单”“集体名单”开始编排；编排中的只有本单位看得到。",
        empty_url=reverse("commendations:editions"),
        empty_action="打开届次",
    )


def slate_title(slate: Slate) -> str:
    """通江县教育局个人推荐名单（单位·初审）"""
    kind = CandidateKind(slate.kind).label
    steps = [Tier(slate.tier).label]
    if slate.edition.has_second_round:
        steps.append(Round(slate.round).label)
    return f"{slate.organization}{kind}推荐名单（{'·'.join(steps)}）"


def _unit(row: Slate) -> str:
    return str(row.organization)


def _page(row: Slate) -> str:
    return reverse("commendations:slate", args=[row.pk])
