"""Opening a campaign, calling its units together, and leading it from stage to stage."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from honours.campaigns.lifecycle import CAMPAIGN
from honours.campaigns.models import Campaign, Declaration, StageSpan, StepDate, Target, UnitTask
from honours.campaigns.operations.reminding import remind_units
from honours.campaigns.vocabulary import Measure, Stage, Step
from honours.directory.models import Organization, User
from honours.directory.permissions import require
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal
from honours.policies.catalogue import RuleKey
from honours.policies.models import Document
from honours.policies.queries import rules_in_force
from honours.registry.operations.freezes import freeze, lift_freeze
from honours.workflow.notes import note
from honours.workflow.operations import advance, begin, begin_many

MEASURES = ((Measure.REDUCTION, RuleKey.REDUCTION_TARGET_MIN),)


@dataclass(frozen=True, slots=True)
class CampaignPlan:
    """What a campaign is planned as. Spans are first and last days; steps have a last day."""

    title: str
    lead: Organization
    region: Organization
    basis: Document
    opens_on: date
    stages: Mapping[Stage, tuple[date, date]]
    steps: Mapping[Step, date]
    contest_days: int = 10


@transaction.atomic
def plan_campaign(plan: CampaignPlan, *, by: User) -> Campaign:
    """A new campaign in preparation, with the targets that the rules of its first day set.

    Raises ``Refusal`` where dates are missing, end before they begin, or run out of order.
    """
    require(by, Role.EXAMINER, "拟定清理行动", within=plan.lead)
    faults = tuple(_faults_of(plan))
    if faults:
        raise Refusal(*faults)
    campaign = begin(
        Campaign(
            organization=plan.lead,
            region=plan.region,
            title=plan.title,
            basis=plan.basis,
            opens_on=plan.opens_on,
            contest_days=plan.contest_days,
        ),
        by=by,
    )
    StageSpan.objects.bulk_create(
        StageSpan(campaign=campaign, stage=stage, begins_on=first, ends_on=last)
        for stage, (first, last) in plan.stages.items()
    )
    StepDate.objects.bulk_create(
        StepDate(campaign=campaign, step=step, due_on=due) for step, due in plan.steps.items()
    )
    _set_targets(campaign)
    return campaign


def _faults_of(plan: CampaignPlan) -> Iterable[Finding]:
    working = (Stage.SELF_CORRECTION, Stage.EXAMINATION, Stage.INSTITUTION)
    missing = [stage.label for stage in working if stage not in plan.stages]
    missing += [step.label for step in Step if step not in plan.steps]
    if missing:
        yield Finding(
            "dates-missing",
            f"尚缺日期：{'、'.join(missing)}。",
            remedy="请为三个阶段各填起止日期，为五个步骤各填完成日期。",
            field="stages",
        )
        return
    days = [day for stage in working for day in plan.stages[stage]]
    if days != sorted(days) or plan.opens_on > days[0]:
        yield Finding(
            "stages-out-of-order",
            "阶段日期前后颠倒：启动日期和三个阶段应依次相接。",
            remedy="请核对各阶段的起止日期。",
            field="stages",
        )
    dues = [plan.steps[step] for step in Step]
    if dues != sorted(dues):
        yield Finding(
            "steps-out-of-order",
            f"步骤完成日期前后颠倒：应依“{'→'.join(step.label for step in Step)}”先后完成。",
            remedy="请核对各步骤的完成日期。",
            field="steps",
        )


def _set_targets(campaign: Campaign) -> None:
    rules = rules_in_force(campaign.opens_on, campaign.region.division)
    Target.objects.bulk_create(
        Target(
            campaign=campaign,
            measure=measure,
            at_least=rules.number(key),
            citation=str(rules[key].citation),
        )
        for measure, key in MEASURES
        if key in rules
    )


@transaction.atomic
def enlist_units(
    campaign: Campaign, units: Iterable[Organization], *, by: User
) -> list[Declaration]:
    """Give each unit its tasks and an empty declaration. Units already enlisted stay as they are.

    Raises ``Refusal`` for a unit outside the campaign's region.
    """
    require(by, Role.EXAMINER, "确定填报单位", within=campaign.organization)
    enlisted = set(campaign.declarations.values_list("organization_id", flat=True))
    new = [unit for unit in units if unit.pk not in enlisted]
    outside = [unit.name for unit in new if not unit.is_within(campaign.region)]
    if outside:
        raise Refusal(
            Finding(
                "unit-outside-region",
                f"不在清理范围“{campaign.region}”之内：{'、'.join(outside)}。",
                remedy="请去掉这些单位，或调整清理范围。",
                field="units",
            )
        )
    UnitTask.objects.bulk_create(
        UnitTask(campaign=campaign, organization=unit, step=step) for unit in new for step in Step
    )
    note(campaign, "enlist", by=by, units=len(new))
    begun = begin_many([Declaration(campaign=campaign, organization=unit) for unit in new], by=by)
    remind_units(campaign, begun, by=by)
    return begun


@transaction.atomic
def move_campaign(campaign: Campaign, verb: str, *, by: User, reason: str = "") -> Campaign:
    """Lead the campaign into its next stage; new activities are frozen while it runs.

    From the day it opens units are reminded of each day they have to keep.
    """
    moved = advance(campaign, verb, by=by, reason=reason)
    if moved.state == Stage.SELF_CORRECTION:
        remind_units(moved, list(moved.declarations.select_related("organization")), by=by)
    if not moved.freezes_new:
        return moved
    if verb == CAMPAIGN.moves[0].verb:
        freeze(
            moved.region,
            since=moved.opens_on,
            citation=f"{moved.basis}（{moved.title}期间不得举办新的活动）",
            cause=moved.subject(),
            by=by,
        )
    elif moved.state == Stage.CLOSED:
        lift_freeze(moved.subject(), by=by)
    return moved
