"""The list of nominations: what can be asked of it, and what it shows to whom."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet
from django.urls import reverse

from honours.commendations.models.nominations import Collective, Nomination, Person
from honours.commendations.queries.nominations import may_name, named_exactly
from honours.commendations.vocabulary import NominationState
from honours.directory.models import Organization
from honours.directory.permissions import Mandate
from honours.privacy.masks import masked_name
from honours.quotas.vocabulary.people import IdentityCategory, Rank
from honours.quotas.vocabulary.places import CandidateKind
from honours.ui.filters import ChoiceFilter, Choices, Filter, TextFilter
from honours.ui.lists import ListPage
from honours.ui.parts import Tone
from honours.ui.tables import Column, Look

TONES = {
    NominationState.COMMENDED: Tone.GOOD,
    NominationState.PROPOSED: Tone.GOOD,
    NominationState.STRUCK: Tone.BAD,
    NominationState.WITHDRAWN: Tone.WARN,
    NominationState.NOT_CHOSEN: Tone.WARN,
    NominationState.LAPSED: Tone.WARN,
    NominationState.SHELVED: Tone.WARN,
    NominationState.CALLED_OFF: Tone.WARN,
    NominationState.DRAFT: Tone.NEUTRAL,
}
_OWN = ("state", "number", "kind", "unit")
_BESIDE = {
    "first_name": F("first__name"),
    "second_name": F("second__name"),
    "rank": F("first__rank"),
    "identity": F("first__identity_category"),
    "is_first_at_front": F("first__is_front_line"),
    "called": F("collective__name"),
    "is_collective_at_front": F("collective__is_front_line"),
    "title_name": F("title__name"),
    "edition_name": F("edition__name"),
    "organization_name": F("organization__name"),
    "organization_path": F("organization__path"),
}
_KINDS = (
    (CandidateKind.PERSON.value, CandidateKind.PERSON.label),
    (CandidateKind.COLLECTIVE.value, CandidateKind.COLLECTIVE.label),
)
_KIND_WORDS, _STATE_WORDS = dict(_KINDS), dict(NominationState.choices())
_RANKS, _IDENTITIES = dict(Rank.choices()), dict(IdentityCategory.choices())


@dataclass(frozen=True)
class ExactNameFilter(Filter):
    """Nominees, or collectives, of exactly this name: names lie under lock and have no parts."""

    aliases: tuple[str, ...] = ()
    is_in_bar: bool = False

    def condition(self, value: str) -> Q:
        return named_exactly(value.strip())


def listed(rows: QuerySet[Nomination]) -> QuerySet[Nomination]:
    """With what the list reads and nothing else: one query, and no row of its own for a name."""
    first, second = (
        FilteredRelation("persons", condition=Q(persons__order=order)) for order in (1, 2)
    )
    shown = rows.select_related(None).only(*_OWN)
    return shown.alias(first=first, second=second).annotate(**_BESIDE)


def nominations_page(mandate: Mandate, editions: Choices) -> ListPage:
    """Names are masked wherever the mandate does not read them."""
    return ListPage(
        title="推荐对象",
        columns=_columns(mandate),
        filters=_filters(editions),
        order="id",
        light=(*_OWN, *_BESIDE),
        unit="份",
        search_field="search_text",
        search_hint="单位、编号，或者“姓名:全名”",
        empty_title="没有符合条件的推荐",
        empty_text="单位推荐的个人和集体出现在这里；拟稿只有本单位看得到。",
    )


def _columns(mandate: Mandate) -> Sequence[Column]:
    return (
        Column(
            "number",
            "编号",
            link=lambda row: reverse("commendations:nomination", args=[row.pk]),
            is_heading=True,
        ),
        Column("candidate", "推荐对象", text=_candidate_names(mandate)),
        Column("kind", "类别", text=lambda row: _KIND_WORDS[row.kind]),
        Column("unit", "所在单位"),
        Column("organization_name", "推荐单位"),
        Column("title_name", "拟授称号"),
        Column("rank", "行政级别", text=lambda row: _RANKS[row.rank] if row.rank else ""),
        Column(
            "identity",
            "身份类别",
            text=lambda row: _IDENTITIES[row.identity] if row.identity else "",
        ),
        Column("front_line", "一线", text=_front_line),
        Column(
            "state",
            "进度",
            text=lambda row: _STATE_WORDS[row.state],
            look=Look.WORD,
            tone=lambda row: TONES.get(NominationState(row.state), Tone.INFO),
        ),
        Column("edition_name", "届次"),
    )


def _candidate_names(mandate: Mandate) -> Callable[[Any], str]:
    """Tells what a collective is called, and the names of persons, masked where they must be.

    Whether names of a unit may be read is asked once for each unit.
    """
    readable: dict[str, bool] = {}

    def names(row: Any) -> str:
        if row.kind == CandidateKind.COLLECTIVE:
            return row.called or "未填写"
        path = row.organization_path
        if path not in readable:
            readable[path] = may_name(mandate, Organization(path=path))
        if row.first_name and not row.second_name and readable[path]:
            return str(row.first_name)
        given = [name for name in (row.first_name, row.second_name) if name]
        shown = given if readable[path] else [masked_name(name) for name in given]
        return "、".join(shown) or "未填写"

    return names


def _front_line(row: Any) -> str:
    is_collective = row.kind == CandidateKind.COLLECTIVE
    answer = row.is_collective_at_front if is_collective else row.is_first_at_front
    return "" if answer is None else "是" if answer else "否"


def _filters(editions: Choices) -> tuple[Filter, ...]:
    return (
        ChoiceFilter("edition", "届次", editions, field="edition_id"),
        ChoiceFilter("state", "进度", NominationState.choices()),
        ChoiceFilter("kind", "类别", _KINDS),
        ChoiceFilter("rank", "级别", Rank.choices(), test=_of_rank, is_in_bar=False),
        ChoiceFilter("front_line", "一线", (("yes", "是"), ("no", "否")), test=_at_front_line),
        TextFilter("title", "称号", "title__name"),
        TextFilter("from_unit", "推荐单位", "organization__name__contains"),
        ExactNameFilter("named", "姓名", aliases=("名称",)),
    )


def _of_rank(code: str) -> Q:
    return Q(pk__in=Person.objects.filter(order=1, rank=code).values("nomination"))


def _at_front_line(code: str) -> Q:
    """Persons by their first, collectives by their own answer."""
    is_so = code == "yes"
    persons = Person.objects.filter(order=1, is_front_line=is_so).values("nomination")
    collectives = Collective.objects.filter(is_front_line=is_so).values("nomination")
    return Q(pk__in=persons) | Q(pk__in=collectives)
