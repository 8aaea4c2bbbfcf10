"""Tags that draw the parts of a page. The catalogue stands in ``docs/ui.md``."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.forms import (
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    RadioSelect,
    Select,
    Textarea,
)
from django.utils.html import format_html
from django.utils.safestring import SafeString

from honours.ui import charts
from honours.ui.parts import Chart, Gauge, Light, Signal, Tone

register = template.Library()

ICONS: Mapping[Signal, str] = {
    Signal.GREEN: "check-circle-fill",
    Signal.YELLOW: "exclamation-triangle-fill",
    Signal.RED: "x-octagon-fill",
    Signal.NONE: "circle",
}
SIGNALS: Mapping[str, Signal] = {signal.value: signal for signal in Signal}
GAUGE_WIDTH = 400
DJANGOS_ROWS = "10"


@register.simple_tag
def badge(term: Any, tone: str = Tone.NEUTRAL) -> SafeString:
    """A word of the trade as a badge: ``{% badge standing "good" %}``."""
    if not term:
        return SafeString("")
    wording = getattr(term, "label", term)
    return format_html('<span class="word word-{}">{}</span>', str(tone), wording)


@register.simple_tag
def light(signal: str | Light, note: str = "") -> SafeString:
    """A light with icon and words: ``{% light "red" "逾期3天" %}`` or ``{% light a_light %}``."""
    if isinstance(signal, Light):
        return light(signal.signal, note or signal.note)
    shown = SIGNALS[signal]
    return format_html(
        '<span class="light light-{}"><i class="bi bi-{}" aria-hidden="true"></i>{}</span>',
        shown.value,
        ICONS[shown],
        note or shown.label,
    )


@register.inclusion_tag("ui/_gauge.html")
def gauge(measured: Gauge) -> dict[str, Any]:
    """A rate against its target, with the formula it was computed by."""
    filled, target = charts.gauge_widths(measured, GAUGE_WIDTH)
    return {"gauge": measured, "filled": filled, "target_left": target, "width": GAUGE_WIDTH}


@register.inclusion_tag("ui/_bar_chart.html")
def bar_chart(chart: Chart) -> dict[str, Any]:
    """Lying bars with their numbers, and the same as a table."""
    return {
        "chart": chart,
        "bars": charts.bars(chart),
        "height": charts.bars_height(chart),
        "left": charts.BAR_LEFT,
        "label_left": charts.BAR_LEFT - 10,
        "chart_width": charts.WIDTH,
    }


@register.inclusion_tag("ui/_trend_chart.html")
def trend_chart(chart: Chart) -> dict[str, Any]:
    """A line over time with its numbers, and the same as a table."""
    floor = charts.TREND_TOP + charts.TREND_HEIGHT
    return {
        "chart": chart,
        "marks": charts.marks(chart),
        "line": charts.line(chart),
        "left": charts.TREND_LEFT,
        "right": charts.TREND_LEFT + charts.TREND_ROOM,
        "floor": floor,
        "label_top": floor + 22,
        "height": floor + 34,
        "chart_width": charts.WIDTH,
    }


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The input of a field with the class our theme gives to its kind."""
    widget = field.field.widget
    attributes: dict[str, str | bool] = {"class": _class_of(field)}
    if isinstance(widget, Textarea) and widget.attrs.get("rows") == DJANGOS_ROWS:
        attributes["rows"] = "4"
    if field.errors and field.use_fieldset:
        attributes["aria-describedby"] = f"{field.auto_id}_error"
    return field.as_widget(attrs=attributes)


@register.filter
def is_tick(field: BoundField) -> bool:
    """Whether the field is one box to tick: its label stands behind it."""
    return isinstance(field.field.widget, CheckboxInput)


def _class_of(field: BoundField) -> str:
    widget = field.field.widget
    own = str(widget.attrs.get("class", ""))
    match widget:
        case RadioSelect() | CheckboxSelectMultiple():
            kind = "choice-list"
        case CheckboxInput():
            kind = "form-check-input"
        case Select():
            kind = "form-select"
        case _:
            kind = "form-control"
    return " ".join(filter(None, [kind, own, "is-invalid" if field.errors else ""]))
