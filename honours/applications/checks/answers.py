"""Who may approve: the centre and the province, and nobody below (R041, R045)."""

from collections.abc import Iterator

from honours.applications.checks.faults import ApplicationFault
from honours.directory.vocabulary import Level
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Finding
from honours.policies.catalogue import RuleKey
from honours.registry.checks.demands import word_list


def comes_from_an_approver(level: Level, rules: Rules) -> Iterator[Finding]:
    """The answering document is of a level that approves."""
    approving = word_list(rules, RuleKey.APPROVING_LEVELS)
    if approving is not None and level.label not in approving.words:
        yield Finding(
            ApplicationFault.NOT_AN_APPROVER,
            f"批复文件是{level.label}文件。有权审批项目的是：{approving.printed()}。",
            citation=approving.citation,
            remedy="请选择有权审批的机关的批复文件；市县只有申报权。",
            field="document",
            detail={"文件层级": level.label, "有权审批": approving.printed()},
        )
