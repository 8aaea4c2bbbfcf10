"""How an item may be called: words kept for others, its length, its region.

What the negative list forbids “without approval” is open to an item that stands on a law or on a
document of the centre.
"""

import re
from collections.abc import Iterator

from honours.directory.vocabulary import Level
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Finding, Weight
from honours.policies.catalogue import RuleKey
from honours.registry.checks.demands import WordList, demanded, limit, missing, word_list
from honours.registry.checks.facts import ItemFacts
from honours.registry.checks.faults import Fault
from honours.registry.vocabulary import BasisKind


def keeps_to_permitted_words(facts: ItemFacts, rules: Rules) -> Iterator[Finding]:
    listed = word_list(rules, RuleKey.FORBIDDEN_NAME_WORDS)
    if listed is None or facts.level is Level.NATION or facts.basis_kind in _APPROVED:
        return
    if found := _words_in(facts.name, listed):
        yield _worded(
            Fault.FORBIDDEN_NAME_WORD, "项目名称含有未经批准不得使用的字样", found, listed
        )


def is_not_an_award_on_the_side(facts: ItemFacts, rules: Rules) -> Iterator[Finding]:
    listed = word_list(rules, RuleKey.PIGGYBACK_WORDS)
    if listed is None or facts.basis_kind in _APPROVED:
        return
    if found := _words_in(facts.name, listed):
        yield _worded(Fault.PIGGYBACKS, "未经批准不得借会议、论坛、节日设奖颁奖", found, listed)


def is_not_a_commercial_list(facts: ItemFacts, rules: Rules) -> Iterator[Finding]:
    listed = word_list(rules, RuleKey.COMMERCIAL_WORDS)
    if listed is not None and (found := _words_in(facts.name, listed)):
        yield _worded(Fault.COMMERCIAL_TITLE, "不得使用营利性评奖的名目", found, listed)


def awards_no_unapproved_medal(facts: ItemFacts, rules: Rules) -> Iterator[Finding]:
    listed = word_list(rules, RuleKey.MEDAL_WORDS)
    if listed is None or facts.basis_kind in _APPROVED:
        return
    if found := _words_in(facts.name, listed) or _words_in(facts.prizes, listed):
        yield _worded(
            Fault.UNAPPROVED_MEDAL, "未经批准不得颁授勋章、奖章和荣誉称号", found, listed
        )


def does_not_sound_like_an_evasion(facts: ItemFacts, rules: Rules) -> Iterator[Finding]:
    """Only a hint (policy.md §1): the official judges whether the thing itself is an appraisal."""
    listed = word_list(rules, RuleKey.EVASION_WORDS)
    if listed is not None and (found := _words_in(facts.name, listed)):
        yield Finding(
            Fault.POSSIBLE_EVASION,
            f"名称中的“{'、'.join(found)}”曾被通报为变相评比的名目。",
            citation=listed.citation,
            remedy="请核实是否由已撤销的项目改名而来，或以案例、大赛之名行评比之实。",
            weight=Weight.ADVICE,
            field="name",
        )


def has_a_short_name(facts: ItemFacts, rules: Rules) -> Iterator[Finding]:
    longest = limit(rules, RuleKey.NAME_LENGTH_MAX)
    if longest is not None and len(facts.name) > longest.value:
        yield Finding(
            Fault.NAME_TOO_LONG,
            f"项目名称{len(facts.name)}字，超过{longest.value}字。",
            citation=longest.citation,
            remedy=f"请将名称缩短到{longest.value}字以内。",
            field="name",
            detail={"字数": str(len(facts.name)), "上限": str(longest.value)},
        )


def carries_its_region(facts: ItemFacts, rules: Rules) -> Iterator[Finding]:
    rule = demanded(rules, RuleKey.NAME_CARRIES_REGION)
    if rule is None or not facts.is_below_province:
        return
    if not facts.region_name:
        yield missing(Fault.REGION_MISSING, "所在地区的称谓不明", "name", rule.citation)
    elif not facts.name.startswith(short_region(facts.region_name)):
        yield Finding(
            Fault.NAME_WITHOUT_REGION,
            f"{facts.level.label}项目名称“{facts.name}”未冠以“{facts.region_name}”。",
            citation=rule.citation,
            remedy=f"请在名称前冠以“{facts.region_name}”，并与国家级、省级项目名称相区别。",
            field="name",
            detail={"地区": facts.region_name},
        )


def short_region(name: str) -> str:
    """``巴中市`` as ``巴中``; a name of two characters stays whole (``沛县``)."""
    return name[:-1] if len(name) > 2 and name[-1] in "省市县区州盟旗" else name


_APPROVED = frozenset(
    (BasisKind.LAW, BasisKind.ADMINISTRATIVE_REGULATION, BasisKind.CENTRAL_DOCUMENT)
)


_NAMES_OF_BODIES = re.compile("国家税务|国家机关|国家公务员|国家工作人员|国家安全|中国共产党")
"""They hold a listed word without claiming the rank that the word stands for."""


def _words_in(text: str, listed: WordList) -> list[str]:
    found = [word for word in listed.words if word in text]
    if not found:
        return found
    claimed = _NAMES_OF_BODIES.sub("", text)
    return [word for word in found if word in claimed]


def _worded(fault: Fault, message: str, found: list[str], listed: WordList) -> Finding:
    words = "、".join(sorted(found))
    return Finding(
        fault,
        f"{message}：“{words}”。",
        citation=listed.citation,
        remedy=f"请去掉“{words}”并按规定重新报批名称。",
        field="name",
        detail={"字样": words},
    )
