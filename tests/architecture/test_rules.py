"""Rules as data: each key is read by a check, each shipped word is one that the checks know."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

import honours
from honours.campaigns.checks.faults import FINDING_LABELS
from honours.campaigns.checks.screening import CONDUCT_CHECKS, OWN_ITEM_CHECKS
from honours.campaigns.proposals import CONSEQUENCES, PREVAILING
from honours.campaigns.vocabulary import Outcome
from honours.directory.vocabulary import Level, OrganizationKind
from honours.kernel.terms import Term
from honours.policies.catalogue import WORDS, RuleKey
from honours.policies.readings.enforcers import enforcers
from honours.policies.readings.shipped import shipped_rules
from honours.registry.checks.faults import Fault
from honours.registry.vocabulary import Audience, BasisKind

KNOWN_WORDS = {
    RuleKey.NOTICE_CONTENTS: {"评选条件", "姓名", "单位", "简要事迹"},
    RuleKey.ACCEPTED_BASIS_KINDS: {kind.label for kind in BasisKind},
    RuleKey.ACCEPTED_BASIS_KINDS_BELOW_PROVINCE: {kind.label for kind in BasisKind},
    RuleKey.RUNNING_BASIS_KINDS: {kind.label for kind in BasisKind},
    RuleKey.SELF_SET_LEVELS_REVOKED: {level.label for level in Level},
    RuleKey.DUPLICATE_AUDIENCES_SUSPENDED: {audience.label for audience in Audience},
    RuleKey.FORBIDDEN_HOSTS: {
        level.label + kind.label for level in Level for kind in OrganizationKind
    },
}
READ_BESIDE_ANOTHER = {("has_lawful_basis", RuleKey.UNLAWFUL_SUSPENDED)}
"""A key that wakes no check: it changes what a woken one says."""


def every_term() -> Iterator[type[Term]]:
    for module in pkgutil.walk_packages(honours.__path__, "honours."):
        if module.name.split(".")[-1] in {"vocabulary", "catalogue", "faults", "classification"}:
            importlib.import_module(module.name)
    waiting = [Term]
    while waiting:
        term = waiting.pop()
        waiting.extend(term.__subclasses__())
        yield term


@pytest.mark.parametrize("key", RuleKey, ids=lambda key: key.label)
def test_every_rule_is_read_by_a_check(key):
    assert enforcers()[key]


def test_nothing_is_said_of_a_key_that_is_none():
    assert set(WORDS) == {key.value for key in RuleKey}


@pytest.mark.parametrize("key", RuleKey, ids=lambda key: key.label)
def test_every_rule_says_where_its_values_come_from(key):
    assert key.sources


def test_the_table_of_checks_names_the_rules_that_each_of_them_reads():
    table = {**CONDUCT_CHECKS, **OWN_ITEM_CHECKS}
    names = {check.__name__ for check in table}
    named = {(check.__name__, key) for check, keys in table.items() for key in keys}

    read = {
        (enforcer.name, key)
        for key, readers in enforcers().items()
        for enforcer in readers
        if enforcer.name in names
    }

    assert read == named | READ_BESIDE_ANOTHER


@pytest.mark.parametrize("key", KNOWN_WORDS, ids=lambda key: key.label)
def test_shipped_word_lists_hold_only_words_that_checks_compare(key):
    shipped = [rule.value for rule in shipped_rules() if rule.key is key]

    assert shipped
    assert all(words <= KNOWN_WORDS[key] for words in shipped)


def test_every_word_of_every_vocabulary_has_its_wording():
    bare = [
        f"{term.__name__}.{word.name}" for term in every_term() for word in term if not word.label
    ]

    assert not bare


def test_every_outcome_has_its_rank_and_every_ground_is_a_known_fault():
    assert sorted(PREVAILING) == sorted(Outcome)
    assert set(CONSEQUENCES) <= set(FINDING_LABELS)


def test_a_fault_is_missing_data_or_a_hint_or_has_its_consequence():
    hints = {Fault.BASIS_DOCUMENT_UNKNOWN, Fault.POSSIBLE_EVASION}

    without = {fault for fault in Fault if fault not in CONSEQUENCES and fault not in hints}

    assert all(fault.endswith("-missing") for fault in without)
