"""What a result is made of: shares with numerator and denominator, the rules, the pool."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from honours.commendations.models.decisions import Decision
from honours.commendations.queries.composition import composition_of
from honours.commendations.queries.decisions import proposed
from honours.commendations.views.decisions import decision_crumbs, decision_seen_by
from honours.commendations.vocabulary import HonourState
from honours.directory.http import SignedInRequest
from honours.quotas.ratios.composition import Dimension
from honours.quotas.vocabulary.ratios import RatioState
from honours.ui.parts import Chart, Gauge, Point, Tone
from honours.ui.tables import Heading, Table

PARTS = (("persons", "个人", "名"), ("collectives", "集体", "个"))
CLAIMS = (Dimension.FRONT_LINE, Dimension.WOMEN, Dimension.MINORITY, Dimension.PARTY_MEMBERS)
"""Answered with yes or no: a rate says it all. The others are drawn as bars."""
_TONES = {
    RatioState.MET: Tone.GOOD,
    RatioState.BROKEN: Tone.BAD,
    RatioState.UNKNOWN: Tone.WARN,
}


@login_required
def composition(request: SignedInRequest, pk: int) -> HttpResponse:
    """As it was frozen at issue; of a draft, as it would be today."""
    found = decision_seen_by(request, pk)
    figures = figures_of(found)
    context = {
        "title": "构成分析",
        "decision": found,
        "is_frozen": bool(found.composition),
        "on": figures["on"],
        "fallen": found.honours.exclude(state=HonourState.IN_FORCE).count(),
        "breadcrumbs": decision_crumbs(found, "构成分析"),
        "parts": [_part(figures[key], name, unit) for key, name, unit in PARTS],
        "rules": [
            {**rule, "word": RatioState(rule["state"]), "tone": _tone(rule["state"])}
            for rule in figures["rules"]
        ],
    }
    return render(request, "commendations/composition.html", context)


def figures_of(found: Decision) -> Mapping[str, Any]:
    if found.composition:
        return dict(found.composition)
    edition = found.edition
    return composition_of(edition, proposed(edition), on=timezone.localdate())


def _part(figures: Mapping[str, Any], name: str, unit: str) -> dict[str, object]:
    groups: dict[Dimension, list[Mapping[str, Any]]] = {}
    for portion in figures["portions"]:
        groups.setdefault(Dimension(portion["dimension"]), []).append(portion)
    return {
        "name": name,
        "total": figures["total"],
        "unit": unit,
        "pool": _pool(figures, name),
        "gauges": [_gauge(portion, name) for claim in CLAIMS for portion in groups.get(claim, ())],
        "charts": [
            _chart(dimension, portions, unit)
            for dimension, portions in groups.items()
            if dimension not in CLAIMS
        ],
        "table": _table(groups, name),
    }


def _pool(figures: Mapping[str, Any], name: str) -> Gauge | None:
    if not figures["pool"]:
        return None
    return Gauge(
        f"表彰{name}占符合条件{name}",
        figures["total"],
        figures["pool"],
        "表彰",
        "符合条件",
    )


def _gauge(portion: Mapping[str, Any], name: str) -> Gauge:
    return Gauge(portion["label"], portion["number"], portion["of"], portion["label"], name)


def _chart(dimension: Dimension, portions: list[Mapping[str, Any]], unit: str) -> Chart:
    most = max(portions, key=lambda portion: int(portion["number"]))
    return Chart(
        title=dimension.label,
        description=f"共{most['of']}{unit}，最多的是{most['label']}，{most['number']}{unit}。",
        points=[Point(portion["label"], portion["number"]) for portion in portions],
        unit=unit,
        label_heading=dimension.label,
    )


def _table(groups: Mapping[Dimension, list[Mapping[str, Any]]], name: str) -> Table:
    headings = [
        Heading("方面"),
        Heading("类别"),
        Heading("人数" if name == "个人" else "个数", is_number=True),
        Heading("总数", is_number=True),
        Heading("占比", is_number=True),
        Heading("不详", is_number=True),
    ]
    rows = [
        [
            dimension.label,
            portion["label"],
            portion["number"],
            portion["of"],
            f"{portion['number'] * 100 / portion['of']:.1f}%" if portion["of"] else "—",
            portion["unknown"],
        ]
        for dimension, portions in groups.items()
        for portion in portions
    ]
    return Table(f"{name}构成", headings, rows)


def _tone(state: str) -> Tone:
    return _TONES.get(RatioState(state), Tone.NEUTRAL)
