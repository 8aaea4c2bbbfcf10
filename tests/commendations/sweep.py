"""A commendation for the sweep of all pages: an edition, nominations, a list being composed."""

from dataclasses import dataclass
from datetime import date

import time_machine

from honours.clearances.models import NothingToAsk
from honours.commendations.models.editions import Edition
from honours.commendations.models.nominations import Nomination
from honours.commendations.models.slates import Slate, SlateFlag
from honours.commendations.operations.clearing import declare_for_edition
from honours.commendations.operations.editions import (
    EditionPlan,
    TitlePlan,
    open_edition,
    plan_edition,
    set_consent_text,
    set_milestones,
    set_titles,
)
from honours.commendations.operations.papers import add_paper
from honours.commendations.operations.slates import SlateKey, compose_slate, open_slate
from honours.commendations.vocabulary import Milestone, PaperKind, Tier
from honours.directory.models import Organization, User
from honours.directory.vocabulary import Level, Role
from honours.privacy.models import Attachment
from honours.quotas.models import Ledger
from honours.quotas.operations.issuing import issue_places
from honours.quotas.operations.moving import Order
from honours.quotas.vocabulary.places import CandidateKind
from honours.registry.operations.activities import Registration, register_many
from tests import factories
from tests.commendations.nominees import SEPTEMBER, filed, submitted
from tests.commendations.test_nomination_intake import filled, sent
from tests.commendations.town import NOBODY
from tests.privacy.conftest import picture


@dataclass(frozen=True)
class CommendationTown:
    """What the addresses of nominations name."""

    edition: Edition
    unit: Organization
    draft: Nomination
    submitted: Nomination
    paper: Attachment
    slate: Slate
    flag: SlateFlag
    declaration: NothingToAsk


def commendations_in(
    here: factories.City, unit: Organization, people: dict[Role, User], clerk: User
) -> CommendationTown:
    edition = _edition(here, unit, people)
    draft = filed(edition, unit, clerk, consent_given_on="2010-09-05").nomination
    paper = add_paper(draft, PaperKind.PHOTO, file_name="照片.jpg", content=picture(), by=clerk)
    handed_on = submitted(edition, unit, clerk)
    with time_machine.travel(SEPTEMBER, tick=False):
        sent(edition, unit, clerk, filled({"name": "何清"}))
    slate = _composed(edition, unit, handed_on, clerk)
    flag = SlateFlag.objects.create(
        slate=slate,
        nomination=handed_on,
        code="rank-changed-before-filing",
        message="填报前不久改任，请核查。",
        raised_on=SEPTEMBER.date(),
    )
    (declaration,) = declare_for_edition(edition, NOBODY, by=people[Role.LEADER_IN_CHARGE])
    return CommendationTown(edition, unit, draft, handed_on, paper, slate, flag, declaration)


def _composed(edition: Edition, unit: Organization, one: Nomination, clerk: User) -> Slate:
    """The unit's list while it is still composed."""
    key = SlateKey(edition, unit, CandidateKind.PERSON, Tier.UNIT, unit)
    return compose_slate(open_slate(key, by=clerk), [one], by=clerk)


def _edition(here: factories.City, unit: Organization, people: dict[Role, User]) -> Edition:
    examiner = people[Role.EXAMINER]
    lead = examiner.posts.get().organization
    (activity,) = register_many(
        [Registration(lead, {"name": "巴中市教育先进评选", "level": Level.CITY})],
        by=examiner,
        on=date(2010, 6, 1),
    )
    particulars = {
        "basis_text": "川评组办〔2010〕8号",
        "conditions": "群众公认。",
        "scope": "全市教育系统。",
        "requires_vote": False,
    }
    plan = EditionPlan(
        activity, lead, here["巴中市"], "2010年教育先进评选", 2010, Level.CITY, particulars
    )
    edition = plan_edition(plan, by=examiner)
    titles = [
        TitlePlan(CandidateKind.PERSON, "先进工作者", 5),
        TitlePlan(CandidateKind.COLLECTIVE, "先进集体", 2),
    ]
    set_titles(edition, titles, by=examiner)
    dates = {
        Milestone.NOMINATIONS_DUE: date(2010, 9, 30),
        Milestone.FIRST_REVIEW: date(2010, 10, 20),
        Milestone.DECISION: date(2010, 12, 20),
    }
    set_milestones(edition, dates, by=examiner)
    set_consent_text(edition, "本人同意公示姓名、单位和简要事迹。", by=examiner)
    opened = open_edition(edition, by=people[Role.LEADER_IN_CHARGE], on=date(2010, 9, 1))
    orders = [Order(unit, CandidateKind.PERSON, 3), Order(unit, CandidateKind.COLLECTIVE, 1)]
    ledger = Ledger.objects.get(subject=opened.subject())
    issue_places(ledger, orders, by=examiner, document="名额分配表")
    return opened
