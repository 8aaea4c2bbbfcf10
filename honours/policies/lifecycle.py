"""The road of a document that this installation registers itself."""

from honours.directory.vocabulary import Role
from honours.kernel.lifecycle import Lifecycle, Move
from honours.policies.checks import has_a_proper_number, has_clauses, is_not_classified
from honours.policies.vocabulary import DocumentState

DOCUMENT = Lifecycle(
    name="document",
    label="文件",
    initial=DocumentState.DRAFT,
    moves=(
        Move(
            "issue",
            "印发",
            DocumentState.DRAFT,
            DocumentState.ISSUED,
            Role.LEADER_IN_CHARGE,
            checks=(is_not_classified, has_a_proper_number, has_clauses),
            apart_from=("begin",),
        ),
        Move(
            "repeal",
            "废止",
            DocumentState.ISSUED,
            DocumentState.REPEALED,
            Role.LEADER_IN_CHARGE,
            needs_reason=True,
        ),
    ),
)
