"""The summary of a list (汇总表): printed, or as a spreadsheet, in the order of recommendation."""

from collections.abc import Callable, Sequence

from django.contrib.auth.decorators import login_required
from django.http.response import HttpResponseBase
from django.shortcuts import render

from honours.commendations.lists.slates import slate_title
from honours.commendations.models.nominations import Nomination, Person
from honours.commendations.queries.slates import roster_of
from honours.commendations.views.slate_facts import shown_name, slate_crumbs, slate_seen_by
from honours.directory.exports import TakenList, recorded_writers
from honours.directory.http import SignedInRequest, mandate_on
from honours.directory.permissions import Mandate
from honours.kernel.terms import Term
from honours.quotas.vocabulary.ethnicity import Ethnicity
from honours.quotas.vocabulary.people import (
    Gender,
    IdentityCategory,
    PoliticalStatus,
    Rank,
    UnitLevel,
    UnitNature,
)
from honours.quotas.vocabulary.places import CandidateKind
from honours.ui.exports import exported, wanted_export
from honours.ui.tables import Cell, Heading, Table

_PERSON_HEADINGS = (
    "推荐次序", "姓名", "性别", "民族", "政治面貌", "学历学位", "工作单位", "职务", "行政级别",
    "身份类别", "一线", "拟授称号", "推荐单位", "备注",
)  # fmt: skip
_COLLECTIVE_HEADINGS = (
    "推荐次序", "集体名称", "所属单位", "单位性质", "单位级别", "人数", "一线", "拟授称号",
    "推荐单位", "备注",
)  # fmt: skip


@login_required
def summary(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """As on paper: one row each, reserves behind (R234)."""
    found = slate_seen_by(request, pk)
    mandate = mandate_on(request)
    is_person = found.kind == CandidateKind.PERSON
    headings = _PERSON_HEADINGS if is_person else _COLLECTIVE_HEADINGS
    draw = _person_row if is_person else _collective_row
    roster = roster_of(found)
    rows = [
        *_rows(roster.listed, "", draw, mandate),
        *_rows(roster.reserves, "备选", draw, mandate),
    ]
    title = f"{found.edition.name}推荐{CandidateKind(found.kind).label}汇总表"
    taken = TakenList(
        "commendations.slate.export", title, found.subject(), str(found.organization_id)
    )
    writers = recorded_writers(request, taken)
    if kind := wanted_export(request):
        return exported(f"汇总表-{found.pk}", kind, headings, rows, writers)
    context = {
        "title": title,
        "slate": found,
        "slate_title": slate_title(found),
        "table": Table("汇总表", [Heading(label) for label in headings], rows),
        "has_rows": bool(rows),
        "breadcrumbs": slate_crumbs(found, "汇总表"),
        "export_links": [(label, f"?export={kind}") for kind, label in writers.offered()],
    }
    return render(request, "commendations/slate_summary.html", context)


def _rows(
    nominations: Sequence[Nomination],
    remark: str,
    draw: Callable[[Nomination], list[Cell]],
    mandate: Mandate,
) -> list[list[Cell]]:
    return [
        [
            place,
            shown_name(one, mandate),
            *draw(one),
            one.title.name,
            str(one.organization),
            remark,
        ]
        for place, one in enumerate(nominations, start=1)
    ]


def _person_row(nomination: Nomination) -> list[Cell]:
    person = next(iter(nomination.persons.all()), Person())
    return [
        _word(Gender, person.gender),
        _word(Ethnicity, person.ethnicity),
        _word(PoliticalStatus, person.political_status),
        person.education,
        nomination.unit,
        person.post,
        _word(Rank, person.rank),
        _word(IdentityCategory, person.identity_category),
        _yes(person.is_front_line),
    ]


def _collective_row(nomination: Nomination) -> list[Cell]:
    collective = nomination.collective
    return [
        nomination.unit,
        _word(UnitNature, collective.nature),
        _word(UnitLevel, collective.unit_level),
        collective.headcount,
        _yes(collective.is_front_line),
    ]


def _word(words: type[Term], code: str) -> str:
    return words(code).label if code else ""


def _yes(answer: bool | None) -> str:
    return "" if answer is None else "是" if answer else "否"
