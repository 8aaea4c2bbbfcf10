"""An allocation from its drawing up to its carrying out: computed, frozen, approved, issued."""

from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone

from honours.directory.models import Organization, User
from honours.kernel.verdicts import Finding, Refusal
from honours.quotas.apportioning.answers import allocate
from honours.quotas.apportioning.questions import Question
from honours.quotas.apportioning.records import answer_as_data, question_as_data, question_from
from honours.quotas.models import AllocationPlan, Ledger
from honours.quotas.operations.issuing import issue_places
from honours.quotas.operations.moving import Order
from honours.quotas.permissions import ISSUERS, require_one_of
from honours.quotas.queries.ledgers import named_receivers
from honours.workflow.operations import advance, begin


@dataclass(frozen=True, slots=True)
class NewPlan:
    """An allocation to be drawn up: whose places, of which kind, and the question."""

    ledger: Ledger
    giver: Organization
    kind: str
    title: str
    document: str
    question: Question


@transaction.atomic
def draw_plan(new: NewPlan, *, by: User) -> AllocationPlan:
    """Compute the allocation and keep it with every step, to be approved by somebody else.

    Raises ``Refusal`` for an organization that the giver may not hand places to, and for a
    question without an answer.
    """
    require_one_of(by, ISSUERS, "拟订名额分配方案", within=(new.giver,))
    question = spelled_as_known(new)
    answer = allocate(question)
    plan = AllocationPlan(
        organization=new.giver,
        ledger=new.ledger,
        kind=new.kind,
        title=new.title,
        total=question.total,
        method=question.method,
        document=new.document.strip(),
        question=question_as_data(question),
        answer=answer_as_data(answer),
        drawn_at=timezone.now(),
        drawn_by=by.name,
    )
    return begin(plan, by=by)


@transaction.atomic
def approve_plan(plan: AllocationPlan, *, by: User) -> AllocationPlan:
    """Approve the allocation (批准); whoever drew it up may not."""
    plan = advance(plan, "approve", by=by)
    plan.approved_at, plan.approved_by = timezone.now(), by.name
    plan.save(update_fields=["approved_at", "approved_by"])
    return plan


@transaction.atomic
def issue_plan(plan: AllocationPlan, *, by: User) -> AllocationPlan:
    """Hand the places out as approved (按此发放), to everybody or to nobody.

    Computes the answer again first: a plan that was tampered with goes no further.
    """
    plan = advance(plan, "issue", by=by)
    _refuse_altered(plan)
    receivers = named_receivers(plan.ledger, plan.organization)
    given = [(line["name"], line["places"]) for line in plan.answer["lines"] if line["places"]]
    _refuse_unknown([name for name, _ in given if name not in receivers], plan.organization)
    orders = [Order(receivers[name], plan.kind, places, plan.title) for name, places in given]
    reason = f"按分配方案第{plan.pk}号"
    issue_places(plan.ledger, orders, by=by, document=plan.document, reason=reason)
    plan.issued_at = timezone.now()
    plan.save(update_fields=["issued_at"])
    return plan


def discard_plan(plan: AllocationPlan, *, by: User) -> AllocationPlan:
    """Put the allocation aside (作废); it stays to be read."""
    return advance(plan, "discard", by=by)


def spelled_as_known(new: NewPlan) -> Question:
    """The question with every organization under its full name. Raises ``Refusal`` for others."""
    receivers = named_receivers(new.ledger, new.giver)
    unknown = [one.name for one in new.question.contenders if one.name not in receivers]
    _refuse_unknown(unknown, new.giver)
    return replace(
        new.question,
        contenders=tuple(
            replace(one, name=str(receivers[one.name])) for one in new.question.contenders
        ),
    )


def _refuse_unknown(names: list[str], giver: Organization) -> None:
    if names:
        raise Refusal(
            Finding(
                "not-a-receiver",
                f"“{'、'.join(names)}”不是“{giver}”可以直接发放名额的下一级单位。",
                remedy="请核对单位名称；再下一级的单位由其上级分配。",
                field="table",
            )
        )


def _refuse_altered(plan: AllocationPlan) -> None:
    if answer_as_data(allocate(question_from(plan.question))) != plan.answer:
        raise Refusal(
            Finding(
                "plan-altered",
                "保存的分配结果与按其依据重新计算的结果不一致。",
                remedy="请作废这一方案，重新拟订。",
            )
        )
