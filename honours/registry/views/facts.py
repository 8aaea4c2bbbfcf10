"""What a page says of one activity, as the parts that templates draw."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localtime

from honours.directory.vocabulary import Level
from honours.kernel.terms import Term
from honours.kernel.verdicts import Finding
from honours.registry.lists import STANDING_TONES
from honours.registry.models import Activity, Edition, Revision, StandingChange
from honours.registry.queries.activities import BookedEntry
from honours.registry.queries.particulars import FIELDS
from honours.registry.vocabulary import (
    ActivityKind,
    Audience,
    BasisKind,
    PeriodKind,
    Regime,
    RegisterDeed,
    Standing,
)
from honours.ui.parts import Event, Fact, Tone, day_in_words
from honours.ui.tables import Heading, Table
from honours.workflow.models import Passage
from honours.workflow.vocabulary import CommonVerb

WORDS: Mapping[str, type[Term]] = {
    "kind": ActivityKind,
    "regime": Regime,
    "level": Level,
    "basis_kind": BasisKind,
    "period_kind": PeriodKind,
}
RAW_OF = {
    "name": "name",
    "kind": "kind",
    "hosts": "hosts",
    "co_hosts": "co_hosts",
    "basis_text": "basis",
    "established_on": "established_on",
    "period_kind": "period",
    "last_held_on": "last_held_on",
    "planned_on": "planned_on",
    "scope": "scope",
    "audiences": "audiences",
    "pool": "pool",
    "collectives": "quota",
    "individuals": "quota",
    "prizes": "prizes",
    "reward": "reward",
    "funding": "funding",
    "charges_fee": "fees",
    "fee_total": "fee_total",
    "is_compulsory": "compulsory",
    "is_tied_to_benefits": "tied_benefits",
    "demands_matching": "matching_demands",
    "burdens_grassroots": "burden",
    "retention_reason": "retention_reason",
    "remarks": "remarks",
}
"""Which column of the 登记表 each reading comes from: the codes under which raw text is kept."""
APART = frozenset({"raw", "notes", "regime"})


def fact_rows(activity: Activity, said: Mapping[str, Any]) -> list[Fact]:
    """Every particular with the raw text beside it where the two are not written alike."""
    facts = [
        Fact("登记编号", activity.number),
        Fact("登记单位", activity.organization),
        Fact("登记日期", activity.registered_on),
    ]
    raw = said["raw"]
    for field in FIELDS:
        if field.name in APART:
            continue
        value = in_words(field.name, said[field.name])
        sent = str(raw.get(RAW_OF.get(field.name, ""), ""))
        note = f"原文：{sent}" if sent and sent != value else ""
        facts.append(Fact(str(field.verbose_name), value, note=note))
    return facts


def in_words(name: str, value: Any) -> str:
    """A value as people read it; a yes-or-no that nobody said stays empty."""
    return "" if value is None or value == "" else _said(name, value)


def _said(name: str, value: Any) -> str:
    match value:
        case bool():
            return "是" if value else "否"
        case Decimal() | str() if name == "period_months":
            return f"{Decimal(value).normalize():f}"
        case list() if name == "audiences":
            return "、".join(Audience(each).label for each in value)
        case list():
            return "、".join(value)
        case str() if name in WORDS:
            return WORDS[name](value).label
    return str(value)


def regime_facts(activity: Activity, finding: Finding | None, on: date) -> list[Fact]:
    """What was settled and by whom, beside what the rules of the day suggest."""
    last = activity.regime_settlements.last()
    suggested = Regime(finding.detail["regime"]) if finding and finding.detail else None
    by = f"{last.settled_by}于{day_in_words(last.settled_on)}认定：{last.reason}" if last else ""
    if activity.regime and not last:
        by = "填报时所写，尚未有人认定。"
    return [
        Fact("认定", Regime(activity.regime).label if activity.regime else "未认定", note=by),
        Fact(
            "系统建议",
            suggested.label if suggested else Regime.COMMENDATION.label,
            note=f"按{day_in_words(on)}、登记单位所在地的规定",
        ),
    ]


def standing_events(changes: Iterable[StandingChange]) -> list[Event]:
    return [
        Event(
            day_in_words(change.effective_on),
            Standing(change.standing).label,
            change.decided_by,
            "\n".join(
                filter(None, (change.reason, change.citation and f"依据：{change.citation}"))
            ),
            STANDING_TONES[Standing(change.standing)],
        )
        for change in changes
    ]


def move_events(passages: Iterable[Passage]) -> list[Event]:
    """Who made which move under which post, and when it was made."""
    return [
        Event(
            f"{localtime(passage.at):%Y-%m-%d %H:%M}",
            passage.label,
            f"{passage.actor_name} {passage.post}".strip(),
            passage.reason,
        )
        for passage in passages
    ]


def edition_events(editions: Iterable[Edition]) -> list[Event]:
    return [
        Event(
            day_in_words(edition.held_on),
            edition.label or "开展一次",
            text=_honoured(edition),
        )
        for edition in editions
    ]


def revision_events(activity: Activity, revisions: Iterable[Revision]) -> list[Event]:
    base = reverse("registry:activity", args=[activity.pk])
    return [
        Event(
            day_in_words(revision.since),
            "登记" if number == 0 else "变更",
            text=revision.reason,
            tone=Tone.INFO,
            url=f"{base}?as_of={revision.since}",
        )
        for number, revision in enumerate(revisions)
    ]


def entry_table(activity: Activity, entries: Iterable[BookedEntry]) -> Table:
    """The audit book on this activity; each sealed entry leads to its proof."""
    return Table(
        "审计簿中关于本项目的条目",
        [Heading("时间"), Heading("事由"), Heading("经办人"), Heading("封存")],
        [
            [
                booked.entry.at,
                deed_in_words(booked.entry.verb),
                booked.entry.actor,
                format_html(
                    '<a href="{}">{}</a>',
                    reverse("registry:proof", args=[activity.pk, booked.entry.pk]),
                    f"第{booked.position}条，查看证明",
                )
                if booked.is_sealed
                else "待封存",
            ]
            for booked in entries
        ],
    )


def deed_in_words(verb: str) -> str:
    """An audit verb (``registry.activity.revoke``) as an official says it; itself if unknown."""
    return _DEEDS.get(verb.rsplit(".", 1)[-1], verb)


def _honoured(edition: Edition) -> str:
    parts = []
    if edition.collectives is not None:
        parts.append(f"表彰集体{edition.collectives}个")
    if edition.individuals is not None:
        parts.append(f"表彰个人{edition.individuals}名")
    return "、".join(parts)


_DEEDS: Mapping[str, str] = {
    **{move.verb: move.label for move in Activity.lifecycle.moves},
    **{str(word): word.label for word in (*CommonVerb, *RegisterDeed)},
}
