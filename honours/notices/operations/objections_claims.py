"""Claim codes: long, shown once, kept as keyed digests. Trying them out is slowed down."""

import secrets
from datetime import datetime, timedelta

from django.utils import timezone

from honours.audit.operations import record
from honours.kernel.terms import Term
from honours.kernel.verdicts import Finding, Refusal
from honours.notices.models.objections import Objection, PublicAttempt
from honours.privacy.fields import blind_index

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Signs that nobody takes for another when reading a code out or typing it from paper."""
GROUPS, GROUP_LENGTH = 5, 5
WINDOW = timedelta(minutes=30)
KEPT = timedelta(days=1)


class AttemptKind(Term):
    """What is counted of somebody without account."""

    CLAIM = "claim", "查询码不对"
    FORM = "form", "提交异议"


ALLOWED = {AttemptKind.CLAIM: 10, AttemptKind.FORM: 10}
"""How many from one address within the window."""


def new_claim_code() -> str:
    """25 signs in five groups, about 124 bits: nobody guesses it."""
    groups = ("".join(secrets.choice(SIGNS) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)


def stored_digest(code: str) -> str:
    """What is kept of a code or of a form's token: nobody finds the code from it."""
    return blind_index(f"objection:{_plain(code)}")


def claim(code: str, *, client: str) -> Objection:
    """The objection that the code belongs to, for a client (a network address).

    Raises ``Refusal`` where there is none, and for a while after too many wrong tries. It is not
    one transaction: a wrong try has to stay counted.
    """
    refuse_too_many(AttemptKind.CLAIM, client=client)
    rows = Objection.objects.select_related("notice", "organization")
    found = rows.filter(claim_digest=stored_digest(code)).first() if _plain(code) else None
    if found is None:
        count_attempt(AttemptKind.CLAIM, client=client)
        raise Refusal(
            Finding(
                "claim-code-unknown",
                "没有这个查询码。",
                remedy="请对照回执逐位核对，大小写和短横线不影响；遗失查询码的，请与受理单位联系。",
                field="code",
            )
        )
    return found


def refuse_too_many(kind: AttemptKind, *, client: str) -> None:
    """Raises ``Refusal`` where the client has tried too often within the window."""
    now = timezone.now()
    tried = PublicAttempt.objects.filter(
        kind=kind, client=_pseudonym(client, now), at__gt=now - WINDOW
    ).count()
    if tried >= ALLOWED[kind]:
        minutes = int(WINDOW.total_seconds() // 60)
        raise Refusal(
            Finding(
                "too-many-tries",
                f"“{kind.label}”次数过多，暂停办理。",
                remedy=f"请在{minutes}分钟以后再试，或与受理单位联系。",
            )
        )


def count_attempt(kind: AttemptKind, *, client: str) -> None:
    """Count one try; the last one allowed goes into the book, without saying who tried."""
    now = timezone.now()
    pseudonym = _pseudonym(client, now)
    PublicAttempt.objects.filter(at__lt=now - KEPT).delete()
    PublicAttempt.objects.create(kind=kind, client=pseudonym, at=now)
    recent = PublicAttempt.objects.filter(kind=kind, client=pseudonym, at__gt=now - WINDOW)
    if recent.count() == ALLOWED[kind]:
        record("notices.attempt.slow_down", subject="notices.attempt", actor="", kind=kind.value)


def _plain(code: str) -> str:
    return "".join(sign for sign in code.upper() if sign.isalnum())


def _pseudonym(client: str, now: datetime) -> str:
    """The same for one address on one day, and nothing that leads back to it."""
    return blind_index(f"client:{timezone.localtime(now):%Y-%m-%d}:{client}")
