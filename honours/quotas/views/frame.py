"""What the pages of a ledger share: who may see it, its crumbs and tabs."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from honours.directory.http import SignedInRequest, mandate_on
from honours.quotas.models import Ledger
from honours.quotas.queries.ledgers import visible_ledgers
from honours.ui.parts import Crumb, Tab

_TABS = (("ledger", "名额台账"), ("journal", "流水"), ("plans", "分配方案"))


def ledger_seen_by(request: SignedInRequest, subject: str) -> Ledger:
    """The ledger, where the reader has anything in it; otherwise 404, as if it did not exist."""
    return get_object_or_404(visible_ledgers(mandate_on(request)), subject=subject)


def ledger_crumbs(ledger: Ledger, here: str = "") -> list[Crumb]:
    crumbs = [
        Crumb("名额台账", reverse("quotas:ledgers")),
        Crumb(ledger.title, reverse("quotas:ledger", args=[ledger.subject]) if here else ""),
    ]
    return [*crumbs, Crumb(here)] if here else crumbs


def ledger_tabs(ledger: Ledger, current: str) -> list[Tab]:
    return [
        Tab(label, reverse(f"quotas:{name}", args=[ledger.subject]), is_current=name == current)
        for name, label in _TABS
    ]
