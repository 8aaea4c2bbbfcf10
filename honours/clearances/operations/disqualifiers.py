"""Recording that somebody falls under a bar of another law, and that it no longer holds."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from honours.audit.operations import record
from honours.clearances.models import Disqualifier, DisqualifierHit
from honours.directory.models import Organization, User
from honours.directory.permissions import require
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal


@dataclass(frozen=True, slots=True)
class HitDraft:
    """Who falls under a bar since when, and what shows it.

    ``about``: the subject it is held against, of a nomination, a unit, a person.
    """

    about: str
    object_name: str
    happened_on: date
    evidence: str
    place: str = ""
    lasts_until: date | None = None


@transaction.atomic
def record_hit(
    disqualifier: Disqualifier, draft: HitDraft, *, organization: Organization, by: User
) -> DisqualifierHit:
    """Write down a bar with its evidence. Raises ``Refusal`` where the law did not hold then."""
    require(by, Role.EXAMINER, "登记一票否决情形", within=organization)
    _refuse_faults(disqualifier, draft)
    hit = DisqualifierHit.objects.create(
        disqualifier=disqualifier,
        organization=organization,
        about=draft.about,
        object_name=draft.object_name,
        place=draft.place,
        happened_on=draft.happened_on,
        lasts_until=draft.lasts_until,
        evidence=draft.evidence.strip(),
        added_by=by.username,
    )
    record(
        "clearances.disqualifierhit.record",
        subject=hit.subject(),
        actor=by.username,
        organization=str(organization.pk),
        disqualifier=disqualifier.code,
        about=draft.about,
        happened_on=draft.happened_on,
    )
    return hit


@transaction.atomic
def lift_hit(hit: DisqualifierHit, *, on: date, reason: str, by: User) -> DisqualifierHit:
    """The bar no longer holds from that day on, by what the certifying body has written."""
    held = DisqualifierHit.objects.select_for_update().get(pk=hit.pk)
    require(by, Role.EXAMINER, "解除一票否决情形", within=held.organization)
    if held.lifted_on is not None:
        raise Refusal(
            Finding(
                "lifted-already",
                f"该情形已于{held.lifted_on.isoformat()}解除。",
                remedy="不必再次办理。",
            )
        )
    if not reason.strip() or on < held.happened_on:
        raise Refusal(
            Finding(
                "lifting-incomplete",
                "解除须写明依据，解除日期不得早于发生日期。",
                remedy="请写明认定部门的文件，并核对日期。",
                field="reason",
            )
        )
    held.lifted_on, held.lifted_reason = on, reason.strip()
    held.save(update_fields=["lifted_on", "lifted_reason"])
    record(
        "clearances.disqualifierhit.lift",
        subject=held.subject(),
        actor=by.username,
        organization=str(held.organization_id),
        lifted_on=on,
    )
    return held


def _refuse_faults(disqualifier: Disqualifier, draft: HitDraft) -> None:
    faults = []
    if disqualifier.is_reference or disqualifier.since is None:
        faults.append(
            Finding(
                "ground-is-reference",
                f"“{disqualifier.ground}”只供参照，来源没有载明适用的地方或者日期。",
                remedy="请先按当地文件增补该情形，再登记。",
                field="disqualifier",
            )
        )
    elif draft.happened_on < disqualifier.since or (
        disqualifier.until is not None and draft.happened_on > disqualifier.until
    ):
        faults.append(
            Finding(
                "ground-not-in-force",
                f"“{disqualifier.ground}”的规定在{draft.happened_on.isoformat()}不适用。",
                remedy="请核对发生日期，或者按当时有效的规定登记。",
                field="happened_on",
            )
        )
    if not draft.evidence.strip():
        faults.append(
            Finding(
                "evidence-missing",
                "没有写明认定文件和事实。",
                remedy="请写明认定部门、文号和事实。",
                field="evidence",
            )
        )
    if faults:
        raise Refusal(*faults)
