"""Which ways back, and to whom, a matter of a campaign has for somebody now."""

from honours.campaigns.models import Declaration, Filing, Lead
from honours.directory.models import User
from honours.directory.permissions import Mandate
from honours.directory.queries import holders_of
from honours.directory.vocabulary import Role
from honours.kernel.terms import Term
from honours.workflow.models import Passage, Stateful
from honours.workflow.queries import earlier_states, may_send_back, open_moves, road

TAKEN_BACK = {
    Declaration.matter_kind(): ("submit",),
    Filing.matter_kind(): ("propose", "repropose", "confirm", "acknowledge", "contest"),
    Lead.matter_kind(): ("confirm", "dismiss"),
}
"""Steps that leave nothing behind but a state. The others are undone by whoever comes next."""


def may_take_back(matter: Stateful, user: User, history: tuple[Passage, ...]) -> bool:
    """Whether the last step still counts, was the user's own, and left nothing behind."""
    passed = road(history)
    if not passed or user.username not in passed[-1].people():
        return False
    return passed[-1].verb in TAKEN_BACK.get(matter.matter_kind(), ())


def states_to_return_to(matter: Stateful, mandate: Mandate) -> list[Term]:
    """Where the mandate may send the matter back to, the nearest first; nothing for others."""
    return earlier_states(matter) if may_send_back(matter, mandate) else []


def role_to_hand_over(matter: Stateful, mandate: Mandate) -> Role | None:
    """The role under which the mandate could move the matter now."""
    return next((Role(move.role) for move in open_moves(matter, mandate)), None)


def colleagues_of(user: User, matter: Stateful, mandate: Mandate) -> list[User]:
    """Who else could make the next move of the matter in the user's place."""
    role = role_to_hand_over(matter, mandate)
    if role is None:
        return []
    return [one for one in holders_of(role, matter.organization) if one.pk != user.pk]
