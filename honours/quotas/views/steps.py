"""The working of an allocation as sentences and tables: from the frozen data alone."""

from collections.abc import Iterator, Mapping
from typing import Any

from honours.quotas.apportioning.answers import Bound
from honours.quotas.vocabulary.places import RoundingMethod
from honours.ui.tables import Cell, Heading, Table

Record = Mapping[str, Any]
WAYS = {
    RoundingMethod.LARGEST_REMAINDER: "先给整数部分，余下的名额按余数从大到小每个单位给一个",
    RoundingMethod.SAINTE_LAGUE: "名额逐个给商数最大的单位，商数＝份额÷1、3、5……",
    RoundingMethod.DHONDT: "名额逐个给商数最大的单位，商数＝份额÷1、2、3……",
    RoundingMethod.ADAMS: "先每个单位给一个，再逐个给商数最大的单位，商数＝份额÷1、2、3……",
}


def steps_of(question: Record, answer: Record) -> dict[str, Any]:
    """Context for ``quotas/_steps.html``."""
    method = RoundingMethod(question["method"])
    return {
        "formula": _formula(question),
        "way": f"{method.label}：{WAYS[method]}。",
        "rounds": list(_rounds(answer)),
        "tie": _tie(answer),
        "table": _table(question, answer),
    }


def _formula(question: Record) -> str:
    parts = "＋".join(
        f"{one['weight']}%×本单位{one['name']}÷各单位{one['name']}合计"
        for one in question["criteria"]
    )
    return f"份额＝{parts}；应得＝份额×{question['total']}个。"


def _rounds(answer: Record) -> Iterator[str]:
    for one in answer["rounds"]:
        fixed = "、".join(
            f"{each['name']}{Bound(each['bound']).label}{each['places']}个"
            for each in one["fixed"]
        )
        result = f"{fixed}，就此确定" if fixed else "都在最少、最多之间，计算结束"
        yield f"第{one['number']}轮：{one['places']}个名额，{one['contenders']}个单位；{result}。"


def _tie(answer: Record) -> str:
    if not answer["tied"]:
        return ""
    named = "、".join(answer["tied"])
    return f"{named}对最后的名额条件相同，不能都给：份额大的在先，份额也相同的按表中先后。"


def _table(question: Record, answer: Record) -> Table:
    is_by_remainder = question["method"] == RoundingMethod.LARGEST_REMAINDER
    has_rounds = len(answer["rounds"]) > 1
    own = ("整数部分", "余数", "余数位次", "进位") if is_by_remainder else ("末位商", "下一商")
    numbers = [
        *(one["name"] for one in question["criteria"]), "份额（%）", "应得", "最少", "最多",
        *["末轮应得"] * has_rounds, *own,
    ]  # fmt: skip
    headings = [
        Heading("单位"),
        *(Heading(label, is_number=True) for label in numbers),
        Heading("如何确定"),
        Heading("名额", is_number=True),
    ]
    pairs = zip(question["contenders"], answer["lines"], strict=True)
    rows = [
        _row(
            asked, line, [line["quota"]] * has_rounds + _own(line, is_by_remainder=is_by_remainder)
        )
        for asked, line in pairs
    ]
    blank: list[Cell] = [None] * (len(headings) - 2)
    total = sum(line["places"] for line in answer["lines"])
    return Table("分配计算过程", headings, [*rows, ["合计", *blank, total]])


def _own(line: Record, *, is_by_remainder: bool) -> list[Cell]:
    """What the method itself looks at."""
    if is_by_remainder:
        extra = "＋1" if line["got_extra"] else ""
        return [line["whole"], line["remainder"], line["rank"], extra]
    return [line["last"], line["following"]]


def _row(asked: Record, line: Record, own: list[Cell]) -> list[Cell]:
    is_fixed = line["bound"] != Bound.NONE
    return [
        asked["name"],
        *asked["values"],
        line["share"],
        line["exact"],
        asked["least"] or None,
        asked["most"],
        *([None] * len(own) if is_fixed else own),
        f"{Bound(line['bound']).label}{'（条件相同）' if line['is_tied'] else ''}",
        line["places"],
    ]
