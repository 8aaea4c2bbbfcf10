"""The list of filings: what can be asked of it and what it shows."""

from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from honours.campaigns.models import Campaign, Decision, Filing
from honours.campaigns.queries.desk import with_screening
from honours.campaigns.vocabulary import FilingState, Outcome, Undertaking
from honours.directory.vocabulary import Level
from honours.registry.vocabulary import ActivityKind
from honours.ui.filters import ChoiceFilter, TextFilter
from honours.ui.lists import ListPage
from honours.ui.parts import Tone
from honours.ui.tables import Column, Look

TONES = {
    Outcome.RETAIN: Tone.GOOD,
    Outcome.REVOKE: Tone.BAD,
    Outcome.SUSPEND: Tone.WARN,
    Outcome.MERGE: Tone.WARN,
    Outcome.RECTIFY: Tone.WARN,
    Outcome.TRANSFER: Tone.INFO,
}


def listed(filings: QuerySet[Filing]) -> QuerySet[Any]:
    """Filings with what the list reads: proposal, opinion, and the outcome once resolved."""
    rounds = Decision.objects.filter(filing=OuterRef("pk")).order_by("-round")
    resolved = rounds.filter(resolution__isnull=False)
    found: QuerySet[Any] = with_screening(filings).annotate(
        opinion=Subquery(rounds.values("outcome")[:1]),
        outcome=Subquery(resolved.values("outcome")[:1]),
    )
    return found


def _word(code: str | None) -> str:
    return Outcome(code).label if code else ""


def _tone(code: str | None) -> Tone:
    return TONES[Outcome(code)] if code else Tone.NEUTRAL


def filings_page(campaign: Campaign) -> ListPage:
    """The list of one campaign's filings, shareable by its address."""
    return ListPage(
        title="填报事项",
        columns=(
            Column(
                "name",
                "项目名称",
                link=lambda row: reverse("campaigns:filing", args=[row.pk]),
                order="name",
                is_heading=True,
            ),
            Column("organization", "填报单位", order="organization__path"),
            Column(
                "undertaking", "自办或承办", text=lambda row: Undertaking(row.undertaking).label
            ),
            Column("level", "层级", text=lambda row: Level(row.level).label),
            Column("state", "进度", text=lambda row: row.state_label),
            Column(
                "proposal",
                "系统建议",
                text=lambda row: _word(row.proposal),
                look=Look.WORD,
                tone=lambda row: _tone(row.proposal),
            ),
            Column(
                "opinion",
                "处理意见",
                text=lambda row: _word(row.opinion),
                look=Look.WORD,
                tone=lambda row: _tone(row.opinion),
            ),
            Column(
                "outcome",
                "审定结果",
                text=lambda row: _word(row.outcome),
                look=Look.WORD,
                tone=lambda row: _tone(row.outcome),
            ),
        ),
        filters=(
            ChoiceFilter("state", "进度", FilingState.choices()),
            ChoiceFilter("proposal", "建议", Outcome.choices()),
            ChoiceFilter("outcome", "结果", Outcome.choices()),
            ChoiceFilter("undertaking", "承办", Undertaking.choices()),
            ChoiceFilter("level", "层级", Level.choices(), is_in_bar=False),
            ChoiceFilter("kind", "类别", ActivityKind.choices(), is_in_bar=False),
            TextFilter("unit", "单位", "organization__name__contains"),
            TextFilter("called", "名称", "name__contains"),
            ChoiceFilter(
                "counted",
                "计数",
                (("yes", "计入"), ("no", "不计入")),
                test=lambda code: COUNTED if code == "yes" else ~COUNTED,
                is_in_bar=False,
            ),
        ),
        order="organization__path",
        empty_title="没有符合条件的填报事项",
        empty_text="填报单位报送之后，事项出现在这里。",
    )


COUNTED = Q(undertaking=Undertaking.OWN, activity__isnull=False)
"""Own items that have left the unit: what every figure of the campaign counts."""
