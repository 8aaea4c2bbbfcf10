"""Lists of documents and clauses: their columns, filters and exports."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db.models import Q
from django.urls import reverse

from honours.directory.vocabulary import Level
from honours.kernel.verdicts import Finding, Refusal
from honours.policies.queries import force_of, in_force_on, place_names
from honours.policies.vocabulary import DocumentKind, Enforcement, Force
from honours.ui.filters import ChoiceFilter, Choices, Filter, TextFilter
from honours.ui.lists import ListPage
from honours.ui.parts import Crumb, Tone
from honours.ui.tables import Column, Look

FORCE_TONES = {
    Force.IN_FORCE: Tone.GOOD,
    Force.ENDED: Tone.BAD,
    Force.NOT_YET: Tone.INFO,
    Force.UNKNOWN: Tone.WARN,
}
ENFORCEMENT_TONES = {
    Enforcement.CHECK: Tone.GOOD,
    Enforcement.HUMAN_STEP: Tone.INFO,
    Enforcement.NOBODY: Tone.WARN,
}
NATIONWIDE = "00"
"""How addresses name the nation, whose own code is empty and would mean “any place”."""


@dataclass(frozen=True)
class InForceFilter(Filter):
    """Documents that bind on one day: ``在效:2010-06-01``."""

    is_in_bar: bool = True

    def condition(self, value: str) -> Q:
        return in_force_on(day_asked(value))


def day_asked(value: str) -> date:
    """The day written in an address. Raises ``Refusal`` where it is none."""
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise Refusal(
            Finding(
                "unknown-day",
                f"“{value}”不是一个日期。",
                remedy="请写作2010-06-01。",
                field="on",
            )
        ) from None


def place_choices() -> Choices:
    return [(code or NATIONWIDE, name) for code, name in place_names().items()]


def _place_condition(field: str, code: str) -> Q:
    return Q(**{field: "" if code == NATIONWIDE else code})


def documents_page(on: date, *, can_register: bool) -> ListPage:
    """The list of documents, with their force as of a day."""
    return ListPage(
        title="政策法规",
        columns=(
            Column("number", "文号", text=lambda row: row.number or "（无文号）"),
            Column(
                "title",
                "标题",
                link=lambda row: reverse("policies:document", args=[row.pk]),
                is_heading=True,
            ),
            Column("issuer", "发文机关"),
            Column("level", "层级", text=lambda row: Level(row.level).label),
            Column("kind", "类别", text=lambda row: DocumentKind(row.kind).label),
            Column("issued_on", "印发日期", look=Look.DATE, order="ordered_on"),
            Column(
                "force",
                "效力",
                text=lambda row: force_of(row, on).label,
                look=Look.WORD,
                tone=lambda row: FORCE_TONES[force_of(row, on)],
            ),
        ),
        filters=(
            ChoiceFilter("level", "层级", Level.choices),
            ChoiceFilter("kind", "类别", DocumentKind.choices),
            ChoiceFilter("place", "地区", place_choices, test=partial(_place_condition, "place")),
            InForceFilter("on", "某日有效"),
        ),
        order="-ordered_on",
        search_field="search_text",
        search_hint="可按文号、标题、发文机关查找；“某日有效”写作2010-06-01，效力按那一天判断。",
        breadcrumbs=(Crumb("政策法规"),),
        empty_title="没有符合条件的文件",
        empty_text="可以放宽条件，或者登记一份文件。" if can_register else "可以放宽条件。",
        empty_url=reverse("policies:register") if can_register else "",
        empty_action="登记文件",
    )


def coverage_page(names: dict[str, str]) -> ListPage:
    """Every clause and who sees to it that it is kept."""
    return ListPage(
        title="条款落实",
        columns=(
            Column(
                "document",
                "文件",
                text=lambda row: str(row.document),
                link=lambda row: reverse("policies:document", args=[row.document_id]),
                is_heading=True,
            ),
            Column("number", "条款"),
            Column("text", "内容"),
            Column(
                "place", "地区", text=lambda row: names.get(row.document.place, row.document.place)
            ),
            Column(
                "enforcement",
                "落实方式",
                text=lambda row: Enforcement(row.enforcement).label,
                look=Look.WORD,
                tone=lambda row: ENFORCEMENT_TONES[Enforcement(row.enforcement)],
            ),
            Column("human_step", "人工环节"),
        ),
        filters=(
            ChoiceFilter("enforcement", "落实方式", Enforcement.choices),
            ChoiceFilter(
                "place", "地区", place_choices, test=partial(_place_condition, "document__place")
            ),
            TextFilter("text", "内容", "text__contains", is_in_bar=True),
        ),
        order="id",
        breadcrumbs=(Crumb("政策法规", reverse("policies:documents")), Crumb("条款落实")),
        empty_title="没有符合条件的条款",
    )
