"""Declaring that no body has to be asked about a kind of object, and taking that back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from honours.clearances.models import NothingToAsk
from honours.clearances.queries.matrix import asked_bodies
from honours.clearances.vocabulary import DeclarationState, ObjectKind
from honours.directory.models import Organization, User
from honours.directory.permissions import require
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal
from honours.workflow.notes import note
from honours.workflow.operations import advance, begin_many


@dataclass(frozen=True, slots=True)
class Handled:
    """What clearances are handled for, by whom, in which place, as the matrix of a day has it."""

    matter: str
    organization: Organization
    place: str
    on: date


@dataclass(frozen=True, slots=True)
class DeclarationDraft:
    """Of which kinds of object nobody is to be asked, why, and on which document."""

    kinds: tuple[ObjectKind, ...]
    reason: str
    document: str


@transaction.atomic
def declare_nothing_to_ask(
    handled: Handled, draft: DeclarationDraft, *, by: User
) -> list[NothingToAsk]:
    """From now on a silent matrix does not hold such objects of the matter back.

    Only a leader in charge of whoever handles it decides so. Where the matrix names a body after
    all, that counts. Raises ``Refusal`` for a kind of which the matrix or a declaration speaks
    already, or without reason or document.
    """
    require(by, Role.LEADER_IN_CHARGE, "登记无须征求意见", within=handled.organization)
    faults = [*_gaps(draft), *_contradictions(handled, draft)]
    if faults:
        raise Refusal(*faults)
    made = begin_many(
        [
            NothingToAsk(
                organization=handled.organization,
                matter=handled.matter,
                kind=kind,
                reason=draft.reason.strip(),
                document=draft.document.strip(),
                by=by.username,
            )
            for kind in draft.kinds
        ],
        by=by,
    )
    for one in made:
        note(one, "declare", by=by, about=one.matter, kind=one.kind, document=one.document)
    return made


def cancel_declaration(declaration: NothingToAsk, *, reason: str, by: User) -> NothingToAsk:
    """From now on a silent matrix holds such objects back again."""
    return advance(declaration, "cancel", by=by, reason=reason)


def _gaps(draft: DeclarationDraft) -> Iterator[Finding]:
    for code, field, label, text in (
        ("kinds-missing", "kinds", "对象类别", "".join(draft.kinds)),
        ("reason-needed", "reason", "理由", draft.reason),
        ("document-missing", "document", "依据文件", draft.document),
    ):
        if not text.strip():
            yield Finding(
                code,
                f"登记无须征求意见须写明{label}。",
                remedy=f"请补填{label}后再办。",
                field=field,
            )


def _contradictions(handled: Handled, draft: DeclarationDraft) -> Iterator[Finding]:
    declared = set(
        NothingToAsk.objects.filter(
            matter=handled.matter, state=DeclarationState.IN_FORCE
        ).values_list("kind", flat=True)
    )
    for kind in draft.kinds:
        if kind in declared:
            yield Finding(
                "declared-already",
                f"“{kind.label}”已经登记无须征求意见。",
                remedy="不必再次登记。",
                field="kinds",
            )
        named = asked_bodies([kind], on=handled.on, place=handled.place)
        if named:
            names = "、".join(body.name for body in named)
            yield Finding(
                "matrix-names-bodies",
                f"征求意见矩阵规定“{kind.label}”须征求{names}的意见。",
                named[0].grounds[0],
                "请按矩阵征求；矩阵有误的，请先停用有关的行。",
                field="kinds",
            )
