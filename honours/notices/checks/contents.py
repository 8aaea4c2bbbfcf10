"""What a notice must hold, and what it must never show."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from honours.kernel.rules import Rules
from honours.kernel.verdicts import Citation, Finding
from honours.policies.catalogue import RuleKey

ACCOUNT_MAX = 300
"""Signs of a brief account (简要事迹) as the official forms have it."""
PUBLICATION_CLAUSE = Citation("《中华人民共和国个人信息保护法》", "第十三条、第二十五条")
MINIMUM_CLAUSE = Citation("《中华人民共和国个人信息保护法》", "第六条")

_BETWEEN_DIGITS = re.compile(r"(?<=[\dXx])[\s\-－—·._]+(?=[\dXx])")
_PRIVATE = (
    ("identity-number-shown", "身份证号码", re.compile(r"(?<!\d)\d{17}[\dXx](?![\dXx])")),
    (
        "identity-number-shown",
        "身份证号码",
        re.compile(r"(?<!\d)\d{6}[3-9]\d[01]\d[0-3]\d{4}(?!\d)"),
    ),
    ("mobile-number-shown", "手机号码", re.compile(r"(?<!\d)(?:\+?86)?1[3-9]\d{9}(?!\d)")),
    ("bank-card-shown", "银行卡号", re.compile(r"(?<!\d)62\d{14,17}(?!\d)")),
    (
        "home-address-shown",
        "家庭住址",
        re.compile(r"(家庭|家庭现|现居住?|居住)(住址|地址)|户籍地址|现住[址：:]"),
    ),
    (
        "birth-day-shown",
        "出生日期",
        re.compile(
            r"(出生|生于)\D{0,4}\d{4}年\d{1,2}月\d{1,2}日|\d{4}年\d{1,2}月\d{1,2}日(出)?生"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """An entry as the public would see it, and on what ground it is made public."""

    order: int
    name: str
    unit: str
    account: str
    honour_title: str = ""
    is_person: bool = True
    consent_version: str = ""
    legal_basis: str = ""


@dataclass(frozen=True, slots=True)
class ContentFacts:
    """Everything the public would see of a notice."""

    title: str
    conditions: str
    scope: str
    receiving_office: str
    office_telephone: str
    office_address: str
    office_email: str
    entries: tuple[EntryFacts, ...]


def names_somebody(facts: ContentFacts, _: Rules) -> Iterator[Finding]:
    """A notice without an entry tells the public nothing."""
    if not facts.entries:
        yield Finding(
            "notice-without-entries",
            "公示名单还是空的。",
            remedy="请先录入公示对象。",
            field="entries",
        )


def says_where_to_object(facts: ContentFacts, _: Rules) -> Iterator[Finding]:
    """The receiving office, its telephone and its address stand in every notice."""
    wanted = (
        ("receiving_office", "受理单位", facts.receiving_office),
        ("office_telephone", "受理电话", facts.office_telephone),
        ("office_address", "受理地址", facts.office_address),
    )
    for field, label, text in wanted:
        if not text.strip():
            yield Finding(
                "notice-without-office",
                f"没有写明{label}。",
                remedy=f"请填写{label}。",
                field=field,
            )


def holds_what_a_notice_must(facts: ContentFacts, rules: Rules) -> Iterator[Finding]:
    """The contents that a document of the place lists, each for every entry."""
    if RuleKey.NOTICE_CONTENTS not in rules:
        return
    citation = rules[RuleKey.NOTICE_CONTENTS].citation
    for word in sorted(rules.words(RuleKey.NOTICE_CONTENTS)):
        for field, text in _texts_called(word, facts):
            if not text.strip():
                yield Finding(
                    "notice-content-missing",
                    f"公示没有写明{word}{_place(field)}。",
                    citation,
                    remedy=f"请补写{word}。",
                    field=field,
                )


def shows_no_private_number(facts: ContentFacts, _: Rules) -> Iterator[Finding]:
    """Neither numbers of persons nor home addresses nor days of birth, however they are spaced."""
    for field, text in _all_texts(facts):
        plain = _BETWEEN_DIGITS.sub("", unicodedata.normalize("NFKC", text))
        for code, label in dict.fromkeys(
            (code, label) for code, label, pattern in _PRIVATE if pattern.search(plain)
        ):
            yield Finding(
                code,
                f"公示内容{_place(field)}含有{label}，不得公开。",
                MINIMUM_CLAUSE,
                remedy=f"请删去{label}。",
                field=field,
            )


def accounts_are_brief(facts: ContentFacts, _: Rules) -> Iterator[Finding]:
    """A notice carries the brief account, not the long one."""
    for entry in facts.entries:
        excess = len(entry.account) - ACCOUNT_MAX
        if excess > 0:
            yield Finding(
                "account-too-long",
                f"第{entry.order}项的简要事迹超出{excess}字（最多{ACCOUNT_MAX}字）。",
                remedy="请压缩后再公示。",
                field=f"entries-{entry.order}-account",
            )


def may_be_made_public(facts: ContentFacts, _: Rules) -> Iterator[Finding]:
    """A person is named with a consent of his own, or on a legal basis that is cited."""
    for entry in facts.entries:
        if entry.is_person and not (entry.consent_version.strip() or entry.legal_basis.strip()):
            yield Finding(
                "publication-without-consent",
                f"第{entry.order}项没有本人同意公开的记录，也没有写明公开的法律依据。",
                PUBLICATION_CLAUSE,
                remedy="请取得本人单独同意并填写同意书版本，或者填写法律依据。",
                field=f"entries-{entry.order}-consent_version",
            )


def _texts_called(word: str, facts: ContentFacts) -> Iterator[tuple[str, str]]:
    match word:
        case "评选条件":
            yield "conditions", facts.conditions
        case "姓名":
            yield from ((f"entries-{entry.order}-name", entry.name) for entry in facts.entries)
        case "单位":
            yield from ((f"entries-{entry.order}-unit", entry.unit) for entry in facts.entries)
        case "简要事迹":
            yield from (
                (f"entries-{entry.order}-account", entry.account) for entry in facts.entries
            )


def _all_texts(facts: ContentFacts) -> Iterator[tuple[str, str]]:
    for field in (
        "title",
        "conditions",
        "scope",
        "receiving_office",
        "office_telephone",
        "office_address",
        "office_email",
    ):
        yield field, getattr(facts, field)
    for entry in facts.entries:
        for part in ("name", "unit", "account", "honour_title"):
            yield f"entries-{entry.order}-{part}", getattr(entry, part)


def _place(field: str) -> str:
    parts = field.split("-")
    return f"（第{parts[1]}项）" if len(parts) > 1 else ""
