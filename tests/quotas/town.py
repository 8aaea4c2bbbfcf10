"""An edition with places in the small city: who hands out, who gets, who puts forward."""

from dataclasses import dataclass
from decimal import Decimal

from honours.directory.models import Organization, User
from honours.directory.vocabulary import Role
from honours.quotas.apportioning.questions import Contender, Criterion, Question
from honours.quotas.models import AllocationPlan, Ledger
from honours.quotas.operations.issuing import issue_places
from honours.quotas.operations.ledgers import Authorised, NewLedger, open_ledger
from honours.quotas.operations.moving import Order
from honours.quotas.operations.plans import NewPlan, draw_plan
from honours.quotas.queries.standings import quota_standing
from honours.quotas.vocabulary.places import CandidateKind, RoundingMethod
from tests import factories

EDITION = "commendations.edition:903"
PLAN = "川人社办发〔2010〕12号"
LEAD, CITY = "巴中市人力资源和社会保障局", "巴中市"
EDUCATION, HEALTH = "巴中市教育局", "巴中市卫生局"
COUNTY, OTHER_COUNTY = "巴州区", "通江县"
COUNTY_EDUCATION = "巴州区教育局"
PERSON, COLLECTIVE, EITHER = (
    CandidateKind.PERSON,
    CandidateKind.COLLECTIVE,
    CandidateKind.EITHER,
)


@dataclass(frozen=True)
class Places:
    """The ledger and the people around it."""

    here: factories.City
    ledger: Ledger
    examiner: User
    county_examiner: User
    clerk: User

    def __getitem__(self, name: str) -> Organization:
        return self.here[name]

    def order(self, name: str, places: int, kind: str = PERSON, title: str = "") -> Order:
        return Order(self[name], kind, places, title)

    def issue(self, **wanted: int) -> None:
        """Hand persons' places out: ``issue(巴州区=5)``."""
        orders = [self.order(name, places) for name, places in wanted.items()]
        issue_places(self.ledger, orders, by=self.examiner)

    def standing(self, name: str, kind: CandidateKind = PERSON, title: str = ""):
        return quota_standing(EDITION, self[name], kind, title)


def places(*authorised: Authorised) -> Places:
    """76 persons and 21 collectives, as in the city's own year, or what is given."""
    here = factories.city()
    examiner = factories.official(here, Role.EXAMINER, LEAD, jurisdiction=CITY)
    return Places(
        here=here,
        ledger=ledger_in(here, examiner, *authorised),
        examiner=examiner,
        county_examiner=factories.official(here, Role.EXAMINER, COUNTY),
        clerk=factories.official(here, Role.FILER, COUNTY),
    )


def ledger_in(here: factories.City, examiner: User, *authorised: Authorised) -> Ledger:
    """The ledger alone, in a city that stands already."""
    new = NewLedger(EDITION, "2010年度巴中市先进评选", here[LEAD], here[CITY], PLAN)
    year = (Authorised(PERSON, 76), Authorised(COLLECTIVE, 21))
    return open_ledger(new, authorised or year, by=examiner)


def plan_in(ledger: Ledger, here: factories.City, examiner: User) -> AllocationPlan:
    """An allocation of ten places by heads, drawn up."""
    heads = {COUNTY: 700, OTHER_COUNTY: 250, EDUCATION: 50}
    contenders = tuple(Contender(name, (Decimal(count),)) for name, count in heads.items())
    criteria = (Criterion("人数", Decimal(100)),)
    question = Question(10, RoundingMethod.LARGEST_REMAINDER, criteria, contenders)
    new = NewPlan(ledger, here[LEAD], PERSON, "", "分配办法", question)
    return draw_plan(new, by=examiner)


def nomination(number: int) -> str:
    return f"commendations.nomination:{number}"
