"""A commendation that went all the way, for the sweep of all pages.

A nominee of the county and a collective of the city climb, are noticed, decided and put on the
roll; another of the county is reported and passed over at the end. Afterwards somebody retires,
and an honour is to be revoked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import time_machine

from honours.commendations.models.decisions import Decision, Honour, LifeEvent, Revocation
from honours.commendations.models.editions import Edition
from honours.commendations.models.nominations import Nomination
from honours.commendations.models.slates import Slate
from honours.commendations.operations.afterwards import report_life_event
from honours.commendations.operations.nominations import submit_nomination
from honours.commendations.operations.papers import add_paper
from honours.commendations.operations.revocations import (
    Paper,
    RevocationDraft,
    draft_revocation,
    report_revocation,
)
from honours.commendations.vocabulary import LifeEventKind, PaperKind, RevocationGround
from honours.directory.models import User
from honours.directory.operations.organizations import NewOrganization, found_organization
from honours.directory.vocabulary import Level, OrganizationKind, Role
from honours.notices.models.notices import Notice
from honours.privacy.models import Attachment
from honours.quotas.vocabulary.places import CandidateKind
from honours.registry.operations.activities import Registration, register_many
from tests import factories
from tests.commendations.climbing import county_slate, decided, unit_slate
from tests.commendations.nominees import SEPTEMBER, filed, filed_collective
from tests.commendations.town import COUNTY_BUREAU, COUNTY_EDUCATION, EDUCATION, LEAD, Town
from tests.privacy.conftest import picture
from tests.privacy.samples import CATALOG, pdf

RETIRED = date(2012, 5, 31)
AGREED = {"consent_given_on": "2010-09-05"}


@dataclass(frozen=True)
class ClimbedTown:
    """What the addresses of lists, decisions and honours name."""

    people: Town
    edition: Edition
    reported: Nomination
    reported_paper: Attachment
    commended: Nomination
    collective: Nomination
    unit_slate: Slate
    city_slate: Slate
    notice: Notice
    decision: Decision
    honour: Honour
    life_event: LifeEvent
    revocation: Revocation


def climbed_in(
    here: factories.City, people: Mapping[Role, User], clerk: User, head: User
) -> ClimbedTown:
    town = _people(here, people, clerk, head)
    edition = town.opened()
    unit = here[COUNTY_EDUCATION]
    reported, commended = (
        filed(edition, unit, town.county_clerk, **AGREED).nomination for _ in range(2)
    )
    paper = add_paper(
        reported, PaperKind.PHOTO, file_name="照片.jpg", content=picture(), by=town.county_clerk
    )
    collective = filed_collective(edition, here[EDUCATION], clerk, **AGREED).nomination
    with time_machine.travel(SEPTEMBER, tick=False):
        for one in (reported, commended):
            submit_nomination(one, by=town.county_clerk)
        submit_nomination(collective, by=clerk)
    first = unit_slate(town, edition, [reported, commended])
    county_slate(town, edition, [reported, commended])
    unit_slate(town, edition, [collective], unit=EDUCATION, kind=CandidateKind.COLLECTIVE)
    decision = decided(town, edition, [commended])
    honour = Honour.objects.get(nomination=commended)
    return ClimbedTown(
        people=town,
        edition=edition,
        reported=reported,
        reported_paper=paper,
        commended=commended,
        collective=collective,
        unit_slate=first,
        city_slate=Slate.objects.filter(edition=edition).latest("pk"),
        notice=Notice.objects.get(subject_of=edition.subject()),
        decision=decision,
        honour=honour,
        life_event=report_life_event(
            honour, LifeEventKind.RETIRED, on=RETIRED, remarks="按时退休。", by=town.county_clerk
        ),
        revocation=_to_be_revoked(town, honour),
    )


def _to_be_revoked(town: Town, honour: Honour) -> Revocation:
    unit = town.here[COUNTY_EDUCATION]
    draft = RevocationDraft(
        RevocationGround.DISMISSAL, "《公务员奖励规定》第十七条", "受到开除处分，建议撤销。"
    )
    papers = [Paper("处分决定.pdf", pdf(CATALOG))]
    case = draft_revocation(honour, draft, papers=papers, reported_by=unit, by=town.county_clerk)
    return report_revocation(case, by=town.county_head)


def _people(here: factories.City, people: Mapping[Role, User], clerk: User, head: User) -> Town:
    """The story's town in a city that stands already."""
    county = here["通江县"]
    bureau = NewOrganization(
        COUNTY_BUREAU, OrganizationKind.DEPARTMENT, Level.COUNTY, county.division, county
    )
    here.organizations[COUNTY_BUREAU] = found_organization(bureau, by=here.system_administrator)
    examiner = people[Role.EXAMINER]
    (activity,) = register_many(
        [Registration(here[LEAD], {"name": "巴中市先进工作者评选", "level": Level.CITY})],
        by=examiner,
        on=date(2010, 6, 1),
    )
    return Town(
        here=here,
        activity=activity,
        examiner=examiner,
        leader=people[Role.LEADER_IN_CHARGE],
        principal=people[Role.PRINCIPAL_LEADER],
        county_examiner=factories.official(
            here, Role.EXAMINER, COUNTY_BUREAU, jurisdiction="通江县"
        ),
        county_leader=factories.official(
            here, Role.LEADER_IN_CHARGE, COUNTY_BUREAU, jurisdiction="通江县"
        ),
        clerk=clerk,
        head=head,
        county_clerk=factories.official(here, Role.FILER, COUNTY_EDUCATION),
        county_head=factories.official(here, Role.HEAD, COUNTY_EDUCATION),
        lead_head=factories.official(here, Role.HEAD, LEAD),
        organizations=here.organizations,
    )
