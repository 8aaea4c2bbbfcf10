"""What a level above decided about an honour: recorded here with its document, not made here."""

from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from honours.commendations.models.decisions import Revocation
from honours.commendations.operations.days import refuse_day_before, refuse_day_to_come
from honours.commendations.operations.revocations import (
    THINGS,
    fell,
    revocation_facts,
)
from honours.commendations.queries.cases import deciding_level
from honours.directory.models import User
from honours.directory.permissions import mandate_of, require
from honours.directory.vocabulary import Level, Role
from honours.policies.queries import rules_in_force
from honours.quotas.vocabulary.places import CandidateKind
from honours.workflow.operations import advance


@dataclass(frozen=True, slots=True)
class DecisionAbove:
    """Which body of which level decided, under which document, on which day, and why."""

    document: str
    body: str
    level: Level
    on: date
    reason: str


@transaction.atomic
def record_revocation(case: Revocation, above: DecisionAbove, *, by: User) -> Revocation:
    """The honour falls as if it had been decided here, on the day of the document (R306, R311).

    Raises ``Refusal`` where the body stands no higher than whoever records, or below the level
    that conferred.
    """
    decided = _recorded(case, "record_revocation", above, by)
    honour = advance(
        decided.honour,
        "record_revocation",
        by=by,
        reason=f"{decided.document}（{decided.decided_by}）：{above.reason.strip()}",
    )
    fell(honour, above.on, THINGS[CandidateKind(honour.kind)])
    return decided


@transaction.atomic
def record_refusal(case: Revocation, above: DecisionAbove, *, by: User) -> Revocation:
    """The level above lets the honour stand; the case is over."""
    return _recorded(case, "record_refusal", above, by)


def _recorded(case: Revocation, verb: str, above: DecisionAbove, by: User) -> Revocation:
    require(by, Role.EXAMINER, "登记上级决定", within=case.honour.organization)
    refuse_day_to_come(above.on)
    refuse_day_before(above.on, case.honour.conferred_on, "授予荣誉")
    facts = replace(
        revocation_facts(case, deciding=above.level),
        document=above.document.strip(),
        body=above.body,
        recording=deciding_level(case, Role.EXAMINER, mandate_of(by)),
    )
    rules = rules_in_force(above.on, case.organization.division)
    decided = advance(case, verb, by=by, facts=facts, rules=rules, reason=above.reason)
    decided.document, decided.decided_by = facts.document, above.body.strip()
    decided.decided_on = above.on
    decided.save(update_fields=["document", "decided_by", "decided_on"])
    return decided
