"""A small lifecycle with everything that lifecycles can have, for tests alone."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models

from honours.directory.vocabulary import Role
from honours.kernel.lifecycle import Lifecycle, Move, Signing
from honours.kernel.rules import Rules
from honours.kernel.terms import Term
from honours.kernel.verdicts import Finding, Weight
from honours.workflow.models import Stateful


class Stage(Term):
    DRAFT = "draft", "拟稿"
    SUBMITTED = "submitted", "已报"
    EXAMINED = "examined", "已审"
    COSIGNED = "cosigned", "已会签"
    APPROVED = "approved", "已批"
    CLOSED = "closed", "已办结"


@dataclass(frozen=True)
class Facts:
    """What the one check asks: how many pages are missing, and whether to remark on it."""

    missing: int = 0
    is_odd: bool = False


def is_complete(facts: Facts, rules: Rules) -> Iterator[Finding]:
    if facts.missing:
        yield Finding("pages-missing", f"缺{facts.missing}页。", remedy="请补齐后再报。")
    if facts.is_odd:
        yield Finding("odd", "与往年不同。", weight=Weight.ADVICE)


PETITION = Lifecycle(
    name="petition",
    label="请示",
    initial=Stage.DRAFT,
    moves=(
        Move("submit", "报送", Stage.DRAFT, Stage.SUBMITTED, Role.FILER, checks=(is_complete,)),
        Move(
            "examine",
            "审核",
            Stage.SUBMITTED,
            Stage.EXAMINED,
            Role.EXAMINER,
            apart_from=("submit",),
        ),
        Move("reject", "驳回", Stage.SUBMITTED, Stage.DRAFT, Role.EXAMINER, needs_reason=True),
        Move(
            "cosign",
            "会签",
            Stage.EXAMINED,
            Stage.COSIGNED,
            Role.CONFERENCE_MEMBER,
            signing=Signing.ALL,
        ),
        Move(
            "approve",
            "批准",
            Stage.COSIGNED,
            Stage.APPROVED,
            Role.LEADER_IN_CHARGE,
            signing=Signing.IN_TURN,
        ),
        Move(
            "close",
            "办结",
            Stage.APPROVED,
            Stage.CLOSED,
            Role.PRINCIPAL_LEADER,
            signing=Signing.ANY,
        ),
    ),
    returners=((Stage.EXAMINED, Role.EXAMINER), (Stage.COSIGNED, Role.EXAMINER)),
)


class Petition(Stateful):
    lifecycle = PETITION
    title = models.CharField(max_length=100, default="请示")

    class Meta:
        app_label = "petitions"

    def __str__(self) -> str:
        return self.title
