"""What a ratio rule waits for is named in the words of the form, for whom it is asked alone."""

from dataclasses import replace

from honours.quotas.ratios.asking import lacking_facts
from honours.quotas.ratios.combinations import AllOf, Not
from honours.quotas.ratios.conditions import Between, Has, IsSo
from honours.quotas.ratios.facts import CandidateFacts
from honours.quotas.ratios.rules import Base, RatioBound, RatioRule
from honours.quotas.vocabulary.people import Rank
from honours.quotas.vocabulary.places import CandidateKind
from honours.quotas.vocabulary.ratios import Aspect, BaseSource, BoundDirection, PlainFact

ASKS = AllOf(
    (
        Between(Aspect.RANK, lowest=Rank.DEPUTY_DIVISION),
        Not(IsSo(PlainFact.IS_FRONT_LINE)),
        Has("deceased"),
    )
)
RULE = RatioRule(
    "heads",
    "领导干部",
    ASKS,
    Base(BaseSource.LIST, condition=IsSo(PlainFact.IS_FRONT_LINE)),
    RatioBound(BoundDirection.CEILING, number=1),
)


def test_each_entry_is_named_once_and_those_filled_in_are_not() -> None:
    nobody = CandidateFacts("1")
    assert lacking_facts(RULE, nobody) == ("一线", "行政级别", "人员特征")
    known = replace(nobody, rank=Rank.SECTION, tags=frozenset())
    assert lacking_facts(RULE, known) == ("一线",)


def test_a_collective_is_not_asked_for_a_rank() -> None:
    school = CandidateFacts("1", kind=CandidateKind.COLLECTIVE, tags=frozenset())
    assert lacking_facts(RULE, school) == ("一线",)
