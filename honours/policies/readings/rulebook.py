"""Rulebook files, read whole: every fault of the file is named with its line."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from honours.directory.vocabulary import Level
from honours.kernel.verdicts import Refusal
from honours.policies.catalogue import RuleKey
from honours.policies.readings.days import Day, first_day, last_day
from honours.policies.readings.fields import Fields, Notes, Unreadable
from honours.policies.readings.marked_yaml import load
from honours.policies.readings.shapes import (
    ClauseText,
    DocumentText,
    LinkText,
    Region,
    Rulebook,
    RuleText,
    Spot,
)
from honours.policies.readings.values import KINDS, fits, value_written
from honours.policies.vocabulary import Confidence, DocumentKind, Enforcement, LinkKind
from honours.typesetting.number import faults_in_number

FILE_FIELDS = "place documents"
PLACE_FIELDS = "code name"
DOCUMENT_FIELDS = (
    "number title issuer level place kind issued_on effective_on repealed_on source links clauses"
)
LINK_FIELDS = "kind to"
CLAUSE_FIELDS = "number text enforcement human_step source_rows rules"
RULE_FIELDS = "key value since until confidence source_row"


def read_rulebook(file: str, text: str) -> Rulebook:
    """The rulebook in a file's text. Raises ``Refusal`` with every fault found in it."""
    notes = Notes()
    try:
        rulebook = _rulebook(file, text, notes)
    except Unreadable:
        rulebook = None
    if rulebook is None or notes.faults:
        raise Refusal(*notes.faults)
    return rulebook


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a document hands down to its rules where they say nothing themselves."""

    place: str
    since: Day | None
    ends_on: date | None


def _rulebook(file: str, text: str, notes: Notes) -> Rulebook:
    start = Spot(file, 1)
    try:
        written = load(text)
    except ValueError as error:
        raise notes.unreadable("rulebook-not-yaml", start, str(error)) from None
    content = Fields.of(written, start, FILE_FIELDS, notes)
    place = Fields.of(content.raw("place"), start, PLACE_FIELDS, notes)
    region = Region(place.text("code", required=False), place.text("name"))
    return Rulebook(
        file, region, content.each("documents", lambda each: _document(each, content, region.code))
    )


def _document(written: Any, file: Fields, place: str) -> DocumentText:
    content = file.within(written, DOCUMENT_FIELDS)
    number = content.text("number", required=False)
    title = content.text("title")
    content = content.named(number or f"《{title}》")
    if number:
        for fault in faults_in_number(number):
            content.fault("rulebook-bad-number", fault.message, fault.remedy)
    issued, effective, repealed = (
        content.day(name, first_day) for name in ("issued_on", "effective_on", "repealed_on")
    )
    own_place = content.text("place", required=False) or place
    ends_on = repealed.on - timedelta(days=1) if repealed else None
    frame = _Frame(own_place, effective or issued, ends_on)
    return DocumentText(
        spot=content.spot,
        number=number,
        title=title,
        issuer=content.text("issuer"),
        level=content.word("level", Level),
        kind=content.word("kind", DocumentKind),
        place=own_place,
        issued_on=issued.on if issued else None,
        effective_on=effective.on if effective else None,
        repealed_on=repealed.on if repealed else None,
        dates_note=_notes(issued, effective, repealed),
        source=content.text("source", required=False),
        links=content.each("links", lambda each: _link(each, content)),
        clauses=content.each("clauses", lambda each: _clause(each, content, frame)),
    )


def _link(written: Any, document: Fields) -> LinkText:
    content = document.within(written, LINK_FIELDS)
    return LinkText(content.spot, content.word("kind", LinkKind), content.text("to"))


def _clause(written: Any, document: Fields, frame: _Frame) -> ClauseText:
    content = document.within(written, CLAUSE_FIELDS)
    number = content.text("number")
    content = content.named(f"{document.spot.path}{number}")
    enforcement = content.word("enforcement", Enforcement)
    human_step = content.text("human_step", required=False)
    rules = content.each("rules", lambda each: _rule(each, content, frame))
    if (enforcement is Enforcement.HUMAN_STEP) != bool(human_step):
        content.fault(
            "rulebook-human-step",
            "人工环节（human_step）须与落实方式“人工环节”同时写出或同时不写。",
            "写明由谁在哪一步落实；没有人落实的，落实方式写“无人落实”。",
        )
    if (enforcement is Enforcement.CHECK) != bool(rules):
        content.fault(
            "rulebook-check-without-rule",
            "落实方式“系统校验”的条款须给出规则取值，给出取值的条款须写“系统校验”。",
            "补写规则取值，或者把落实方式改为“人工环节”或“无人落实”。",
        )
    rows = content.text("source_rows", required=False)
    text = content.text("text")
    return ClauseText(content.spot, number, text, enforcement, human_step, rows, rules)


def _rule(written: Any, clause: Fields, frame: _Frame) -> RuleText:
    content = clause.within(written, RULE_FIELDS)
    key = _key(content)
    content = content.named(f"{clause.spot.path}，{key.label}")
    since = content.day("since", first_day) or frame.since
    if since is None:
        raise content.unreadable(
            "rulebook-no-day", "取值没有施行日期，文件也没有。", "写明since，例如2010-06-01。"
        )
    until = content.day("until", last_day)
    ends_on = until.on if until else frame.ends_on
    if ends_on is not None and ends_on < since.on:
        content.fault("rulebook-ends-early", f"失效日期{ends_on}早于施行日期{since.on}。")
    return RuleText(
        spot=content.spot,
        key=key,
        value=_value(content, key),
        place=frame.place,
        since=since.on,
        until=ends_on,
        confidence=content.word("confidence", Confidence),
        source_row=content.text("source_row", required=False),
        dates_note=_notes(since, until),
    )


def _key(content: Fields) -> RuleKey:
    written = content.text("key")
    try:
        return RuleKey(written)
    except ValueError:
        raise content.unreadable(
            "rulebook-unknown-key",
            f"规则目录中没有“{written}”。",
            "没有校验读取的规定只写条款文字，不写取值。",
        ) from None


def _value(content: Fields, key: RuleKey) -> Any:
    if "value" not in content:
        raise content.unreadable(
            "rulebook-no-value", "没有写取值。", "停止执行的，写“value: null”。"
        )
    try:
        value = value_written(content.raw("value"))
    except ValueError as error:
        raise content.unreadable("rulebook-bad-value", str(error)) from None
    if not fits(key, value):
        content.fault(
            "rulebook-wrong-kind",
            f"“{key.label}”的取值应为{KINDS[key.shape].label}，文件写作“{content.raw('value')}”。",
        )
    return value


def _notes(*days: Day | None) -> str:
    return "".join(dict.fromkeys(day.note for day in days if day))
