"""Ways back: sent back by whoever may, taken back by whoever acted last; the matrix stays true."""

from django.db import transaction

from honours.campaigns.models import Declaration, Filing, Lead
from honours.campaigns.operations.declarations import return_declaration
from honours.campaigns.operations.filings import refuse_under_signature, return_filing
from honours.campaigns.operations.reminding import remind_of_answers, remind_of_leads, remind_units
from honours.campaigns.operations.tasks_done import reopen_unfinished
from honours.campaigns.queries.decisions import answers_awaited
from honours.campaigns.queries.returns import TAKEN_BACK
from honours.campaigns.vocabulary import FilingState
from honours.directory.models import User
from honours.kernel.terms import Term
from honours.kernel.verdicts import Finding, Refusal
from honours.workflow.models import Stateful
from honours.workflow.operations import send_back, withdraw
from honours.workflow.queries import road_of


@transaction.atomic
def give_back(matter: Stateful, *, to: Term, reason: str, by: User) -> Stateful:
    """Send a matter of a campaign back to a state it has passed, with the reason."""
    match matter:
        case Declaration():
            return return_declaration(matter, reason=reason, by=by)
        case Filing():
            return return_filing(matter, to=FilingState(to), reason=reason, by=by)
        case _:
            return send_back(matter, to=to, reason=reason, by=by)


@transaction.atomic
def take_back(matter: Stateful, *, by: User) -> Stateful:
    """Undo one's own last step while nobody has gone on from it (取回).

    Raises ``Refusal`` for a step that has already changed the register or reached another unit.
    """
    last = road_of(matter)[-1]
    if last.verb not in TAKEN_BACK.get(matter.matter_kind(), ()):
        raise Refusal(
            Finding(
                "not-taken-back",
                f"“{last.label}”办理之后已经生效，不能取回。",
                remedy="如有差错，请由下一步的办理人退回，或按更正程序办理。",
            )
        )
    if isinstance(matter, Filing):
        refuse_under_signature(matter)
    taken = withdraw(matter, by=by)
    match taken:
        case Declaration():
            remind_units(taken.campaign, [taken], by=by)
        case Filing():
            reopen_unfinished(taken.campaign, unit=taken.organization_id)
            remind_of_answers(answers_awaited([taken]), by=by)
        case Lead():
            remind_of_leads([taken], by=by)
    return taken
