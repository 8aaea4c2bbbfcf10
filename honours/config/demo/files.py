"""What the files of the demo city say, read once. They come with the system."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

CITY = Path(__file__).resolve().parents[1] / "city"


@dataclass(frozen=True, slots=True)
class UnitFilings:
    """What one unit sends in: the day its head signs, its items as rows of words by column."""

    unit: str
    signed_on: date
    own: tuple[Mapping[str, str], ...]
    undertaken: tuple[Mapping[str, str], ...]
    is_zero_return: bool
    is_consolidated: bool
    """Whether it comes in the lead bureau's file, which names units row by row."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who can sign in to the demo, and what for."""

    username: str
    name: str
    role: str
    organization: str
    jurisdiction: str
    title: str
    job: str


def organizations() -> Mapping[str, Any]:
    return dict(_read("organizations"))


def people() -> Mapping[str, Any]:
    return dict(_read("people"))


def story() -> Mapping[str, Any]:
    return dict(_read("story"))


def commendations() -> Mapping[str, Any]:
    return dict(_read("commendations"))


def filings() -> tuple[UnitFilings, ...]:
    """Every unit's filings, in the order of the file."""
    return tuple(
        UnitFilings(
            unit=entry["单位"],
            signed_on=entry["报送"],
            own=tuple(map(_in_words, entry.get("自办", ()))),
            undertaken=tuple(map(_in_words, entry.get("承办", ()))),
            is_zero_return=entry.get("零报告", False),
            is_consolidated=entry.get("汇总", False),
        )
        for entry in _read("filings")
    )


def accounts() -> tuple[Account, ...]:
    """The accounts of the demo with a password: officials first, then the administrators."""
    officials = tuple(
        Account(
            username=entry["登录名"],
            name=entry["姓名"],
            role=entry["职责"],
            organization=entry["单位"],
            jurisdiction=entry.get("管辖", entry["单位"]),
            title=entry["职务"],
            job=entry["办"],
        )
        for entry in people()["演示账号"]
    )
    labels = {"system": "系统管理员", "security": "安全管理员", "audit": "审计管理员"}
    administrators = tuple(
        Account(username, entry["姓名"], labels[username], "四川省", "四川省", "", entry["办"])
        for username, entry in people()["管理员"].items()
    )
    return officials + administrators


@cache
def _read(name: str) -> Any:
    return yaml.safe_load((CITY / f"{name}.yaml").read_text(encoding="utf-8"))


def _in_words(row: Mapping[str, Any]) -> Mapping[str, str]:
    return {key: str(value) for key, value in row.items()}
