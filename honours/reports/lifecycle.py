"""The road of a report: drafted, reviewed, signed and sent; back to any earlier step."""

from honours.directory.vocabulary import Role
from honours.kernel.lifecycle import Lifecycle, Move
from honours.reports.vocabulary import ReportState

REPORT = Lifecycle(
    name="report",
    label="情况报告",
    initial=ReportState.DRAFT,
    moves=(
        Move("submit", "送审", ReportState.DRAFT, ReportState.REVIEW, Role.EXAMINER),
        Move(
            "approve",
            "审核同意",
            ReportState.REVIEW,
            ReportState.SIGNING,
            Role.LEADER_IN_CHARGE,
            apart_from=("submit",),
        ),
        # 上行文由机关主要负责人签发（《党政机关公文处理工作条例》第二十二条）。
        Move(
            "sign",
            "签发报送",
            ReportState.SIGNING,
            ReportState.SENT,
            Role.PRINCIPAL_LEADER,
            apart_from=("submit", "approve"),
        ),
    ),
    returners=(
        (ReportState.REVIEW, Role.LEADER_IN_CHARGE),
        (ReportState.SIGNING, Role.PRINCIPAL_LEADER),
    ),
)
