"""How a resolution takes effect: its decisions are bound to it and act on the register."""

from collections.abc import Sequence

from honours.campaigns.models import Campaign, Decision, Filing, Resolution
from honours.campaigns.operations.tasks_done import settle_those_of
from honours.campaigns.queries.decisions import current_decisions
from honours.campaigns.vocabulary import FilingState, Outcome, Step
from honours.directory.models import User
from honours.directory.queries import holders_of
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal
from honours.registry.operations.standings import StandingOrder, change_standings
from honours.registry.vocabulary import Regime, Standing
from honours.workflow.notes import note
from honours.workflow.operations import advance_many

VERB_OF = {
    Outcome.RETAIN: "retain",
    Outcome.REVOKE: "revoke",
    Outcome.MERGE: "merge",
    Outcome.SUSPEND: "suspend",
    Outcome.RECTIFY: "rectify",
    Outcome.TRANSFER: "transfer",
}
EMPTY_LIST = Finding(
    "empty-list", "提请审定的清单是空的。", remedy="请先勾选已复核的事项。", field="filings"
)


def put_to(resolution: Resolution, filings: Sequence[Filing]) -> None:
    """Place the open decisions of these filings on the resolution's list."""
    decisions = current_decisions(filings)
    findings = []
    for filing in filings:
        decision = decisions.get(filing.pk)
        if filing.state != FilingState.CONFIRMED or decision is None:
            findings.append(_unconfirmed(filing))
        elif decision.put_to_id is not None:
            findings.append(_elsewhere(filing))
    if findings:
        raise Refusal(*findings)
    keys = [decision.pk for decision in decisions.values()]
    Decision.objects.filter(pk__in=keys).update(put_to=resolution)


def resolve(resolution: Resolution, filings: Sequence[Filing], *, by: User) -> None:
    """Bind the decisions of these filings. Raises ``Refusal`` where one cannot be decided now."""
    result = advance_many(filings, "decide", by=by)
    if result.refused:
        raise Refusal(*(finding for _, findings in result.refused for finding in findings))
    decisions = list(current_decisions(filings).values())
    for decision in decisions:
        decision.resolution = resolution
        decision.decided_on = resolution.held_on
    Decision.objects.bulk_update(decisions, ["resolution", "decided_on"], batch_size=500)
    note(
        resolution,
        "bind",
        by=by,
        decisions=[decision.pk for decision in decisions],
        held_on=resolution.held_on.isoformat(),
    )
    _act_on_register(decisions, resolution, by=by)
    settle_those_of(result.done, Step.FOCUS, on=resolution.held_on)


def refuse_without_members(campaign: Campaign) -> None:
    """Joint signing needs somebody to sign."""
    if not holders_of(Role.CONFERENCE_MEMBER, campaign.organization):
        raise Refusal(
            Finding(
                "no-conference-member",
                f"没有管辖“{campaign.organization}”的联席会议成员，无法会签。",
                remedy="请由安全管理员任命联席会议成员，或改为依已签署的会议纪要记录。",
                field="is_cosigned",
            )
        )


def _unconfirmed(filing: Filing) -> Finding:
    return Finding(
        "not-confirmed",
        f"“{filing.name}”现为“{filing.state_label}”，尚不能提请审定。",
        remedy="请先由分管领导复核同意。",
    )


def _elsewhere(filing: Filing) -> Finding:
    return Finding(
        "put-to-another",
        f"“{filing.name}”已提请另一项决议会签。",
        remedy="请待会签结束，或先撤下那项决议。",
    )


def _act_on_register(decisions: Sequence[Decision], resolution: Resolution, *, by: User) -> None:
    decided_by = resolution.number or resolution.title
    reopened = [
        StandingOrder(
            activity=decision.filing.activity,
            verb="reopen",
            reason=f"申辩后重新审定（第{decision.round}轮）",
            citation=decision.citation,
            decided_by=decided_by,
        )
        for decision in decisions
        if decision.filing.activity is not None
        and decision.filing.activity.state != Standing.REGISTERED
    ]
    change_standings(reopened, effective_on=resolution.held_on, by=by)
    orders = [
        StandingOrder(
            activity=decision.filing.activity,
            verb=VERB_OF[Outcome(decision.outcome)],
            reason=decision.reason or Outcome(decision.outcome).label,
            citation=decision.citation,
            decided_by=decided_by,
            merged_into=decision.merged_into,
            regime=Regime(decision.transfer_to) if decision.transfer_to else None,
        )
        for decision in decisions
        if decision.filing.activity is not None
    ]
    change_standings(orders, effective_on=resolution.held_on, by=by)
