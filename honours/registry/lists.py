"""The list of activities, today's or that of another day: columns, filters, orders."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse

from honours.directory.vocabulary import Level
from honours.kernel.terms import Term
from honours.kernel.verdicts import Finding, Refusal
from honours.registry.models import Activity
from honours.registry.readings.next_times import in_words, period_from
from honours.registry.vocabulary import ActivityKind, PeriodKind, Regime, Standing
from honours.ui.asking import SEARCH
from honours.ui.filters import ChoiceFilter, DayFilter, Filter, NumberFilter
from honours.ui.lists import ListPage
from honours.ui.parts import Crumb, Tone, day_in_words
from honours.ui.search import quicker_lookup
from honours.ui.search_box import parse
from honours.ui.tables import Cell, Column, Look

STANDING_TONES = {
    Standing.REGISTERED: Tone.INFO,
    Standing.RETAINED: Tone.GOOD,
    Standing.SUSPENDED: Tone.WARN,
    Standing.REVOKED: Tone.BAD,
    Standing.MERGED: Tone.NEUTRAL,
    Standing.RECTIFYING: Tone.WARN,
    Standing.TRANSFERRED: Tone.NEUTRAL,
    Standing.EXITED: Tone.BAD,
}
SHOWN = (
    "number", "name", "state", "level", "kind", "regime", "host_text", "period_kind",
    "period_months", "next_on", "registered_on", "sort_key", "organization__name",
)  # fmt: skip
"""What the columns read: the wide texts of a row stay in the database."""

Places = Sequence[tuple[str, str]]


def day_asked(value: str) -> date | None:
    """The day written in an address; ``None`` for nothing. Raises ``Refusal`` for no day."""
    if not value.strip():
        return None
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise Refusal(
            Finding(
                "unknown-day",
                f"“{value}”不是一个日期。",
                remedy="请写作2010-06-01。",
                field="as_of",
            )
        ) from None


@dataclass(frozen=True)
class AsOfFilter(Filter):
    """The day whose register is shown. Narrows nothing down: the view picks the rows."""

    is_in_bar: bool = True

    def condition(self, value: str) -> Q:
        day_asked(value)
        return Q()


AS_OF = AsOfFilter("as_of", "截至")


@dataclass(frozen=True)
class HostFilter(Filter):
    """Words in the name of a host. The search index narrows down what the row then decides."""

    aliases: tuple[str, ...] = ("主办单位",)
    is_in_bar: bool = True

    def condition(self, value: str) -> Q:
        held = Q(host_text__contains=value)
        if quicker_lookup(Activity.objects.all(), value) == "holds":
            return held
        return Q(search_text__matches=value) & held


def activities_page(places: Places, as_of: date | None = None, *, may_register: bool) -> ListPage:
    """The register as it is, or as it was at the end of a day."""
    said = _said_now if as_of is None else _said_then
    title = "项目台账" if as_of is None else f"项目台账（截至{day_in_words(as_of)}）"
    return ListPage(
        title=title,
        columns=_columns(said, as_of),
        filters=_filters(places, as_of),
        order="number",
        search_field="search_text",
        search_hint=_HINT if as_of is None else f"{_HINT}文字按现在登记的名称查找。",
        breadcrumbs=(Crumb("项目台账"),),
        empty_title="没有符合条件的项目",
        empty_text="可以放宽条件，或者登记一个项目。" if may_register else "可以放宽条件。",
        empty_url=reverse("registry:register") if may_register else "",
        empty_action="登记项目",
    )


def as_of_asked(params: QueryDict) -> date | None:
    """The day asked for in the bar or in the search box; ``None`` for today, or for no day.

    What is not a day is said by the list itself.
    """
    typed = (token.value for token in parse(params.get(SEARCH, "")) if token.key == AS_OF.label)
    try:
        return day_asked(params.get(AS_OF.key) or next(typed, ""))
    except Refusal:
        return None


def due_page(places: Places) -> ListPage:
    """Activities whose period has run out, the longest due first."""
    return ListPage(
        title="到期可开展的项目",
        columns=_columns(_said_now, None),
        filters=_filters(places, None),
        order="next_on",
        search_field="search_text",
        search_hint=_HINT,
        breadcrumbs=(Crumb("项目台账", reverse("registry:activities")), Crumb("到期可开展")),
        empty_title="没有到期可开展的项目",
        empty_text="周期未满、没有写明周期或者没有登记上次开展时间的项目不在此列。",
    )


_HINT = "可按名称、主办单位、编号查找，也可写成“状态:保留 层级:市 主办:教育局 年份:2009..2011”。"

Said = Callable[[Any, str], Any]


def _said_now(row: Activity, field: str) -> Any:
    return row.state if field == "state" else getattr(row, field)


def _said_then(row: Any, field: str) -> Any:
    if field == "state":
        return row.standing_then
    if field == "host_text":
        return "、".join(row.particulars_then["hosts"])
    return row.particulars_then[field]


def _columns(said: Said, as_of: date | None) -> tuple[Column, ...]:
    link = _links(as_of)
    is_now = as_of is None
    columns = [
        Column("number", "登记编号", order="number"),
        Column(
            "name", "项目名称", text=lambda row: said(row, "name"), link=link,
            order="sort_key" if is_now else "", is_heading=True,
        ),
        Column(
            "state", "状态", text=lambda row: _word(Standing, said(row, "state")),
            look=Look.WORD, tone=lambda row: STANDING_TONES[Standing(said(row, "state"))],
        ),
        Column("level", "层级", text=lambda row: _word(Level, said(row, "level"))),
        Column("kind", "类别", text=lambda row: _word(ActivityKind, said(row, "kind"))),
        Column("regime", "适用制度", text=lambda row: _word(Regime, said(row, "regime"))),
        Column("host_text", "主办单位", text=lambda row: said(row, "host_text")),
        Column("period", "周期", text=lambda row: _period(row, said)),
        Column("organization", "登记单位", text=lambda row: row.organization.name),
        Column("registered_on", "登记日期", look=Look.DATE, order="registered_on"),
    ]  # fmt: skip
    if is_now:
        columns.append(Column("next_on", "最早可开展", look=Look.DATE))
    return tuple(columns)


def _filters(places: Places, as_of: date | None) -> tuple[Filter, ...]:
    prefix = "" if as_of is None else "particulars_then__"
    return (
        ChoiceFilter(
            "standing", "状态", Standing.choices, "state" if as_of is None else "standing_then"
        ),
        _choices("level", "层级", Level, prefix),
        _choices("kind", "类别", ActivityKind, prefix),
        ChoiceFilter("regime", "制度", _REGIMES, test=_regime_test(prefix), aliases=("适用制度",)),
        HostFilter("host", "主办"),
        ChoiceFilter(
            "place", "地区", places, test=lambda code: Q(organization__division__startswith=code)
        ),
        _choices("period_kind", "周期", PeriodKind, prefix),
        DayFilter("year", "年份", "registered_on", aliases=("登记", "登记日期"), is_in_bar=True),
        *_of_today(as_of),
    )


def _of_today(as_of: date | None) -> tuple[Filter, ...]:
    """What is asked of the register of today alone."""
    if as_of is not None:
        return (AS_OF,)
    months = NumberFilter("months", "周期月数", "period_months")
    return (months, DayFilter("next", "最早可开展", "next_on"), AS_OF)


def _choices(key: str, label: str, words: type[Term], prefix: str) -> ChoiceFilter:
    if not prefix:
        return ChoiceFilter(key, label, words.choices)
    return ChoiceFilter(key, label, words.choices, test=lambda code: Q(**{prefix + key: code}))


UNSETTLED = "unsettled"
_REGIMES = [*Regime.choices(), (UNSETTLED, "未认定")]


def _regime_test(prefix: str) -> Callable[[str], Q]:
    return lambda code: Q(**{f"{prefix}regime": "" if code == UNSETTLED else code})


def _links(as_of: date | None) -> Callable[[Activity], str]:
    """The address of each row; the pattern is resolved once, not for every row."""
    before, after = reverse("registry:activity", args=[0]).rsplit("0", 1)
    query = "" if as_of is None else f"?as_of={as_of}"
    return lambda row: f"{before}{row.pk}{after}{query}"


def _word(words: type[Term], code: str) -> Cell:
    return _labels(words).get(code, "")


@lru_cache
def _labels(words: type[Term]) -> dict[str, str]:
    return dict(words.choices())


def _period(row: Activity, said: Said) -> Cell:
    months = said(row, "period_months")
    return _period_in_words(said(row, "period_kind"), None if months is None else str(months))


@lru_cache(maxsize=4096)
def _period_in_words(kind: str, months: str | None) -> str:
    period = period_from(kind, None if months is None else Decimal(months))
    if period.every_months is None:
        return PeriodKind(kind).label
    return f"每{in_words(period.every_months)}{period.times}次"
