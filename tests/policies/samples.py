"""Small rulebook files for tests, and the shipped ones, as text and as values."""

from functools import cache
from textwrap import indent

from honours.policies.operations.rulebook import import_rulebooks
from honours.policies.readings.absences import shipped_files
from honours.policies.readings.rulebook import read_rulebook

FORM = """\
place: {{code: "{code}", name: 巴中市}}
documents:
  - title: 某通知
    number: {number}
    issuer: 某办
    level: 市级
    kind: 本级文件
    issued_on: "{issued_on}"
    links: {links}
    clauses:
{clauses}
"""
CLAUSE = """\
- number: 一
  text: 某项规定。
  enforcement: 系统校验
  rules:
    - {rule}
"""
RULE = "{key: fee_allowed, value: false, confidence: 见转述}"


def rulebook_text(
    *,
    rule=RULE,
    clause="",
    number="某办发〔2010〕1号",
    links="[]",
    issued_on="2010-06-01",
    code="5119",
):
    clauses = indent(clause or CLAUSE.format(rule=rule), "      ")
    return FORM.format(code=code, number=number, links=links, issued_on=issued_on, clauses=clauses)


def rulebook(file="某市.yaml", **parts):
    return read_rulebook(file, rulebook_text(**parts))


@cache
def shipped():
    return tuple(
        read_rulebook(path.name, path.read_text(encoding="utf-8")) for path in shipped_files()
    )


def import_shipped():
    return import_rulebooks(shipped(), by="tester")
