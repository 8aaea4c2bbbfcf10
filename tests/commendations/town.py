"""A commendation in the small city: who runs it, who puts forward, and its opened edition.

``town()`` plants the people; ``Town.opened()`` gives an edition open for nominations::

    市人社局  examiner 审核 · leader 分管领导 · principal 主要领导   over 巴中市
    通江县人事局  county_examiner · county_leader                    over 通江县
    市教育局  clerk · head        通江县教育局  county_clerk · county_head
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from honours.clearances.operations.declarations import DeclarationDraft
from honours.clearances.vocabulary import ObjectKind
from honours.commendations.models.editions import Edition
from honours.commendations.operations.clearing import declare_for_edition
from honours.commendations.operations.editions import (
    EditionPlan,
    RulePlan,
    TitlePlan,
    open_edition,
    plan_edition,
    set_consent_text,
    set_milestones,
    set_rules,
    set_titles,
)
from honours.commendations.vocabulary import Milestone, RuleKind
from honours.directory.models import Organization, User
from honours.directory.operations.organizations import NewOrganization, found_organization
from honours.directory.vocabulary import Level, OrganizationKind, Role
from honours.kernel.verdicts import Citation
from honours.quotas.models import Ledger
from honours.quotas.operations.issuing import issue_places
from honours.quotas.operations.moving import Order
from honours.quotas.ratios.conditions import Aspect, Between
from honours.quotas.ratios.rules import Base, RatioBound, RatioRule, SmallQuota
from honours.quotas.ratios.storing import ratio_to_json
from honours.quotas.vocabulary.people import Rank, UnitNature
from honours.quotas.vocabulary.places import CandidateKind
from honours.quotas.vocabulary.ratios import BaseSource, BoundDirection
from honours.registry.models import Activity
from honours.registry.operations.activities import Registration, register_many
from tests import factories

LEAD = "巴中市人力资源和社会保障局"
EDUCATION = "巴中市教育局"
COUNTY_BUREAU = "通江县人事局"
COUNTY_EDUCATION = "通江县教育局"
OPENED = date(2010, 9, 1)
NOBODY = DeclarationDraft(
    (ObjectKind.EVERY,), "本届办法没有规定征求部门意见。", "巴人发〔2010〕20号"
)
DIVISION_HEADS = RatioRule(
    code="division-heads",
    name="县处级干部比例",
    counted=Between(Aspect.RANK, lowest=Rank.DEPUTY_DIVISION),
    base=Base(BaseSource.PLACES),
    bound=RatioBound(BoundDirection.CEILING, share=Decimal("0.20")),
    small_quota=SmallQuota(5),
    subject="县处级干部",
    citation=Citation("川府办发电〔2011〕34号", "（三）"),
)


@dataclass(frozen=True)
class Town:
    """The people of the story, and the item they commend by."""

    here: factories.City
    activity: Activity
    examiner: User
    leader: User
    principal: User
    county_examiner: User
    county_leader: User
    clerk: User
    head: User
    county_clerk: User
    county_head: User
    lead_head: User
    organizations: dict[str, Organization] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Organization:
        return self.organizations.get(name) or self.here[name]

    def planned(self, **particulars: Any) -> Edition:
        """An edition of ten persons and four collectives, ready to be opened."""
        given = {
            "basis_text": "川评组办〔2010〕8号",
            "conditions": "政治坚定，工作实绩突出，群众公认。",
            "scope": "全市机关、事业单位工作人员和集体。",
            "requires_vote": False,
            **particulars,
        }
        plan = EditionPlan(
            activity=self.activity,
            lead=self[LEAD],
            region=self["巴中市"],
            name=f"2010年度第{Edition.objects.count() + 1}次评选",
            year=2010,
            level=Level.CITY,
            particulars=given,
        )
        edition = plan_edition(plan, by=self.examiner)
        titles = [
            TitlePlan(
                CandidateKind.PERSON, "先进工作者", 10, (UnitNature.ORGAN, UnitNature.INSTITUTION)
            ),
            TitlePlan(CandidateKind.COLLECTIVE, "先进集体", 4),
        ]
        set_titles(edition, titles, by=self.examiner)
        body = ratio_to_json(DIVISION_HEADS)
        set_rules(
            edition,
            [
                RulePlan(
                    RuleKind.RATIO, DIVISION_HEADS.name, body, "川府办发电〔2011〕34号", "（三）"
                )
            ],
            by=self.examiner,
        )
        dates = {
            Milestone.NOMINATIONS_DUE: date(2010, 9, 30),
            Milestone.FIRST_REVIEW: date(2010, 10, 20),
            Milestone.DECISION: date(2010, 12, 20),
        }
        set_milestones(edition, dates, by=self.examiner)
        set_consent_text(edition, "本人同意公示姓名、单位和简要事迹。", by=self.examiner)
        return edition

    def opened(self, **particulars: Any) -> Edition:
        """An open edition: six persons' places with the education bureau, four with the county."""
        edition = open_edition(self.planned(**particulars), by=self.leader, on=OPENED)
        ledger = Ledger.objects.get(subject=edition.subject())
        person, collective = CandidateKind.PERSON, CandidateKind.COLLECTIVE
        orders = [
            Order(self[EDUCATION], person, 6),
            Order(self["通江县"], person, 4),
            Order(self[EDUCATION], collective, 2),
            Order(self["通江县"], collective, 2),
        ]
        issue_places(ledger, orders, by=self.examiner, document="名额分配表")
        onward = [
            Order(self[COUNTY_EDUCATION], person, 4),
            Order(self[COUNTY_EDUCATION], collective, 2),
        ]
        issue_places(ledger, onward, by=self.county_examiner)
        declare_for_edition(edition, NOBODY, by=self.leader, on=OPENED)
        return edition


def town() -> Town:
    here = factories.city()
    county = here["通江县"]
    bureau = NewOrganization(
        COUNTY_BUREAU, OrganizationKind.DEPARTMENT, Level.COUNTY, county.division, county
    )
    county_bureau = found_organization(bureau, by=here.system_administrator)
    here.organizations[COUNTY_BUREAU] = county_bureau
    examiner = factories.official(here, Role.EXAMINER, LEAD, jurisdiction="巴中市")
    (activity,) = register_many(
        [Registration(here[LEAD], {"name": "巴中市先进工作者评选", "level": Level.CITY})],
        by=examiner,
        on=date(2010, 6, 1),
    )
    return Town(
        here=here,
        activity=activity,
        examiner=examiner,
        leader=factories.official(here, Role.LEADER_IN_CHARGE, LEAD, jurisdiction="巴中市"),
        principal=factories.official(here, Role.PRINCIPAL_LEADER, LEAD, jurisdiction="巴中市"),
        county_examiner=factories.official(
            here, Role.EXAMINER, COUNTY_BUREAU, jurisdiction="通江县"
        ),
        county_leader=factories.official(
            here, Role.LEADER_IN_CHARGE, COUNTY_BUREAU, jurisdiction="通江县"
        ),
        clerk=factories.official(here, Role.FILER, EDUCATION),
        head=factories.official(here, Role.HEAD, EDUCATION),
        county_clerk=factories.official(here, Role.FILER, COUNTY_EDUCATION),
        county_head=factories.official(here, Role.HEAD, COUNTY_EDUCATION),
        lead_head=factories.official(here, Role.HEAD, LEAD),
        organizations=here.organizations,
    )
