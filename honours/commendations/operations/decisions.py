"""The decision: drafted, submitted, issued with its number; what it confers goes on the roll."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from honours.commendations.models.decisions import Certificate, Decision, Honour
from honours.commendations.models.editions import Edition
from honours.commendations.models.nominations import Nomination
from honours.commendations.operations.certificates import book_issue, new_certificates
from honours.commendations.operations.days import refuse_day_to_come
from honours.commendations.operations.settling import lapse_drafts
from honours.commendations.prose import decision_paper
from honours.commendations.queries.composition import composition_of
from honours.commendations.queries.decisions import conferral_facts, proposed, words_of
from honours.commendations.queries.holders import holder_name
from honours.commendations.vocabulary import DecisionState, EditionState
from honours.directory.models import User
from honours.directory.permissions import require
from honours.directory.vocabulary import Role
from honours.kernel.digests import in_groups
from honours.kernel.terms import Term
from honours.kernel.verdicts import Finding, Refusal
from honours.policies.queries import rules_in_force
from honours.quotas.operations.holding import use_places
from honours.quotas.vocabulary.places import CandidateKind
from honours.registry.operations.activities import enter_edition
from honours.typesetting.render import render
from honours.workflow.notes import note
from honours.workflow.operations import advance, advance_many, begin, begin_many, send_back


@dataclass(frozen=True, slots=True)
class DecisionDraft:
    """The words of a decision, without its list: that follows from the records."""

    heading: str
    issuers: tuple[str, ...]
    preamble: str


@transaction.atomic
def draft_decision(edition: Edition, draft: DecisionDraft, *, by: User) -> Decision:
    """A decision on an edition under review. Raises ``Refusal`` where words are missing."""
    require(by, Role.EXAMINER, "拟制表彰决定", within=edition.organization)
    if edition.state != EditionState.REVIEWING:
        raise Refusal(
            Finding(
                "edition-not-under-review",
                f"“{edition.name}”现在是“{edition.state_label}”，还不能拟制决定。",
                remedy="请先转入评审，确定拟表彰对象。",
            )
        )
    _refuse_gaps(draft)
    decision = Decision(organization=edition.organization, edition=edition)
    _take_words(decision, draft)
    return begin(decision, by=by)


@transaction.atomic
def amend_decision(decision: Decision, draft: DecisionDraft, *, by: User) -> Decision:
    """Other words for a draft. Raises ``Refusal`` once it was submitted."""
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    require(by, Role.EXAMINER, "修改表彰决定", within=decision.organization)
    if decision.state != DecisionState.DRAFT:
        raise Refusal(
            Finding(
                "decision-has-left",
                f"表彰决定现为“{decision.state_label}”，不能修改。",
                remedy="确需修改的，请签发人退回。",
            )
        )
    _refuse_gaps(draft)
    _take_words(decision, draft)
    decision.save(update_fields=["heading", "issuers", "preamble"])
    note(decision, "amend", by=by)
    return decision


@transaction.atomic
def submit_decision(decision: Decision, *, by: User) -> Decision:
    return advance(decision, "submit", by=by)


@transaction.atomic
def return_decision(decision: Decision, *, to: Term, reason: str, by: User) -> Decision:
    return send_back(decision, to=to, reason=reason, by=by)


@transaction.atomic
def issue_decision(
    decision: Decision, *, number: str, by: User, on: date | None = None
) -> Decision:
    """Issue it: everybody on its list is commended, the places are used, the roll is written.

    Raises ``Refusal`` with whatever still stands against anybody on the list; then nothing of it
    happens.
    """
    day, number = on or timezone.localdate(), number.strip()
    refuse_day_to_come(day)
    edition = Edition.objects.select_for_update().get(pk=decision.edition_id)
    rules = rules_in_force(day, edition.region.division)
    nominations = proposed(edition)
    facts = conferral_facts(decision, number=number, on=day)
    issued = advance(decision, "issue", by=by, facts=facts, rules=rules)
    issued.number, issued.issued_on = number, day
    issued.composition = composition_of(edition, nominations, on=day)
    advance_many(nominations, "commend", by=by).all_done()
    use_places(edition.subject(), [each.subject() for each in nominations], by=by, document=number)
    honours = _enter_on_the_roll(issued, nominations, on=day, by=by)
    issued.docx_digest = sha256(render(decision_paper(words_of(issued, on=day)))).hexdigest()
    issued.save(update_fields=["number", "issued_on", "composition", "docx_digest"])
    lapse_drafts(edition, by=by)
    advance(edition, "decide", by=by)
    _tell_the_register(edition, honours, on=day, by=by)
    note(
        issued,
        "confer",
        by=by,
        number=number,
        honours=len(honours),
        paper=in_groups(issued.docx_digest),
    )
    return issued


def _enter_on_the_roll(
    decision: Decision, nominations: list[Nomination], *, on: date, by: User
) -> list[Honour]:
    edition = decision.edition
    honours = begin_many(
        [
            Honour(
                organization=decision.organization,
                number=f"{edition.year}-{edition.pk:04}-{place:04}",
                decision=decision,
                nomination=nomination,
                kind=nomination.kind,
                title=nomination.title.name,
                holder=holder_name(nomination),
                unit=nomination.unit,
                region=nomination.region,
                level=edition.level,
                conferred_on=on,
            )
            for place, nomination in enumerate(nominations, start=1)
        ],
        by=by,
    )
    certificates = new_certificates(honours, decision.number)
    Certificate.objects.bulk_create(certificates)
    book_issue(certificates, decision)
    return honours


def _tell_the_register(edition: Edition, honours: list[Honour], *, on: date, by: User) -> None:
    collectives = sum(honour.kind == CandidateKind.COLLECTIVE for honour in honours)
    enter_edition(
        edition.activity,
        held_on=on,
        by=by,
        label=edition.name[:60],
        collectives=collectives,
        individuals=len(honours) - collectives,
    )


def _take_words(decision: Decision, draft: DecisionDraft) -> None:
    decision.heading = draft.heading.strip()
    decision.issuers = [issuer.strip() for issuer in draft.issuers if issuer.strip()]
    decision.preamble = draft.preamble.strip()


def _refuse_gaps(draft: DecisionDraft) -> None:
    gaps = [
        Finding(f"{field}-missing", f"没有填写{label}。", remedy="请补充。", field=field)
        for field, label, is_there in (
            ("heading", "标题", bool(draft.heading.strip())),
            ("issuers", "发文机关", any(issuer.strip() for issuer in draft.issuers)),
            ("preamble", "正文", bool(draft.preamble.strip())),
        )
        if not is_there
    ]
    if gaps:
        raise Refusal(*gaps)
