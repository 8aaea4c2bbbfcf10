"""A decision of the town with three teachers and one collective, and deeds done on its honours."""

from datetime import date

from honours.commendations.models.decisions import Decision, Honour, Revocation
from honours.commendations.models.editions import Edition
from honours.commendations.operations.revocations import (
    Paper,
    RevocationDraft,
    approve_revocation,
    check_revocation,
    draft_revocation,
    report_revocation,
)
from honours.commendations.vocabulary import RevocationGround
from honours.quotas.vocabulary.places import CandidateKind
from tests.commendations.climbing import decided, unit_slate
from tests.commendations.nominees import submitted
from tests.commendations.town import EDUCATION, Town
from tests.privacy.conftest import picture

REVOKED = date(2011, 5, 4)
REVOKED_BY = "巴府发〔2011〕9号"
GROUND = RevocationDraft(
    RevocationGround.FRAUD,
    "《四川省评比达标表彰活动管理办法》第二十条",
    "经查，该同志申报材料中的主要事迹系他人所为。",
)
PAPERS = (Paper("处分决定.jpg", picture()),)


def issued(here: Town, edition: Edition, *, persons: int = 2) -> Decision:
    """Teachers of the city's own bureau, all the way to the roll."""
    unit = here[EDUCATION]
    agreed = {"consent_given_on": "2010-09-05"}
    nominations = [submitted(edition, unit, here.clerk, **agreed) for _ in range(persons)]
    unit_slate(here, edition, nominations, unit=EDUCATION, kind=CandidateKind.PERSON)
    return decided(here, edition, nominations)


def honours_of(decision: Decision) -> list[Honour]:
    return list(decision.honours.order_by("pk"))


def reported(here: Town, honour: Honour, draft: RevocationDraft = GROUND) -> Revocation:
    """The unit has written its report and its head has signed."""
    unit = honour.nomination.organization
    case = draft_revocation(honour, draft, papers=PAPERS, reported_by=unit, by=here.clerk)
    return report_revocation(case, by=here.head)


def revoked(here: Town, honour: Honour) -> Revocation:
    """The whole chain: reported, checked, approved."""
    case = check_revocation(reported(here, honour), reason="查核属实。", by=here.examiner)
    return approve_revocation(
        case, document=REVOKED_BY, reason="同意撤销。", by=here.principal, on=REVOKED
    )
