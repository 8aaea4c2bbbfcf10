"""A clean-up in the small city: its people, its document, its units."""

from dataclasses import dataclass
from datetime import date
from functools import cache

import pytest

from honours.campaigns.models import Campaign, Declaration, Filing, UpperItem
from honours.campaigns.operations.campaigns import (
    CampaignPlan,
    enlist_units,
    move_campaign,
    plan_campaign,
)
from honours.campaigns.operations.declarations import sign_declaration, submit_declaration
from honours.campaigns.operations.filings import Entry, file_activity
from honours.campaigns.operations.leads import list_upper_items, reconcile, settle_lead
from honours.campaigns.vocabulary import Stage, Step
from honours.directory.models import User
from honours.directory.vocabulary import Level, Role
from honours.policies.models import Document
from honours.policies.operations.rulebook import import_rulebooks
from honours.policies.readings.absences import shipped_files
from honours.policies.readings.rulebook import read_rulebook
from honours.policies.readings.shapes import Rulebook
from honours.registry.vocabulary import ActivityKind, BasisKind, PeriodKind
from tests import factories

LEAD = "巴中市人力资源和社会保障局"
EDUCATION = "巴中市教育局"
HEALTH = "巴中市卫生局"
COUNTY = "巴州区教育局"
OPENED = date(2010, 3, 1)
JUDGED = date(2010, 6, 1)


def plan_of(here: factories.City, basis: Document) -> CampaignPlan:
    return CampaignPlan(
        title="2010年清理规范评比达标表彰活动",
        lead=here[LEAD],
        region=here["巴中市"],
        basis=basis,
        opens_on=OPENED,
        stages={
            Stage.SELF_CORRECTION: (date(2010, 3, 1), date(2010, 5, 31)),
            Stage.EXAMINATION: (date(2010, 6, 1), date(2010, 9, 30)),
            Stage.INSTITUTION: (date(2010, 10, 1), date(2010, 12, 31)),
        },
        steps={
            Step.SURVEY: date(2010, 3, 31),
            Step.FILING: date(2010, 5, 10),
            Step.SCREENING: date(2010, 7, 31),
            Step.FOCUS: date(2010, 8, 31),
            Step.FEEDBACK: date(2010, 9, 30),
        },
    )


def item(name: str, **particulars: object) -> Entry:
    lawful = {
        "name": name,
        "level": Level.CITY,
        "kind": ActivityKind.COMMENDATION,
        "hosts": [EDUCATION],
        "basis_text": "《中华人民共和国教师法》第三十三条",
        "basis_kind": BasisKind.LAW,
        "period_kind": PeriodKind.REGULAR,
        "period_months": 60,
        "charges_fee": False,
        "is_compulsory": False,
        "is_tied_to_benefits": False,
        "demands_matching": False,
        "burdens_grassroots": False,
        "retention_reason": "依法表彰优秀教师。",
    }
    return Entry({**lawful, **particulars})


@dataclass(frozen=True)
class Cleanup:
    """The campaign and whoever acts in it."""

    here: factories.City
    campaign: Campaign
    clerk: User
    head: User
    examiner: User
    leader: User

    def declaration_of(self, unit: str) -> Declaration:
        return self.campaign.declarations.select_related("organization", "campaign").get(
            organization=self.here[unit]
        )


@pytest.fixture
def here(db):
    return factories.city()


@pytest.fixture
def basis(here):
    return brought_rules()


def brought_rules() -> Document:
    """The rules of the nation, the province and the city, and the document that began it all."""
    import_rulebooks(_rulebooks(), by="tests")
    return Document.objects.get(number="巴清联办〔2010〕5号")


@cache
def _rulebooks() -> tuple[Rulebook, ...]:
    """Read from their files once for all tests: that takes longer than to import them."""
    return tuple(
        read_rulebook(path.name, path.read_text(encoding="utf-8"))
        for path in shipped_files()
        if path.stem in ("national", "51", "5119")
    )


@pytest.fixture
def cleanup(here, basis):
    """An open campaign with three units and the five people of the chain."""
    examiner = factories.official(here, Role.EXAMINER, LEAD, jurisdiction="巴中市")
    leader = factories.official(here, Role.LEADER_IN_CHARGE, LEAD, jurisdiction="巴中市")
    campaign = plan_campaign(plan_of(here, basis), by=examiner)
    enlist_units(campaign, [here[EDUCATION], here[HEALTH], here[COUNTY]], by=examiner)
    return Cleanup(
        here=here,
        campaign=move_campaign(campaign, "open", by=leader),
        clerk=factories.official(here, Role.FILER, EDUCATION),
        head=factories.official(here, Role.HEAD, EDUCATION),
        examiner=examiner,
        leader=leader,
    )


@pytest.fixture
def filed(cleanup):
    """One item that is in order and one that charges a fee, signed by the head."""
    declaration = cleanup.declaration_of(EDUCATION)
    file_activity(declaration, item("巴中市优秀教师"), by=cleanup.clerk)
    file_activity(declaration, item("巴中市十佳学校评比", charges_fee=True), by=cleanup.clerk)
    submit_declaration(declaration, by=cleanup.clerk)
    sign_declaration(declaration, by=cleanup.head, on=date(2010, 5, 4))
    return list(
        Filing.objects.select_related("organization", "campaign", "activity").order_by("pk")
    )


class SettledLeads:
    """One lead, and what its check comes to."""

    def __init__(self, cleanup):
        self._by = cleanup.examiner
        upper = [UpperItem(campaign=cleanup.campaign, name="全市卫生先进集体", source="省清单")]
        list_upper_items(cleanup.campaign, upper, by=self._by)
        (self.lead,) = reconcile(
            cleanup.campaign, owner=self._by, due_on=date(2010, 6, 30), by=self._by
        )

    def settle(self, verb):
        return settle_lead(self.lead, verb, reason="经查。", by=self._by)


@pytest.fixture
def lead(cleanup):
    return SettledLeads(cleanup)
