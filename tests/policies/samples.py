"""Small rulebook files and drafts for tests, and the shipped files as values."""

from datetime import date
from functools import cache
from textwrap import indent

from honours.directory.vocabulary import Level
from honours.policies.operations.documents import DocumentDraft
from honours.policies.operations.rulebook import import_rulebooks
from honours.policies.readings.absences import shipped_files
from honours.policies.readings.clauses import ClauseLine
from honours.policies.readings.rulebook import read_rulebook
from honours.policies.vocabulary import DocumentKind

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
CLAUSES = (ClauseLine("一", "力求减幅达70%以上。"), ClauseLine("二", "逐一登记。", "审核岗位催报"))
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


def draft(**changes):
    parts = {
        "title": "关于进一步清理规范的通知",
        "issuer": "巴中市人事局",
        "level": Level.CITY,
        "kind": DocumentKind.OWN_DOCUMENT,
        "number": "巴人公〔2010〕10号",
        "place": "5119",
        "issued_on": date(2010, 3, 1),
        "clauses": CLAUSES,
    }
    return DocumentDraft(**{**parts, **changes})
