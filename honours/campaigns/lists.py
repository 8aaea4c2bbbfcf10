"""The list of filings: what can be asked of it and what it shows."""

from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from honours.campaigns.checks.faults import FINDING_LABELS
from honours.campaigns.models import Decision, Filing
from honours.campaigns.queries.desk import with_screening
from honours.campaigns.vocabulary import FilingState, Outcome, Undertaking
from honours.directory.vocabulary import Level
from honours.registry.vocabulary import ActivityKind
from honours.ui.filters import ChoiceFilter, Filter, TextFilter
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
    """Filings with what the list reads: proposal, opinion with its reason, resolved outcome.

    ``advised`` is what the rules proposed when the opinion was formed. An item that went back to
    the desk, or to its unit, has no opinion until there is a new one.
    """
    rounds = Decision.objects.filter(filing=OuterRef("pk")).order_by("-round")
    resolved = rounds.filter(resolution__isnull=False)
    judged = rounds.exclude(filing__state__in=(FilingState.ENTERED, FilingState.FILED))
    found: QuerySet[Any] = with_screening(filings).annotate(
        opinion=Subquery(judged.values("outcome")[:1]),
        advised=Subquery(judged.values("proposal")[:1]),
        opinion_reason=Subquery(judged.values("reason")[:1]),
        outcome=Subquery(resolved.values("outcome")[:1]),
    )
    return found


def filings_page(*, is_lead: bool) -> ListPage:
    """The list of one campaign's filings, shareable by its address.

    Units see what became of an item once it is resolved, not what was thought of it before.
    """
    return ListPage(
        title="填报事项",
        columns=(*_STATED, *(_JUDGED if is_lead else ()), _word_of("outcome", "审定结果")),
        filters=(*_FILTERS, *(_FILTERS_OF_THE_LEAD if is_lead else ())),
        order="organization__path",
        empty_title="没有符合条件的填报事项",
        empty_text="填报单位报送之后，事项出现在这里。",
    )


def _word_of(key: str, label: str) -> Column:
    return Column(
        key,
        label,
        text=lambda row: _word(getattr(row, key)),
        look=Look.WORD,
        tone=lambda row: _tone(getattr(row, key)),
    )


def _word(code: str | None) -> str:
    return Outcome(code).label if code else ""


def _tone(code: str | None) -> Tone:
    return TONES[Outcome(code)] if code else Tone.NEUTRAL


_STATED = (
    Column(
        "name",
        "项目名称",
        link=lambda row: reverse("campaigns:filing", args=[row.pk]),
        order="name",
        is_heading=True,
    ),
    Column("organization", "填报单位", order="organization__path"),
    Column("undertaking", "自办或承办", text=lambda row: Undertaking(row.undertaking).label),
    Column("level", "层级", text=lambda row: Level(row.level).label),
    Column("state", "进度", text=lambda row: row.state_label),
)
_JUDGED = (
    _word_of("proposal", "系统建议"),
    _word_of("opinion", "处理意见"),
    Column(
        "opinion_reason",
        "未采纳理由",
        text=lambda row: row.opinion_reason if row.opinion != row.advised else "",
    ),
)
DEPARTS = Q(opinion__isnull=False) & ~Q(opinion=F("advised"))
"""An official decided otherwise than the rules proposed, and wrote down why."""

COUNTED = Q(undertaking=Undertaking.OWN, activity__isnull=False)
"""Own items that have left the unit: what every figure of the campaign counts."""

_FILTERS: tuple[Filter, ...] = (
    ChoiceFilter("state", "进度", FilingState.choices()),
    ChoiceFilter("outcome", "结果", Outcome.choices()),
    ChoiceFilter("undertaking", "承办", Undertaking.choices()),
    ChoiceFilter("level", "层级", Level.choices(), is_in_bar=False),
    ChoiceFilter("kind", "类别", ActivityKind.choices(), is_in_bar=False),
    TextFilter("unit", "单位", "organization__name__contains"),
    TextFilter("called", "名称", "name__contains"),
    ChoiceFilter(
        "unfiled",
        "漏报",
        (("yes", "漏报后发现"),),
        test=lambda code: Q(is_found_unfiled=code == "yes"),
        is_in_bar=False,
    ),
    ChoiceFilter(
        "counted",
        "计数",
        (("yes", "计入"), ("no", "不计入")),
        test=lambda code: COUNTED if code == "yes" else ~COUNTED,
        is_in_bar=False,
    ),
)
_FILTERS_OF_THE_LEAD: tuple[Filter, ...] = (
    ChoiceFilter("proposal", "建议", Outcome.choices()),
    ChoiceFilter(
        "finding",
        "发现",
        tuple(FINDING_LABELS.items()),
        test=lambda code: Q(codes__contains=f"|{code}|"),
    ),
    ChoiceFilter(
        "departs",
        "采纳",
        (("no", "已采纳建议"), ("yes", "未采纳建议")),
        test=lambda code: DEPARTS if code == "yes" else Q(opinion=F("advised")),
    ),
)
