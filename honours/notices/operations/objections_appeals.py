"""Not content with the answer: one appeal, to the level above."""

from django.db import transaction
from django.utils import timezone

from honours.directory.models import Organization, User
from honours.directory.permissions import require
from honours.directory.queries import holders_of
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Refusal
from honours.notices.checks.objection_intake import NOBODY_ABOVE, AppealFacts, appeal_faults
from honours.notices.models.objections import Objection
from honours.notices.operations.objections import OBJECTOR
from honours.notices.queries.objections import bodies_named, own_bodies, superior_of
from honours.notices.vocabulary import Channel, ObjectionState
from honours.workflow.models import Passage
from honours.workflow.operations import begin


@transaction.atomic
def appeal(objection: Objection, content: str, *, by: User | None = None) -> Objection:
    """Ask the level above to look again; once only, after the answer.

    It goes to the nearest body of a higher level. Where no inspector of that body works in this
    system, it stays here to be passed on and the superior's finding is recorded.
    """
    case = Objection.objects.select_for_update(of=("self",)).get(pk=objection.pk)
    if by is not None:
        require(by, Role.INSPECTOR, "登记复核申请", within=case.organization)
    faults = tuple(appeal_faults(_facts(case, content)))
    if faults:
        raise Refusal(*faults)
    superior = superior_of(case.organization)
    if superior is None:
        raise Refusal(NOBODY_ABOVE)
    handles_here = _has_inspector(superior, case)
    made = _appeal_of(case, superior if handles_here else case.organization)
    made.referred_to = None if handles_here else superior
    made.content = content.strip()
    made.entered_by = by
    made.channel = Channel.WEB if by is None else Channel.LETTER
    return begin(made, by=by or OBJECTOR)


def _facts(case: Objection, content: str) -> AppealFacts:
    return AppealFacts(
        state=ObjectionState(case.state),
        is_appeal=case.appeal_of_id is not None,
        is_appealed=Objection.objects.filter(appeal_of=case).exists(),
        until=case.appeal_until,
        today=timezone.localdate(),
        content=content,
    )


def _appeal_of(case: Objection, organization: Organization) -> Objection:
    return Objection(
        notice=case.notice,
        entry=case.entry,
        named=case.named,
        appeal_of=case,
        organization=organization,
        naming=case.naming,
        party=case.party,
        ground=case.ground,
        arrived_on=timezone.localdate(),
        gives_telephone=case.gives_telephone,
        gives_identity_number=case.gives_identity_number,
        bears_seal=case.bears_seal,
        has_clear_leads=case.has_clear_leads,
    )


def _has_inspector(superior: Organization, case: Objection) -> bool:
    """Whether somebody at the superior can judge the appeal who is not barred from it."""
    named = bodies_named(case)
    passed = Passage.objects.filter(subject=case.subject())
    judged = {person for passage in passed for person in passage.people()}
    return any(
        user.username not in judged and not own_bodies(named, user)
        for user in holders_of(Role.INSPECTOR, superior)
    )
