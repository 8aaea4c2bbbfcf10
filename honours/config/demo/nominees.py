"""Invented nominees for the demo, drawn in order from the words of ``commendations.yaml``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from honours.config.demo.files import commendations
from honours.privacy.readings.identity_numbers import check_sign

BORN_IN = {"巴州区": "513027", "通江县": "513025", "南江县": "513026", "平昌县": "513028"}
"""The codes of the day they were born: the present ones came with the city, in the nineties."""


@dataclass(slots=True)
class Nominees:
    """Hands out one nominee after another, no two with the same name or number."""

    words: Mapping[str, Any] = field(default_factory=commendations)
    _serial: Iterator[int] = field(default_factory=lambda: count(1))

    def begin_at(self, number: int) -> None:
        """Draw from there on, so that two stories share nobody."""
        self._serial = count(number)

    def person(self, unit: str, status: str, *, is_head: bool = False) -> dict[str, str]:
        """The entries of the personal form, as a clerk would type them."""
        number = next(self._serial)
        is_woman = number % 2 == 0
        name, born = self._name(number, is_woman), self._born(number)
        said = self.words["身份"][status]
        division = BORN_IN.get(unit[:3], "513027")
        post = "副局长" if is_head else said["职务"][number % len(said["职务"])]
        return {
            "composition": "一人",
            "unit": f"{_place(unit)}{self._of('单位', status, number)}",
            "name": name,
            "gender": "女" if is_woman else "男",
            "ethnicity": self.words["民族"][number % len(self.words["民族"])],
            "born_on": f"{born[:4]}-{born[4:6]}",
            "political_status": self.words["政治面貌"][number % len(self.words["政治面貌"])],
            "education": "大学本科" if number % 3 else "大学专科",
            "identity_category": said["身份类别"],
            "rank": "县处级副职" if is_head else "科员级",
            "is_leading": "是" if is_head else "否",
            "is_front_line": "否" if is_head else "是",
            "is_enterprise_head": "否",
            "unit_nature": said["单位性质"],
            "post": post,
            "working_since": f"{int(born[:4]) + 21}-07",
            "service_years": str(5 + number % 14),
            "identity_number": _identity_number(division, born, number, is_woman),
            "telephone": f"1390000{number:04}",
            "account": self._account(name, number),
            "brief": f"{self._deed(number)}。",
            "consent_given_on": "2010-09-15",
        }

    def collective(self, unit: str, sort: str) -> dict[str, str]:
        """The entries of the form for collectives."""
        number = next(self._serial)
        name = f"{_place(unit)}{self._of('单位', sort, number)}"
        is_school = sort == "学校"
        return {
            "unit": name,
            "collective_name": name,
            "nature": "事业单位" if is_school else "机关",
            "unit_level": "班组、科室、队、站",
            "superior": unit,
            "headcount": str(8 + number % 40),
            "head_name": self._name(number + 7, number % 3 == 0),
            "head_telephone": f"1380000{number:04}",
            "is_front_line": "是",
            "account": self._account(name, number),
            "brief": f"{self._deed(number)}。",
        }

    def _name(self, number: int, is_woman: bool) -> str:
        words = self.words["人名"]
        given = words["女" if is_woman else "男"]
        return f"{words['姓'][number % len(words['姓'])]}{given[number // 2 % len(given)]}"

    def _born(self, number: int) -> str:
        return f"{1956 + number * 7 % 28}{1 + number % 12:02}{1 + number * 3 % 28:02}"

    def _of(self, heading: str, sort: str, number: int) -> str:
        words = self.words[heading][sort]
        return str(words[number % len(words)])

    def _deed(self, number: int) -> str:
        deeds = self.words["事迹"]
        return str(deeds[number % len(deeds)])

    def _account(self, name: str, number: int) -> str:
        strides = (1, 5, 7, 11)
        told = "。".join(
            self._deed(number * stride + number // 24 * (place + 1) + place * 6)
            for place, stride in enumerate(strides)
        )
        return f"{name}的主要事迹：{told}。"


def _place(unit: str) -> str:
    return unit[:3]


def _identity_number(division: str, born: str, number: int, is_woman: bool) -> str:
    serial = number * 2 + (0 if is_woman else 1)
    signs = f"{division}{born}{serial % 1000:03}"
    return signs + check_sign(signs)
