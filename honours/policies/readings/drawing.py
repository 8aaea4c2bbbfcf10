"""The shipped rulebook as one page of Markdown: ``docs/rulebook.md``."""

from collections.abc import Iterator, Sequence

from honours.policies.catalogue import RuleKey
from honours.policies.readings.absences import Absence
from honours.policies.readings.shapes import ClauseText, DocumentText, Rulebook, RuleText
from honours.policies.readings.values import in_words
from honours.policies.vocabulary import Enforcement

HEAD = """\
# 规则库

本页由 `honours draw_rulebook` 根据随系统提供的规则文件画出，请勿手改。
由哪些校验读取，见“规则库”页面。取值按日、按地判断；就近的规定只能从严；日期只见年或月的，按年初、月初起计。
"""

Line = tuple[Rulebook, DocumentText, ClauseText, RuleText]


def draw(rulebooks: Sequence[Rulebook], absences: Sequence[Absence]) -> str:
    """The whole page. The same files give the same page, to the letter."""
    parts = [HEAD, _coverage(rulebooks), *_rules(rulebooks), _not_found(absences)]
    return "\n".join([*parts, *_documents(rulebooks)])


def _coverage(rulebooks: Sequence[Rulebook]) -> str:
    clauses = [
        clause
        for rulebook in rulebooks
        for document in rulebook.documents
        for clause in document.clauses
    ]
    rows = [
        f"| {kind.label} | {sum(clause.enforcement is kind for clause in clauses)} |"
        for kind in Enforcement
    ]
    whole = f"| 合计 | {len(clauses)} |"
    return "\n".join(
        ["## 条款由谁落实", "", "| 落实方式 | 条款数 |", "|---|---|", *rows, whole, ""]
    )


def _rules(rulebooks: Sequence[Rulebook]) -> Iterator[str]:
    lines: list[Line] = [
        (rulebook, document, clause, rule)
        for rulebook in rulebooks
        for document in rulebook.documents
        for clause, rule in document.rules
    ]
    yield "## 规则\n"
    for key in RuleKey:
        yield f"### {key.label}\n"
        yield f"`{key.value}` · {key.tightening.label}\n"
        yield "| 地区 | 取值 | 自 | 至 | 依据 | 可信度 | 资料 |\n|---|---|---|---|---|---|---|"
        own = [line for line in lines if line[3].key is key]
        yield from map(_value, sorted(own, key=lambda line: (line[3].since, line[3].place)))
        yield ""


def _value(line: Line) -> str:
    rulebook, document, clause, rule = line
    cells = (
        rulebook.region.name,
        in_words(rule.value),
        str(rule.since),
        str(rule.until or ""),
        f"{document.name}{clause.number}",
        rule.confidence.label,
        rule.source_row,
    )
    return f"| {' | '.join(cells)} |"


def _not_found(absences: Sequence[Absence]) -> str:
    rows = [f"- **{each.subject}**：{each.sentence}" for each in absences]
    return "\n".join(["## 找过而没有找到的规定", "", *rows, ""])


def _documents(rulebooks: Sequence[Rulebook]) -> Iterator[str]:
    yield "## 文件和条款\n"
    for rulebook in rulebooks:
        yield f"### {rulebook.region.name}\n"
        for document in rulebook.documents:
            title = f"{document.number}《{document.title}》" if document.number else document.title
            yield f"- {title}（{document.issuer}，{document.issued_on or '日期不详'}）"
            for clause in document.clauses:
                keeper = clause.human_step or clause.enforcement.label
                yield f"  - {clause.number}：{clause.text}〔{keeper}〕"
        yield ""
