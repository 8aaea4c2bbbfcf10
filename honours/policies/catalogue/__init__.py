"""Every rule the system applies, by name. Values are dated rows; see ``models.RuleEntry``.

A key stands here only if a check reads it (``tests/architecture/test_rules.py`` holds this); all
other clauses are text to read. What is said of a key stands beside, in one table for each part
of the house.

Word lists are written as officials write them: sorts of basis, levels and audiences by their
labels (``法律``), hosts as level and kind together (``县级工作部门``).
"""

from collections.abc import Mapping
from typing import Self

from honours.kernel.rules import RuleTerm
from honours.policies.catalogue.applications import OF_APPLICATIONS
from honours.policies.catalogue.commendations import OF_COMMENDATIONS
from honours.policies.catalogue.items import OF_ITEMS
from honours.policies.catalogue.notices import OF_NOTICES
from honours.policies.catalogue.numbers import OF_NUMBERS
from honours.policies.catalogue.words import SHAPES, RuleWords, Shape

WORDS: Mapping[str, RuleWords] = {
    **OF_ITEMS,
    **OF_NUMBERS,
    **OF_NOTICES,
    **OF_COMMENDATIONS,
    **OF_APPLICATIONS,
}


class RuleKey(RuleTerm):
    """A key: its code, its wording, which way it tightens, and where its values come from."""

    sources: tuple[str, ...]
    shape: Shape
    """What its values look like; the importer refuses any other."""

    def __new__(cls, code: str) -> Self:
        words = WORDS[code]
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = words.label
        member.tightening = words.tightening
        member.sources = tuple(words.sources.split())
        member.shape = words.shape or SHAPES[words.tightening]
        return member

    # Which regime an item falls under.
    CENTRAL_DECISIONS_EXCLUDED = "central_decisions_excluded"
    MATTERS_EXCLUDED = "matters_excluded"
    INTERNAL_ITEMS_EXCLUDED = "internal_items_excluded"
    MODEL_CREATION_APART = "model_creation_apart"
    MODEL_CREATION_EXCEPTIONS = "model_creation_exceptions"
    FESTIVALS_APART = "festivals_apart"
    SOCIAL_ORGANIZATIONS_APART = "social_organizations_apart"
    CIVIL_SERVANT_REWARDS_APART = "civil_servant_rewards_apart"
    INSTITUTION_REWARDS_APART = "institution_rewards_apart"

    # On what an item may stand.
    ACCEPTED_BASIS_KINDS = "accepted_basis_kinds"
    ACCEPTED_BASIS_KINDS_BELOW_PROVINCE = "accepted_basis_kinds_below_province"
    SELF_SET_LEVELS_REVOKED = "self_set_levels_revoked"
    UNLAWFUL_SUSPENDED = "unlawful_suspended"
    UNFILED_REVOKED = "unfiled_revoked"
    FORBIDDEN_HOSTS = "forbidden_hosts"

    # What an item may not do to those it reaches.
    FEE_ALLOWED = "fee_allowed"
    COMPULSION_ALLOWED = "compulsion_allowed"
    BENEFIT_TIE_ALLOWED = "benefit_tie_allowed"
    BURDEN_ALLOWED = "burden_allowed"
    MATCHING_ALLOWED = "matching_allowed"

    # How an item may be called.
    FORBIDDEN_NAME_WORDS = "forbidden_name_words"
    PIGGYBACK_WORDS = "piggyback_words"
    COMMERCIAL_WORDS = "commercial_words"
    MEDAL_WORDS = "medal_words"
    EVASION_WORDS = "evasion_words"
    NAME_LENGTH_MAX = "name_length_max"
    NAME_CARRIES_REGION = "name_carries_region"

    # How often, and how many.
    PERIOD_YEARS_MIN = "period_years_min"
    PERIOD_BINDING = "period_binding"
    TEMPORARY_ALLOWED = "temporary_allowed"
    YEARLY_MAX_CITY = "yearly_max_city"
    YEARLY_MAX_COUNTY = "yearly_max_county"
    COLLECTIVES_MAX = "collectives_max"
    INDIVIDUALS_MAX = "individuals_max"

    # What stands twice, or comes back.
    UPPER_DUPLICATES_ALLOWED = "upper_duplicates_allowed"
    DUPLICATES_MERGED = "duplicates_merged"
    DUPLICATE_AUDIENCES_SUSPENDED = "duplicate_audiences_suspended"
    COMPREHENSIVE_MAX = "comprehensive_max"
    REVIVAL_ACCEPTED = "revival_accepted"

    # What a clean-up itself demands.
    NEW_ITEMS_FROZEN = "new_items_frozen"
    RUNNING_BASIS_KINDS = "running_basis_kinds"
    RETENTION_REASON_REQUIRED = "retention_reason_required"
    REDUCTION_TARGET_MIN = "reduction_target_min"

    # notices: how long something is put to the public, and how the days are counted.
    ITEM_NOTICE_WORKING_DAYS_MIN = "item_notice_working_days_min"
    CANDIDATE_NOTICE_WORKING_DAYS_MIN = "candidate_notice_working_days_min"
    CANDIDATE_NOTICE_CALENDAR_DAYS_MIN = "candidate_notice_calendar_days_min"
    CANDIDATE_NOTICE_DAYS_MIN = "candidate_notice_days_min"
    INTERNAL_NOTICE_DAYS_MIN = "internal_notice_days_min"
    NOTICE_COUNTS_FIRST_DAY = "notice_counts_first_day"
    NOTICE_CONTENTS = "notice_contents"
    SECRET_NOTICE_WAIVED = "secret_notice_waived"  # noqa: S105 - a notice that may stay secret

    # notices: which objections are taken.
    LETTERS_BY_ARRIVAL = "letters_by_arrival"
    OBJECTION_REAL_NAME = "objection_real_name"
    OBJECTION_IDENTITY_NUMBER = "objection_identity_number"
    UNCLEAR_ANONYMOUS_DECLINED = "unclear_anonymous_declined"

    # commendations: who may be put forward, and what has to be handed in.
    SERVICE_YEARS_MIN = "service_years_min"
    SAME_HONOUR_NEW_MERIT_YEARS = "same_honour_new_merit_years"
    UPPER_HONOUR_NEW_MERIT_YEARS = "upper_honour_new_merit_years"
    PRIOR_HONOUR_NEEDED = "prior_honour_needed"
    CLEAN_YEARS = "clean_years"
    EXCLUDED_PERSONS = "excluded_persons"
    EXCLUDED_COLLECTIVES = "excluded_collectives"
    CONSENT_BEFOREHAND = "consent_beforehand"
    FARMER_PAPERS = "farmer_papers"

    # applications: what a yearly application has to say, by when, and who approves it.
    APPROVING_LEVELS = "approving_levels"
    APPLICATION_DUE = "application_due"
    EXPLANATION_DUE = "explanation_due"
    APPLICATION_FIELDS = "application_fields"
    BASIS_TEXT_ATTACHED = "basis_text_attached"
    APPLICATIONS_PER_YEAR_MAX = "applications_per_year_max"
    RENEWED_BY_APPLICATION = "renewed_by_application"
    OCCASION_WORDS = "occasion_words"
