"""Nothing is approved while the public may still speak."""

from collections.abc import Iterator

from honours.applications.checks.facts import NoticeFacts
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Finding


def notice_is_over(facts: NoticeFacts, rules: Rules) -> Iterator[Finding]:
    """The notice of the item has run its days, and every objection to it is closed."""
    del rules
    if facts.until is None:
        yield Finding(
            "notice-missing",
            "该项目还没有公示记录，不能记录批复。",
            remedy="请先在“公示”中登记项目公示和张贴证明。",
        )
    elif not facts.is_over:
        yield Finding(
            "notice-running",
            f"公示到{facts.until}为止，期满以后才能记录批复。",
            remedy="请在公示期满后办理。",
            detail={"公示截止": str(facts.until)},
        )
    if facts.open_objections:
        yield Finding(
            "objections-open",
            f"还有{facts.open_objections}件异议没有办结。",
            remedy="请先办结异议。",
            detail={"未办结异议": str(facts.open_objections)},
        )
