"""What has to be cleared before an object goes on: asked, answered, still valid, not adverse.

Findings never say what a body answered: that is for the handling level alone. Who may not see it
reads that something stands against the object, and whom to turn to.
"""

from collections.abc import Iterable, Iterator

from honours.clearances.checks.facts import (
    BodyStanding,
    ClearanceStanding,
    DisqualifierStanding,
)
from honours.clearances.readings.matrix import AskedBody
from honours.clearances.vocabulary import Condition
from honours.kernel.verdicts import Citation, Finding, Weight


def clearances_are_complete(standing: ClearanceStanding) -> Iterator[Finding]:
    """Every required body has been asked and has answered, or was waived with a reason.

    Where the matrix says nothing of such an object, a leader has said so of the whole kind.
    """
    if standing.is_unanswered:
        yield Finding(
            "clearance-matrix-silent",
            f"{standing.on.isoformat()}的征求意见矩阵没有规定这类对象须征求哪些部门的意见。",
            remedy="请在“征求意见矩阵”中按文件增补；文件没有要求征求的，"
            "由办理单位的分管领导写明理由和依据文件，登记“无须征求意见”。",
        )
    for each in standing.missing:
        is_asked = each.condition is Condition.PENDING
        told = "已征求，尚未答复" if is_asked else "尚未征求"
        yield Finding(
            "clearance-missing",
            f"须征求“{each.body.name}”的意见，{told}。",
            _ground(each.body),
            "请催办；以书面答复的，请登记。" if is_asked else "请发出征求意见，待答复后再办。",
        )


def clearances_are_fresh(standing: ClearanceStanding) -> Iterator[Finding]:
    """No answer that counts has passed the day until which it is valid."""
    for each in standing.stale:
        until = each.valid_until.isoformat() if each.valid_until else ""
        yield Finding(
            "clearance-stale",
            f"“{each.body.name}”的意见有效期至{until}，已过期。",
            _ground(each.body),
            "请重新征求该部门的意见。",
            weight=Weight.BLOCKING if each.body.is_required else Weight.ADVICE,
        )


def no_adverse_opinion(standing: ClearanceStanding) -> Iterator[Finding]:
    """No body has said that the object should not be honoured, or that it differs."""
    if standing.adverse:
        yield Finding(
            "clearance-adverse",
            "征求意见中有部门提出不同意见，不能继续办理。",
            _first_ground(standing.adverse),
            "请由办理征求意见的单位核实：经核实可以推荐的，记明处理理由；否则请撤下该对象。",
        )


def not_disqualified(standing: DisqualifierStanding) -> Iterator[Finding]:
    """Nothing that a law in force that day makes a bar to honours stands against the object."""
    for hit in standing.hits:
        if not hit.weighs_on(standing.on, standing.place):
            continue
        ends = f"，至{hit.lasts_until.isoformat()}止" if hit.lasts_until else ""
        yield Finding(
            "disqualified",
            f"该对象有“{hit.disqualifier.ground}”情形（{hit.happened_on.isoformat()}起{ends}），"
            "按规定实行一票否决。",
            hit.disqualifier.citation,
            "请撤下该对象；情形已消除的，请凭认定部门的文件解除记录后再办。",
        )


def _ground(body: AskedBody) -> Citation | None:
    return body.grounds[0] if body.grounds else None


def _first_ground(standings: Iterable[BodyStanding]) -> Citation | None:
    return next((each.body.grounds[0] for each in standings if each.body.grounds), None)
