"""The rules that come with the system, read from its own rulebook files without a database."""

from functools import cache

from honours.kernel.rules import Rule
from honours.kernel.verdicts import Citation
from honours.policies.readings.absences import shipped_files
from honours.policies.readings.rulebook import read_rulebook
from honours.policies.readings.shapes import DocumentText


@cache
def shipped_rules() -> tuple[Rule, ...]:
    """Every value of every shipped file, cited as the imported ones are.

    Raises ``Refusal`` where a shipped file has a fault.
    """
    documents = (
        document
        for path in shipped_files()
        for document in read_rulebook(path.name, path.read_text(encoding="utf-8")).documents
    )
    return tuple(rule for document in documents for rule in _rules_of(document))


def _rules_of(document: DocumentText) -> tuple[Rule, ...]:
    cited = document.number or f"《{document.title}》"
    return tuple(
        Rule(
            rule.key,
            rule.value,
            rule.since,
            Citation(cited, clause.number),
            rule.place,
            rule.until,
        )
        for clause, rule in document.rules
    )
