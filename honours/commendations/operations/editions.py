"""Planning an edition, opening it with its rules frozen, and leading it on."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from honours.commendations.models.editions import (
    ConsentText,
    Edition,
    EditionRule,
    MilestoneDate,
    Title,
)
from honours.commendations.operations.settling import call_off
from honours.commendations.operations.timetable import keep_deadline
from honours.commendations.queries.editions import edition_facts, places_to_put_forward, snapshot
from honours.commendations.vocabulary import EditionState, Milestone
from honours.directory.models import Organization, User
from honours.directory.permissions import require
from honours.directory.vocabulary import Level, Role
from honours.kernel.verdicts import Finding, Refusal
from honours.policies.queries import rules_in_force
from honours.quotas.operations.ledgers import Authorised, NewLedger, open_ledger
from honours.quotas.vocabulary.places import CandidateKind
from honours.registry.models import Activity
from honours.workflow.notes import note
from honours.workflow.operations import advance, begin


@dataclass(frozen=True, slots=True)
class EditionPlan:
    """What an edition is planned as. ``particulars`` maps further fields of ``Edition``."""

    activity: Activity
    lead: Organization
    region: Organization
    name: str
    year: int
    level: Level
    particulars: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TitlePlan:
    """One title: its places, and the unit natures whose people bear it (none: everybody)."""

    kind: CandidateKind
    name: str
    places: int
    statuses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RulePlan:
    """One rule of the edition; ``body`` as ``quotas.ratios`` writes it."""

    kind: str
    name: str
    body: dict[str, Any]
    document: str = ""
    clause: str = ""


@transaction.atomic
def plan_edition(plan: EditionPlan, *, by: User) -> Edition:
    """A new edition in preparation. Raises ``Refusal`` where the name is missing or taken."""
    require(by, Role.EXAMINER, "筹备评选表彰", within=plan.lead)
    name = plan.name.strip()
    if not name:
        raise Refusal(
            Finding("name-missing", "没有填写届次名称。", remedy="请填写全称。", field="name")
        )
    if Edition.objects.filter(activity=plan.activity, name=name).exists():
        raise Refusal(
            Finding(
                "edition-there-already",
                f"“{name}”已经建立。",
                remedy="请打开已有的届次，或者换一个名称。",
                field="name",
            )
        )
    edition = Edition(
        organization=plan.lead,
        region=plan.region,
        activity=plan.activity,
        name=name,
        year=plan.year,
        level=plan.level,
        **plan.particulars,
    )
    return begin(edition, by=by)


@transaction.atomic
def amend_edition(edition: Edition, particulars: dict[str, Any], *, by: User) -> Edition:
    """Change the plan; what changed goes into the book by name of field."""
    edition = _in_preparation(edition, by)
    changed = [name for name, value in particulars.items() if getattr(edition, name) != value]
    for name in changed:
        setattr(edition, name, particulars[name])
    edition.save()
    note(edition, "amend", by=by, fields=changed)
    return edition


@transaction.atomic
def set_titles(edition: Edition, titles: list[TitlePlan], *, by: User) -> list[Title]:
    """Replace the titles of a plan. Codes count up within each kind: ``person-1``."""
    edition = _in_preparation(edition, by)
    edition.titles.all().delete()
    made = [
        Title(
            edition=edition,
            kind=title.kind,
            code=f"{title.kind}-{order}",
            name=title.name.strip(),
            statuses=list(title.statuses),
            places=title.places,
            order=order,
        )
        for order, title in enumerate(titles, start=1)
    ]
    Title.objects.bulk_create(made)
    note(edition, "set_titles", by=by, titles=[f"{title.name}：{title.places}" for title in made])
    return made


@transaction.atomic
def set_rules(edition: Edition, rules: list[RulePlan], *, by: User) -> list[EditionRule]:
    """Replace the rules of a plan on who may be how many."""
    edition = _in_preparation(edition, by)
    edition.rules.all().delete()
    made = [
        EditionRule(
            edition=edition,
            kind=rule.kind,
            name=rule.name,
            body=rule.body,
            document=rule.document,
            clause=rule.clause,
            order=order,
        )
        for order, rule in enumerate(rules, start=1)
    ]
    EditionRule.objects.bulk_create(made)
    note(edition, "set_rules", by=by, rules=[rule.name for rule in made])
    return made


@transaction.atomic
def set_milestones(edition: Edition, dates: dict[Milestone, date], *, by: User) -> None:
    """Replace the timetable. After opening, dates may only be put off, and the book says so."""
    require(by, Role.EXAMINER, "安排时间", within=edition.organization)
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    before = {row.milestone: row.due_on for row in edition.milestones.all()}
    _refuse_earlier_dates(edition, before, dates)
    edition.milestones.all().delete()
    MilestoneDate.objects.bulk_create(
        MilestoneDate(edition=edition, milestone=milestone, due_on=due_on)
        for milestone, due_on in dates.items()
    )
    keep_deadline(edition, by=by)
    note(edition, "set_milestones", by=by, dates={str(k): f"{v}" for k, v in dates.items()})


@transaction.atomic
def set_consent_text(edition: Edition, text: str, *, by: User) -> ConsentText:
    """A new version of what nominees agree to. Earlier versions stay with whoever signed them."""
    require(by, Role.EXAMINER, "拟定同意书", within=edition.organization)
    if not text.strip():
        raise Refusal(
            Finding(
                "consent-text-missing",
                "同意书文本是空的。",
                remedy="请写明公示哪些内容、在哪里公示、公示多久。",
                field="consent",
            )
        )
    made = ConsentText.objects.create(
        edition=edition,
        version=edition.consent_texts.count() + 1,
        text=text.strip(),
        since=timezone.localdate(),
    )
    note(edition, "set_consent_text", by=by, version=made.version)
    return made


@transaction.atomic
def open_edition(edition: Edition, *, by: User, on: date | None = None) -> Edition:
    """Open it to nominations: freeze rules and figures, and open the ledger of its places.

    Raises ``Refusal`` with everything that is missing or against the rules of the day.
    """
    day = on or timezone.localdate()
    edition = Edition.objects.select_for_update().select_related("activity").get(pk=edition.pk)
    rules = rules_in_force(day, edition.region.division)
    facts = edition_facts(edition, opens_on=day)
    opened = advance(edition, "open", by=by, facts=facts, rules=rules)
    opened.frozen = snapshot(opened, day)
    opened.opened_on = day
    opened.save(update_fields=["frozen", "opened_on"])
    ledger = NewLedger(
        subject=opened.subject(),
        title=opened.name,
        organization=opened.organization,
        region=opened.region,
        document=opened.basis.number if opened.basis else opened.basis_text,
    )
    open_ledger(ledger, _authorised(opened), by=by)
    keep_deadline(opened, by=by)
    return opened


@transaction.atomic
def review_edition(edition: Edition, *, by: User) -> Edition:
    """No more nominations: the lists are reviewed."""
    reviewed = advance(edition, "review", by=by)
    keep_deadline(reviewed, by=by)
    return reviewed


@transaction.atomic
def cancel_edition(edition: Edition, *, reason: str, by: User) -> Edition:
    """It is not held: every nomination of it ends, and no place stays held."""
    cancelled = advance(edition, "cancel", by=by, reason=reason)
    call_off(cancelled, reason=reason, by=by)
    return cancelled


def _authorised(edition: Edition) -> list[Authorised]:
    places = places_to_put_forward(edition)
    numbers = ((kind, places.of(kind)) for kind in CandidateKind)
    return [Authorised(kind, number) for kind, number in numbers if number]


def _in_preparation(edition: Edition, by: User) -> Edition:
    require(by, Role.EXAMINER, "修改评选方案", within=edition.organization)
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    if edition.state != EditionState.PLANNED:
        raise Refusal(
            Finding(
                "rules-are-frozen",
                f"“{edition.name}”已是“{edition.state_label}”，方案和规则在启动时已经冻结。",
                remedy="确需改变的，请取消本届，重新筹备。",
            )
        )
    return edition


def _refuse_earlier_dates(
    edition: Edition, before: dict[str, date], dates: dict[Milestone, date]
) -> None:
    if edition.state == EditionState.PLANNED:
        return
    earlier = [word.label for word, day in dates.items() if day < before.get(word, day)]
    gone = [Milestone(word).label for word in before if word not in dates]
    if earlier or gone:
        raise Refusal(
            Finding(
                "dates-only-put-off",
                f"启动以后，时间只能顺延：{'、'.join(earlier + gone)}。",
                remedy="请填写不早于原定的日期。",
                field="milestones",
            )
        )
