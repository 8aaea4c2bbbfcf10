"""What an inquiry came to: proposed by one, signed by another, or made by the superior."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from honours.directory.models import User
from honours.kernel.verdicts import Finding, Refusal
from honours.notices.models.objections import Objection, ObjectionFinding
from honours.notices.operations.objections_handling import (
    keep_the_clock,
    locked,
    moved,
    refuse_empty,
    refuse_unless_fit,
    write_down,
)
from honours.notices.vocabulary import Conclusion, ObjectionOutcome, ObjectionState
from honours.workflow.operations import send_back


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What an inquiry came to. ``source`` is the superior's document where one judged."""

    conclusion: Conclusion
    outcome: ObjectionOutcome
    text: str
    source: str = ""


@transaction.atomic
def record_review(objection: Objection, judgement: Judgement, *, by: User) -> Objection:
    """Enter what the superior found, with the superior's document. It is not ours to judge."""
    refuse_empty(judgement.source, "上级文件", "source")
    case = locked(objection)
    _judge(case, judgement, by=by)
    ObjectionFinding.objects.filter(objection=case).update(confirmed_on=timezone.localdate())
    return moved(case, "record_review", by=by)


@transaction.atomic
def propose_finding(objection: Objection, judgement: Judgement, *, by: User) -> Objection:
    """Put to the leader what the inquiry came to. It binds nobody before he signs."""
    case = locked(objection)
    _judge(case, judgement, by=by)
    return moved(case, "propose", by=by)


@transaction.atomic
def confirm_finding(objection: Objection, *, by: User) -> Objection:
    """The principal leader signs; nobody signs what he inquired into or proposed himself."""
    case = moved(locked(objection), "confirm", by=by)
    ObjectionFinding.objects.filter(objection=case).update(
        confirmed_by=by, confirmed_on=timezone.localdate()
    )
    return case


@transaction.atomic
def return_finding(objection: Objection, *, reason: str, by: User) -> Objection:
    """Back to the inquiry, with what is still missing."""
    case = locked(objection)
    refuse_unless_fit(case, by=by)
    send_back(case, to=ObjectionState.INQUIRING, reason=reason, by=by)
    keep_the_clock(case, by=by)
    return case


def _judge(case: Objection, judgement: Judgement, *, by: User) -> None:
    refuse_empty(judgement.text, "认定意见", "text")
    is_kept = judgement.outcome is ObjectionOutcome.KEEP
    if judgement.conclusion is Conclusion.UNFOUNDED and not is_kept:
        raise Refusal(
            Finding(
                "unfounded-changes-nothing",
                f"异议不成立，不能处理为“{judgement.outcome.label}”。",
                remedy=f"请选“{ObjectionOutcome.KEEP.label}”，或更正结论。",
                field="outcome",
            )
        )
    if judgement.conclusion is Conclusion.SUSTAINED and is_kept:
        raise Refusal(
            Finding(
                "sustained-changes-something",
                "异议成立，不能维持原样。",
                remedy="请选定取消资格或者更正后重新公示；只有部分成立的，请选“部分成立”。",
                field="outcome",
            )
        )
    ObjectionFinding.objects.update_or_create(
        objection=case,
        defaults={
            "conclusion": judgement.conclusion,
            "outcome": judgement.outcome,
            "text": judgement.text.strip(),
            "source": judgement.source.strip(),
            "proposed_by": by,
            "confirmed_by": None,
            "confirmed_on": None,
        },
    )
    write_down(case, "judge", by=by, conclusion=judgement.conclusion, outcome=judgement.outcome)
