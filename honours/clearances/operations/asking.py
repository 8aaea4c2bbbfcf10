"""Putting objects to the bodies that the matrix names: drawn up, sent, chased, asked again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from honours.clearances.models import Body, ClearanceRequest
from honours.clearances.queries.matrix import bodies_known, place_name, rows_in_use
from honours.clearances.readings.bodies import Bodies, bearer_on, printed_name
from honours.clearances.readings.matrix import AskedBody, bodies_to_ask, form_of
from honours.clearances.vocabulary import WAITING, ObjectKind, RequestState
from honours.directory.models import Organization, User
from honours.directory.permissions import require
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal
from honours.workflow.operations import BulkResult, advance, advance_many, begin, begin_many


@dataclass(frozen=True, slots=True)
class AskedObject:
    """Whom bodies are asked about. The first of ``kinds`` is what lists show."""

    about: str
    name: str
    kinds: tuple[ObjectKind, ...]
    unit: str = ""
    post: str = ""
    id_number: str = ""


@dataclass(frozen=True, slots=True)
class AskPlan:
    """Who asks, where, when, until when. ``validity_months``: where the edition's rules say so."""

    organization: Organization
    place: str
    asked_on: date
    due_on: date
    validity_months: int | None = None
    is_sealed_round: bool = False
    only: frozenset[str] = frozenset()
    """Codes of the bodies to ask, where not all that the matrix names."""


@transaction.atomic
def ask_clearances(
    objects: Sequence[AskedObject], plan: AskPlan, *, by: User
) -> list[ClearanceRequest]:
    """Draw up a question for each object and each body that the matrix of the day names for it.

    A body that is being asked, or whose answer is still valid, is not asked twice. Raises
    ``Refusal`` where nothing is left to ask or the matrix is silent.
    """
    require(by, Role.EXAMINER, "征求意见", within=plan.organization)
    _refuse_bad_days(plan)
    bodies = bodies_known()
    known = _Known.of(objects, plan, bodies)
    printed = _Printed(bodies, plan)
    drawn = [
        _drawn(asked, printed, known)
        for asked in _with_bodies_of(objects, plan, bodies)
        if _wanted(asked, plan, bodies) and not known.has(asked.object.about, asked.body.code)
    ]
    if not drawn:
        raise Refusal(
            Finding(
                "nothing-to-ask",
                "没有需要发出的征求意见：矩阵没有规定应征求的部门，或者都已征求、仍在有效期内。",
                remedy="请核对对象类别和“征求意见矩阵”；需要再次征求的，请在原记录上办理“重新征求”。",
            )
        )
    return begin_many(drawn, by=by)


@transaction.atomic
def ask_again(
    request: ClearanceRequest, *, asked_on: date, due_on: date, by: User
) -> ClearanceRequest:
    """Put the same question again to whoever bears the duty now. The earlier answer stays.

    The earlier answer counts until the new one comes. Raises ``Refusal`` where the question has
    not been answered, or is already being asked again.
    """
    require(by, Role.EXAMINER, "重新征求意见", within=request.organization)
    held = ClearanceRequest.objects.select_for_update().get(pk=request.pk)
    if held.state != RequestState.ANSWERED:
        raise Refusal(
            Finding(
                "not-answered-yet",
                "该征求意见尚未答复，不必重新征求。",
                remedy="请催办，或者撤回后另行征求。",
            )
        )
    if held.replacements.exclude(state=RequestState.WITHDRAWN).exists():
        raise Refusal(
            Finding(
                "asked-again-already",
                "已经重新征求过该部门的意见。",
                remedy="请在新的记录上办理。",
            )
        )
    _refuse_due_before(asked_on, due_on)
    return begin(_copied(held, asked_on, due_on), by=by)


def send_requests(
    requests: Sequence[ClearanceRequest], *, by: User
) -> BulkResult[ClearanceRequest]:
    """Mark questions as sent, whether by link or on paper."""
    return advance_many(requests, "send", by=by)


def chase(request: ClearanceRequest, *, on: date, by: User) -> ClearanceRequest:
    """Note that the body is late. Raises ``Refusal`` before the day is past."""
    if on <= request.due_on:
        raise Refusal(
            Finding(
                "not-overdue",
                f"答复期限为{request.due_on.isoformat()}，尚未逾期。",
                remedy="请在期限过后催办。",
            )
        )
    return advance(request, "chase", by=by)


def withdraw_request(request: ClearanceRequest, *, reason: str, by: User) -> ClearanceRequest:
    """Take a question back. Its link no longer takes an answer for it."""
    return advance(request, "withdraw_request", by=by, reason=reason)


@dataclass(frozen=True, slots=True)
class _Asked:
    object: AskedObject
    body: AskedBody


def _with_bodies_of(
    objects: Iterable[AskedObject], plan: AskPlan, bodies: Bodies
) -> Iterable[_Asked]:
    rows = rows_in_use()
    for one in objects:
        for body in bodies_to_ask(one.kinds, rows, bodies, day=plan.asked_on, place=plan.place):
            yield _Asked(one, body)


def _wanted(asked: _Asked, plan: AskPlan, bodies: Bodies) -> bool:
    """Whether the plan keeps to this body; one that has merged is meant by its new code too."""
    kept = {bearer_on(code, bodies, plan.asked_on, plan.place) for code in plan.only}
    return asked.body.code in kept if kept else asked.body.is_required


@dataclass(frozen=True, slots=True)
class _Known:
    """What has been asked about these objects already, by subject and bearing body."""

    settled: frozenset[tuple[str, str]]
    stale: Mapping[tuple[str, str], ClearanceRequest]

    def has(self, about: str, body: str) -> bool:
        return bool(about) and (about, body) in self.settled

    @classmethod
    def of(cls, objects: Iterable[AskedObject], plan: AskPlan, bodies: Bodies) -> "_Known":
        abouts = {one.about for one in objects if one.about}
        rows = ClearanceRequest.objects.filter(about__in=abouts, place=plan.place)
        settled: set[tuple[str, str]] = set()
        stale: dict[tuple[str, str], ClearanceRequest] = {}
        for row in rows.select_related("body", "answer").order_by("pk"):
            key = row.about, bearer_on(row.body.code, bodies, plan.asked_on, plan.place)
            if row.state in WAITING:
                settled.add(key)
            elif row.state == RequestState.ANSWERED:
                is_fresh = row.answer.valid_until >= plan.asked_on
                settled = settled | {key} if is_fresh else settled - {key}
                stale[key] = row
        return cls(frozenset(settled), stale)


class _Printed:
    """Bodies as rows and under their printed names; the plan they are asked under."""

    def __init__(self, bodies: Bodies, plan: AskPlan) -> None:
        self.plan = plan
        self.rows = {body.code: body for body in Body.objects.all()}
        self._bodies = bodies
        self._place_name = place_name(plan.place)

    def name(self, code: str) -> str:
        day, place = self.plan.asked_on, self.plan.place
        return printed_name(self._bodies[code], day, place, self._place_name)


def _drawn(asked: _Asked, printed: _Printed, known: _Known) -> ClearanceRequest:
    one, plan = asked.object, printed.plan
    body = printed.rows[asked.body.code]
    return ClearanceRequest(
        organization=plan.organization,
        about=one.about,
        object_name=one.name,
        object_unit=one.unit[:200],
        object_post=one.post,
        id_number=one.id_number if body.asks_identity_number else "",
        kind=one.kinds[0],
        form_kind=form_of(one.kinds),
        body=body,
        body_name=printed.name(body.code),
        grounds="；".join(map(str, asked.body.grounds))[:500],
        place=plan.place,
        is_sealed_round=plan.is_sealed_round,
        asked_on=plan.asked_on,
        due_on=plan.due_on,
        validity_months=plan.validity_months,
        replaces=known.stale.get((one.about, body.code)) if one.about else None,
    )


def _copied(held: ClearanceRequest, asked_on: date, due_on: date) -> ClearanceRequest:
    bodies = bodies_known()
    code = bearer_on(held.body.code, bodies, asked_on, held.place)
    copied = {
        field.attname: getattr(held, field.attname)
        for field in ClearanceRequest._meta.concrete_fields
        if field.attname not in ("id", "state", "object_index")
    }
    return ClearanceRequest(
        **copied
        | {
            "body_id": Body.objects.get(code=code).pk,
            "body_name": printed_name(bodies[code], asked_on, held.place, place_name(held.place)),
            "asked_on": asked_on,
            "due_on": due_on,
            "replaces_id": held.pk,
        }
    )


def _refuse_bad_days(plan: AskPlan) -> None:
    _refuse_due_before(plan.asked_on, plan.due_on)


def _refuse_due_before(asked_on: date, due_on: date) -> None:
    if due_on < asked_on:
        raise Refusal(
            Finding(
                "due-before-asked",
                "答复期限早于征求日期。",
                remedy="请核对两个日期。",
                field="due_on",
            )
        )
