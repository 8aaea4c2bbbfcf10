"""Writing what was found about something flagged: by another than whoever composed the list."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from honours.commendations.models.slates import Slate, SlateFlag
from honours.commendations.operations.slates import locked_slate
from honours.commendations.permissions import may_at, require_at
from honours.commendations.queries.slate_board import JUDGED_IN, above, judges_of, may_judge
from honours.commendations.vocabulary import Tier
from honours.directory.models import User
from honours.directory.permissions import mandate_of
from honours.kernel.verdicts import Finding, Refusal
from honours.workflow.notes import note


@transaction.atomic
def judge_flag(flag: SlateFlag, judgement: str, *, by: User, on: date | None = None) -> SlateFlag:
    """Write what was found, once.

    For the examiner of the level above while the list lies there; the city's own list, which no
    level takes over, is judged at its signing, by its leader or an examiner. Raises ``Refusal``
    for whoever composed the list, at any other time, and where it was judged already.
    """
    slate = locked_slate(flag.slate)
    held = SlateFlag.objects.select_for_update(of=("self",)).get(pk=flag.pk)
    _require_judge(slate, by)
    _refuse_now(slate, held)
    if not judgement.strip():
        raise Refusal(
            Finding("judgement-missing", "没有写核查结论。", remedy="请写明。", field="judgement")
        )
    held.judgement, held.judged_by = judgement.strip(), by.username
    held.judged_on = on or timezone.localdate()
    held.save(update_fields=["judgement", "judged_by", "judged_on"])
    note(slate, "judge_flag", by=by, code=held.code, flag=held.pk)
    return held


def _require_judge(slate: Slate, by: User) -> None:
    mandate, roles, tier = mandate_of(by), judges_of(slate), above(slate)
    if not any(may_at(mandate, role, tier, slate.organization) for role in roles):
        require_at(by, roles[0], tier, "核查提示", within=slate.organization)
    if by.username in slate.composers or not may_judge(slate, mandate):
        named = "或者".join(f"“{role.label}”" for role in roles)
        raise Refusal(
            Finding(
                "maker-is-checker",
                "名单由您（或您所代的人）编排或者送签，名单上的提示不能再由您核查。",
                remedy=f"请由另一位具有{named}职责的人员核查。",
            )
        )


def _refuse_now(slate: Slate, flag: SlateFlag) -> None:
    states = JUDGED_IN[Tier(slate.tier)]
    if slate.state not in states:
        named = "或者".join(f"“{state.label}”" for state in states)
        raise Refusal(
            Finding(
                "not-judged-now",
                f"名单现为“{slate.state_label}”，在{named}时核查提示。",
                remedy="请在名单送到后核查。",
            )
        )
    if flag.judged_on is not None:
        raise Refusal(
            Finding(
                "judged-already",
                f"这条提示已于{flag.judged_on.isoformat()}写明核查结论。",
                remedy="请刷新页面查看；对结论有不同看法的，请退回名单并写明理由。",
            )
        )
