"""Which entries the official forms may not leave empty."""

from collections.abc import Set as AbstractSet

from honours.commendations.readings.entries import SPOUSE, fields_for, second_person
from honours.quotas.vocabulary.places import CandidateKind

_OF_EVERYBODY = ("unit", "account", "brief")
_OF_A_PERSON = (
    "name",
    "gender",
    "ethnicity",
    "born_on",
    "political_status",
    "education",
    "identity_category",
    "rank",
    "is_leading",
    "is_front_line",
    "is_enterprise_head",
    "unit_nature",
    "post",
    "working_since",
    "service_years",
    "identity_number",
    "telephone",
)
_OF_A_COLLECTIVE = (
    "collective_name",
    "nature",
    "unit_level",
    "superior",
    "headcount",
    "head_name",
    "head_telephone",
    "is_front_line",
)
_OF_A_SPOUSE = tuple(second_person(code) for code in _OF_A_PERSON)


def required_entries(kind: str, *, is_couple: bool = False) -> tuple[str, ...]:
    """Codes in the order of the form."""
    asked = set(_OF_EVERYBODY)
    asked |= set(_OF_A_COLLECTIVE if kind == CandidateKind.COLLECTIVE else _OF_A_PERSON)
    if is_couple:
        asked |= set(_OF_A_SPOUSE)
    return tuple(code for code in fields_for(kind) if code in asked)


def missing_entries(kind: str, given: AbstractSet[str]) -> tuple[str, ...]:
    """What is asked and was not given; of a second person only where there is one."""
    is_couple = any(code.startswith(SPOUSE) for code in given)
    asked = required_entries(kind, is_couple=is_couple)
    return tuple(code for code in asked if code not in given)
