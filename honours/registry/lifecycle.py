"""How an activity's standing may change, as a table."""

from honours.directory.vocabulary import Role
from honours.kernel.lifecycle import Lifecycle, Move
from honours.registry.vocabulary import Standing

_IN_FORCE = (Standing.REGISTERED, Standing.RETAINED, Standing.SUSPENDED, Standing.RECTIFYING)
_OUTCOMES = (
    ("retain", "保留", Standing.RETAINED),
    ("suspend", "暂停", Standing.SUSPENDED),
    ("revoke", "撤销", Standing.REVOKED),
    ("merge", "合并", Standing.MERGED),
    ("rectify", "限期整改", Standing.RECTIFYING),
    ("transfer", "移交", Standing.TRANSFERRED),
    ("exit", "退出", Standing.EXITED),
)

ACTIVITY = Lifecycle(
    name="activity",
    label="项目",
    initial=Standing.REGISTERED,
    moves=tuple(
        Move(verb, label, source, target, Role.EXAMINER, needs_reason=True)
        for source in _IN_FORCE
        for verb, label, target in _OUTCOMES
        if source is not target
    )
    + tuple(
        Move("reopen", "撤回决定", source, Standing.REGISTERED, Role.EXAMINER, needs_reason=True)
        for _, _, source in _OUTCOMES
        if source is not Standing.EXITED
    ),
)
