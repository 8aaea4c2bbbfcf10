"""The records behind a figure, as far as the reader's mandate goes; of frozen figures as well."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet

from honours.campaigns.models import Declaration, Filing
from honours.commendations.models.slates import Excess
from honours.directory.permissions import Mandate
from honours.directory.queries import within_reach
from honours.notices.models.notices import Notice
from honours.notices.models.objections import Objection
from honours.reports.figures import Figure, FigureSheet
from honours.reports.queries.figures import sums_of
from honours.reports.vocabulary import FigureKey

SCOPED = (Filing, Declaration, Excess, Notice, Objection)
"""Records that belong to a unit. The others belong to the lead bureau, as the report does."""
RELATED = {
    "campaigns.filing": ("organization",),
    "campaigns.declaration": ("organization",),
    "directory.duty": ("post__organization",),
    "commendations.excess": ("organization", "slate__edition"),
    "commendations.honour": ("region",),
    "notices.notice": ("organization",),
    "notices.objection": ("organization",),
}
DENOMINATOR = "denominator"


@dataclass(frozen=True, slots=True)
class Behind:
    """One set of records: how many were counted, and those of them that the reader may open."""

    label: str
    model: type[Model]
    counted: int
    rows: QuerySet[Any]
    parts: tuple[Figure, ...]


def counted_records(figure: Figure, sheet: FigureSheet, mandate: Mandate) -> Behind:
    """What the figure counts; for a rate what its numerator adds up."""
    parts = tuple(sheet[key] for key in sums_of(figure.key))
    return _behind("分子" if figure.denominator is not None else "记录", parts, mandate)


def whole_records(whole: FigureKey, sheet: FigureSheet, mandate: Mandate) -> Behind:
    """What the rate divides by."""
    return _behind("分母", (sheet[whole],), mandate)


def _behind(label: str, parts: tuple[Figure, ...], mandate: Mandate) -> Behind:
    kept = [part.records for part in parts if part.records is not None]
    keys = [key for records in kept for key in records.keys]
    model = apps.get_model(kept[0].kind)
    rows = model._base_manager.filter(pk__in=keys)
    rows = rows.select_related(*RELATED.get(kept[0].kind, ()))
    if model in SCOPED:
        rows = within_reach(rows, mandate)
    return Behind(label, model, len(keys), rows, parts)
