"""Ways in for bodies without an account: issued, opened, revoked. The token is never kept."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from honours.audit.operations import record
from honours.clearances.models import ClearanceLink, ClearanceRequest, LinkItem, LinkMiss
from honours.clearances.operations.asking import send_requests
from honours.clearances.queries.requests import link_state
from honours.clearances.vocabulary import LinkState, RequestState
from honours.directory.models import User
from honours.directory.permissions import require
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal
from honours.privacy.fields import blind_index

TOKEN_BYTES = 32
MISSES_ALLOWED = 20
MISSES_WITHIN = timedelta(minutes=15)
ON_ONE_LINK = 200
"""More than a body reads through on one page."""


@dataclass(frozen=True, slots=True)
class IssuedLink:
    """A link and its token, which nobody can be told again."""

    link: ClearanceLink
    token: str


@transaction.atomic
def issue_links(
    requests: Sequence[ClearanceRequest], *, expires_at: datetime, by: User
) -> list[IssuedLink]:
    """One link for each body with all that it is asked; questions not yet sent are sent by it.

    Raises ``Refusal`` where a question has been answered or withdrawn, or the day is past.
    """
    _refuse_past(expires_at)
    held = list(
        ClearanceRequest.objects.select_for_update(of=("self",))
        .filter(pk__in=[request.pk for request in requests])
        .select_related("organization", "body")
        .order_by("pk")
    )
    for organization in {request.organization for request in held}:
        require(by, Role.EXAMINER, "发出征求意见", within=organization)
    _refuse_settled(held)
    _send(held, by)
    lists: dict[tuple[int, str], list[ClearanceRequest]] = {}
    for request in held:
        lists.setdefault((request.organization_id, request.body_name), []).append(request)
    return [
        _issued(rows[start : start + ON_ONE_LINK], expires_at, by)
        for rows in lists.values()
        for start in range(0, len(rows), ON_ONE_LINK)
    ]


@transaction.atomic
def revoke_link(link: ClearanceLink, *, by: User) -> ClearanceLink:
    """From now on the link opens nothing. Raises ``Refusal`` where it was answered already."""
    held = ClearanceLink.objects.select_for_update().get(pk=link.pk)
    require(by, Role.EXAMINER, "停用答复链接", within=held.organization)
    if held.answered_at is not None or held.revoked_at is not None:
        raise Refusal(
            Finding("link-settled", "该链接已经答复或者停用。", remedy="不必再办理停用。")
        )
    held.revoked_at = timezone.now()
    held.save(update_fields=["revoked_at"])
    record(
        "clearances.clearancelink.revoke",
        subject=held.subject(),
        actor=by.username,
        organization=str(held.organization_id),
    )
    return held


def find_link(token: str, *, address: str) -> ClearanceLink | None:
    """The link that a token opens. A miss is counted; too many of them shut the address out.

    Raises ``Refusal`` for an address that has guessed too often.
    """
    _refuse_guessing(address)
    found = (
        ClearanceLink.objects.filter(token_digest=blind_index(token))
        .select_related("organization")
        .first()
    )
    if found is None:
        _note_miss(address)
    return found


@transaction.atomic
def note_opened(link: ClearanceLink) -> None:
    """When the link was first opened; the asker sees that it arrived."""
    now = timezone.now()
    if ClearanceLink.objects.filter(pk=link.pk, opened_at=None).update(opened_at=now):
        record("clearances.clearancelink.open", subject=link.subject(), actor="")


def refuse_unless_open(link: ClearanceLink, now: datetime) -> None:
    """Raises ``Refusal`` where the link takes no answer, saying why and whom to turn to."""
    state = link_state(link, now)
    if state is LinkState.OPEN:
        return
    told = {
        LinkState.ANSWERED: "本链接已经答复，答复后不能更改。",
        LinkState.EXPIRED: "本链接已过期。",
        LinkState.REVOKED: "本链接已由征求单位停用。",
    }
    raise Refusal(
        Finding(
            f"link-{state.name.lower()}",
            told[state],
            remedy=f"如需更正或者补充，请与{link.organization}联系，由其另行发送。",
        )
    )


def _issued(rows: Sequence[ClearanceRequest], expires_at: datetime, by: User) -> IssuedLink:
    token = secrets.token_urlsafe(TOKEN_BYTES)
    link = ClearanceLink.objects.create(
        organization=rows[0].organization,
        body_name=rows[0].body_name,
        token_digest=blind_index(token),
        issued_by=by.username,
        expires_at=expires_at,
    )
    LinkItem.objects.bulk_create(
        LinkItem(link=link, request=request, number=number)
        for number, request in enumerate(rows, start=1)
    )
    record(
        "clearances.clearancelink.issue",
        subject=link.subject(),
        actor=by.username,
        organization=str(link.organization_id),
        requests=[request.pk for request in rows],
        expires_on=timezone.localdate(expires_at),
    )
    return IssuedLink(link, token)


def _send(held: Sequence[ClearanceRequest], by: User) -> None:
    drafted = [request for request in held if request.state == RequestState.DRAFTED]
    if not drafted:
        return
    result = send_requests(drafted, by=by)
    if result.refused:
        raise Refusal(*(finding for _, findings in result.refused for finding in findings))


def _refuse_settled(held: Sequence[ClearanceRequest]) -> None:
    settled = (RequestState.ANSWERED, RequestState.WITHDRAWN)
    if not held or any(request.state in settled for request in held):
        raise Refusal(
            Finding(
                "nothing-to-send",
                "所选的征求意见中有已答复或者已撤回的，或者没有选中任何一项。",
                remedy="请只选“拟制”“已发出”“逾期”的记录。",
            )
        )


def _refuse_past(expires_at: datetime) -> None:
    if expires_at <= timezone.now():
        raise Refusal(
            Finding(
                "expires-in-the-past",
                "链接的失效时间已过。",
                remedy="请另选失效日期。",
                field="expires_on",
            )
        )


def _refuse_guessing(address: str) -> None:
    since = timezone.now() - MISSES_WITHIN
    misses = LinkMiss.objects.filter(address_digest=blind_index(address), at__gt=since).count()
    if misses >= MISSES_ALLOWED:
        minutes = int(MISSES_WITHIN.total_seconds() // 60)
        raise Refusal(
            Finding(
                "too-many-misses",
                "打开无效链接的次数过多，已暂停受理。",
                remedy=f"请在{minutes}分钟后，从收到的原件中完整复制链接再打开。",
            )
        )


@transaction.atomic
def _note_miss(address: str) -> None:
    LinkMiss.objects.filter(at__lte=timezone.now() - MISSES_WITHIN).delete()
    LinkMiss.objects.create(address_digest=blind_index(address))
    record("clearances.clearancelink.miss", subject="clearances.clearancelink:unknown", actor="")
