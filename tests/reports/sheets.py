"""Figure sheets for tests that need no database."""

from datetime import date
from decimal import Decimal

from honours.reports.figures import Figure, FigureSheet, Records, count, rates_of, share_set
from honours.reports.prose.slots import Material
from honours.reports.vocabulary import FigureKey, Rounding, Setting, Shape

SEED = {
    "应报单位": 34,
    "已报送单位": 34,
    "填报事项": 75,
    "纳入清理事项": 75,
    "保留事项": 60,
    "撤销事项": 7,
    "暂停事项": 8,
    "联席会议决议": 1,
    "表彰集体": 21,
    "表彰个人": 76,
    "一线个人": 61,
    "县处级个人": 9,
    "人选公示": 6,
    "超比例报送的县（区）": 1,
    "超比例报送的市级部门": 1,
    "改报一线的名单": 2,
}
NAMES = {
    FigureKey.BASIS: ("《关于转发〈通知〉的通知》（巴清联办〔2010〕5号）",),
    FigureKey.PRINCIPAL: ("局主要领导",),
    FigureKey.IN_CHARGE: ("分管领导",),
    FigureKey.OFFICES: ("公务员管理科", "人事监察科"),
}
SETTINGS = {
    Setting.CUT_OFF: "2010年11月1日",
    Setting.YEAR: "2010",
    Setting.WHOLE: "全市",
    Setting.SUPERIOR: "巴中市委",
    Setting.ORIGINAL: "《报告》（巴人社发〔2010〕12号）",
}


def sheet_with(
    counts: dict[str, int],
    *,
    target: str | None = "0.7",
    names: dict[FigureKey, tuple[str, ...]] = NAMES,
    rounding: Rounding = Rounding.HALF_UP,
) -> FigureSheet:
    """A sheet with these counts by Chinese name; everything else is nought."""
    found = {key: _counted(key, counts, names) for key in FigureKey if _is_counted(key)}
    found |= {figure.key: figure for figure in rates_of(found, rounding)}
    share = Decimal(target) if target else None
    found[FigureKey.TARGET] = share_set(FigureKey.TARGET, share, Records("campaigns.target", (1,)))
    rate = found[FigureKey.REDUCTION]
    is_met = None
    if share is not None and rate.denominator:
        is_met = Decimal(rate.numerator or 0) / rate.denominator >= share
    return FigureSheet(date(2010, 11, 1), tuple(found[key] for key in FigureKey), is_met)


def material(counts: dict[str, int] = SEED, **options: object) -> Material:
    return Material(sheet_with(counts, **options), SETTINGS)  # type: ignore[arg-type]


def _is_counted(key: FigureKey) -> bool:
    return key.shape in (Shape.COUNT, Shape.LISTING)


def _counted(
    key: FigureKey, counts: dict[str, int], names: dict[FigureKey, tuple[str, ...]]
) -> Figure:
    named = names.get(key, ())
    number = len(named) if key.shape is Shape.LISTING else counts.get(key.label, 0)
    return count(key, Records("campaigns.filing", tuple(range(1, number + 1))), named)
