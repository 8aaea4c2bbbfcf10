"""Every question put to an application, the same while it is typed and when it is submitted."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from honours.applications.checks.changes import (
    asks_for_what_needs_asking,
    keeps_what_is_registered,
)
from honours.applications.checks.facts import ApplicationFacts
from honours.applications.checks.faults import ApplicationFault
from honours.applications.checks.forms import (
    attaches_the_basis,
    fills_the_form,
    gives_its_reason,
    names_no_occasion,
)
from honours.applications.checks.timing import applies_once_a_year, is_in_time
from honours.applications.vocabulary import ApplicationField, ApplicationKind
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Finding, Verdict, Weight, once_handed_in
from honours.registry.checks.basis import may_be_hosted, names_a_known_document
from honours.registry.checks.burdens import (
    burdens_nobody,
    charges_no_fee,
    compels_nobody,
    demands_no_matching,
    is_not_tied_to_benefits,
)
from honours.registry.checks.facts import ItemFacts
from honours.registry.checks.faults import Fault
from honours.registry.checks.names import (
    awards_no_unapproved_medal,
    carries_its_region,
    does_not_sound_like_an_evasion,
    has_a_short_name,
    is_not_a_commercial_list,
    is_not_an_award_on_the_side,
    keeps_to_permitted_words,
)
from honours.registry.checks.numbers import (
    fits_the_collective_quota,
    fits_the_individual_quota,
    fits_the_yearly_number,
)
from honours.registry.checks.periods import (
    is_not_temporary,
    keeps_the_shortest_period,
    waits_for_its_period,
)
from honours.registry.checks.repetition import (
    does_not_repeat_an_item_of_its_level,
    does_not_repeat_an_upper_item,
    is_not_a_revival,
)

ItemCheck = Callable[[ItemFacts, Rules], Iterable[Finding]]
ApplicationCheck = Callable[[ApplicationFacts, Rules], Iterable[Finding]]
_K = ApplicationKind

NAME_CHECKS: tuple[ItemCheck, ...] = (
    has_a_short_name,
    carries_its_region,
    keeps_to_permitted_words,
    is_not_an_award_on_the_side,
    is_not_a_commercial_list,
    does_not_sound_like_an_evasion,
    does_not_repeat_an_upper_item,
    does_not_repeat_an_item_of_its_level,
    is_not_a_revival,
)
"""Asked of a name that is not in the register yet."""

ITEM_CHECKS: tuple[ItemCheck, ...] = (
    awards_no_unapproved_medal,
    may_be_hosted,
    names_a_known_document,
    keeps_the_shortest_period,
    waits_for_its_period,
    is_not_temporary,
    fits_the_yearly_number,
    fits_the_collective_quota,
    fits_the_individual_quota,
    charges_no_fee,
    compels_nobody,
    is_not_tied_to_benefits,
    burdens_nobody,
    demands_no_matching,
)
"""Asked of every item that is to be held."""

FORM_CHECKS: tuple[ApplicationCheck, ...] = (
    fills_the_form,
    attaches_the_basis,
    names_no_occasion,
)
OWN_CHECKS: Mapping[ApplicationKind, tuple[ApplicationCheck, ...]] = {
    _K.SET_UP: FORM_CHECKS,
    _K.HOLD: (*FORM_CHECKS, keeps_what_is_registered),
    _K.ADJUST: (*FORM_CHECKS, gives_its_reason, asks_for_what_needs_asking),
    _K.MERGE: (*FORM_CHECKS, gives_its_reason),
    _K.TEMPORARY: FORM_CHECKS,
    _K.EXIT: (gives_its_reason,),
}
ALWAYS: tuple[ApplicationCheck, ...] = (is_in_time, applies_once_a_year)


def judge_draft(facts: ApplicationFacts, rules: Rules) -> Verdict:
    """All that the rules find. What is still to be filled in weighs as missing."""
    return Verdict(tuple(findings_on(facts, rules)))


def is_ready(facts: ApplicationFacts, rules: Rules) -> Iterator[Finding]:
    """The same, for the submission: what is still missing stands in its way."""
    yield from once_handed_in(findings_on(facts, rules))


def findings_on(facts: ApplicationFacts, rules: Rules) -> Iterator[Finding]:
    asked: set[tuple[str, str]] = set()
    for finding in _all_findings(facts, rules):
        question = (str(finding.code), finding.message)
        if question not in asked:
            asked.add(question)
            yield _as_asked_here(finding, facts)


def _all_findings(facts: ApplicationFacts, rules: Rules) -> Iterator[Finding]:
    for own in (*OWN_CHECKS[facts.kind], *ALWAYS):
        yield from own(facts, rules)
    if facts.kind is _K.EXIT:
        return
    is_new = facts.kind in (_K.SET_UP, _K.TEMPORARY) or ApplicationField.NAME in facts.changed
    if is_new and facts.item.name:
        for check in NAME_CHECKS:
            yield from check(facts.item, rules)
    for check in ITEM_CHECKS:
        yield from check(facts.item, rules)


def _as_asked_here(finding: Finding, facts: ApplicationFacts) -> Finding:
    """In the words of an application; what a reason can excuse is left to the city to judge."""
    code = str(finding.code)
    field = FIELD_OF.get(finding.field, finding.field)
    finding = replace(finding, field=field, remedy=REMEDIES.get(code, finding.remedy))
    if code in HINTS:
        return replace(finding, weight=Weight.ADVICE)
    if finding.weight is Weight.MISSING:
        message = finding.message.replace("无法按规定甄别", "无法按规定审查")
        return replace(finding, message=message)
    if code not in EXCUSABLE:
        return finding
    if facts.said(ApplicationField.REASON):
        remedy = "已写明申请理由，由审核单位判断是否受理。"
        return replace(finding, weight=Weight.ADVICE, remedy=remedy)
    return replace(finding, remedy=f"{finding.remedy}确需申报的，请在“申请理由”中说明。")


EXCUSABLE = frozenset(
    (
        Fault.DUPLICATES_UPPER,
        Fault.DUPLICATES_SAME_LEVEL,
        Fault.REVIVED,
        Fault.NAME_WITHOUT_REGION,
        Fault.PERIOD_TOO_SHORT,
        ApplicationFault.LATE,
    )
)
"""What documents say “一般” or “原则上” of, or what only likeness suggests: a person decides."""

HINTS = frozenset((Fault.PIGGYBACKS, Fault.HOST_KIND_MISSING, Fault.REGION_MISSING))
"""Nothing that the applicant could fill in, or words alone cannot prove."""

FIELD_OF: Mapping[str, str] = {
    "period_months": ApplicationField.PERIOD,
    "yearly_count": "year",
}
"""Where the form asks what a check of the item calls by another name."""

_ASK_ELSEWHERE = "请改由有权举办的党委、政府主办，本单位承办。"
REMEDIES: Mapping[str, str] = {
    Fault.HOST_NOT_ALLOWED: _ASK_ELSEWHERE,
    Fault.CHARGES_FEE: "请取消收费；费用由主办单位承担，在“经费来源”中写明。",
    Fault.COMPULSORY: "请改为自愿参加。",
    Fault.TIED_TO_BENEFITS: "请取消与经济利益的挂钩。",
    Fault.BURDENS_GRASSROOTS: "请取消加重负担的做法。",
    Fault.DEMANDS_MATCHING: "请取消配套要求。",
    Fault.TEMPORARY: "请改按常设项目申请设立。",
    Fault.PERIOD_TOO_SHORT: "请延长周期。",
    Fault.TOO_MANY_IN_YEAR: "请改报其他年度，或者先撤回本地区当年的另一项申请。",
    Fault.DUPLICATES_UPPER: "请不再单设，参加上级项目。",
    Fault.DUPLICATES_SAME_LEVEL: "请并入已有的项目。",
    Fault.REVIVED: "退出或者撤销后再申请同类项目，一般不予受理。",
    Fault.FEE_MISSING: "请填写是否收费。",
    Fault.COMPULSION_MISSING: "请填写是否强制参加。",
    Fault.BENEFIT_TIE_MISSING: "请填写是否与利益挂钩。",
    Fault.BURDEN_MISSING: "请填写是否加重基层和群众负担。",
    Fault.MATCHING_MISSING: "请填写是否要求下级配套。",
    Fault.PERIOD_MISSING: "请填写活动周期。",
    Fault.QUOTA_MISSING: "请填写集体或个人名额。",
    Fault.HOSTS_MISSING: "请填写主办单位。",
    Fault.HOST_KIND_MISSING: "请核对主办单位名称，用规范全称填写。",
    Fault.REGION_MISSING: "请核对申报单位所在地区。",
}
"""What to do next, where the register's answer speaks of an item that is already held."""
