"""Whether a nomination is complete and agrees with itself: pure, entry by entry."""

import re
from collections.abc import Iterator

from honours.commendations.checks.nomination_facts import (
    NominationFacts,
    PersonFacts,
)
from honours.commendations.readings.entries import fields_for
from honours.commendations.readings.lengths import counted_signs
from honours.commendations.vocabulary import (
    OUT_OF_THE_RACE,
    Composition,
    EditionState,
    NominationState,
)
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Finding, Refusal, Weight
from honours.privacy.readings.identity_numbers import (
    IdentityNumber,
    advice_on,
    read_identity_number,
)
from honours.registry.readings.characters import canonical

_PRIVATE_NUMBERS = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|\d{17}[\dXx])(?!\d)")


def falls_in_time(facts: NominationFacts, rules: Rules) -> Iterator[Finding]:
    """Nominations are taken while the edition is open, and until its day."""
    del rules
    edition = facts.edition
    if edition.state is not EditionState.OPEN:
        yield Finding(
            "edition-not-open",
            f"“{edition.name}”现为“{edition.state.label}”，不接受推荐。",
            remedy="请在推荐期间办理。",
        )
    if edition.due_on is not None and facts.on > edition.due_on:
        yield Finding(
            "past-due",
            f"单位推荐已于{edition.due_on:%Y年%-m月%-d日}截止，逾期未报的视为放弃。",
            remedy="确有特殊原因的，请联系主办单位顺延截止日期。",
        )


def is_complete(facts: NominationFacts, rules: Rules) -> Iterator[Finding]:
    """Whatever the official form asks is answered, and could be read."""
    del rules
    yield from facts.unread
    unread = {finding.field for finding in facts.unread}
    fields = fields_for(facts.candidate.kind)
    for code in facts.missing:
        if code not in unread:
            yield Finding(
                "entry-missing",
                f"没有填写“{fields[code].label}”。",
                remedy="请补填。",
                field=code,
            )


def identity_agrees(facts: NominationFacts, rules: Rules) -> Iterator[Finding]:
    """The identity number is one, and says the birth and sex that the form says."""
    del rules
    for person in facts.persons:
        if person.identity_number:
            yield from _identity_findings(facts, person)
    numbers = [person.identity_number for person in facts.persons if person.identity_number]
    if len(set(numbers)) < len(numbers):
        yield Finding(
            "same-identity-twice",
            "夫妻二人填写了同一个身份证号。",
            remedy="请分别核对后填写。",
            field="spouse_identity_number",
        )


def composition_agrees(facts: NominationFacts, rules: Rules) -> Iterator[Finding]:
    """One person, a couple, or somebody who died: the entries say the same (R302, R212)."""
    del rules
    if not facts.is_person:
        return
    is_couple = facts.composition is Composition.COUPLE
    if is_couple != (len(facts.persons) > 1):
        yield Finding(
            "couple-incomplete" if is_couple else "second-person-unexpected",
            "推荐对象为夫妻，但没有填写配偶的情况。"
            if is_couple
            else "填写了配偶的情况，但推荐对象不是夫妻。",
            remedy="请补填或者清空配偶各栏，或者改选推荐对象。",
            field="spouse_name" if is_couple else "composition",
        )
    died = any(person.deceased_on for person in facts.persons)
    if died != (facts.composition is Composition.POSTHUMOUS):
        yield Finding(
            "death-and-composition-differ",
            "填写了逝世日期，但推荐对象不是追授。" if died else "推荐追授，但没有填写逝世日期。",
            remedy="请核对后改正。",
            field="composition" if died else "deceased_on",
        )


def title_follows_status(facts: NominationFacts, rules: Rules) -> Iterator[Finding]:
    """The title is that of the person's status: 先进工作者 or 劳动模范 (R283)."""
    del rules
    nature = facts.candidate.unit_nature
    if nature is None or facts.title.fits(nature):
        return
    fitting = [
        title.name
        for title in facts.edition.titles
        if title.kind == facts.title.kind and title.fits(nature)
    ]
    named = "、".join(f"“{name}”" for name in fitting)
    yield Finding(
        "title-does-not-fit",
        f"{nature.label}的人选不能授予“{facts.title.name}”。",
        remedy=f"应为{named}。" if fitting else "本届没有适用的称号，请核对单位性质。",
        field="unit_nature" if facts.is_person else "nature",
    )


def accounts_fit(facts: NominationFacts, rules: Rules) -> Iterator[Finding]:
    """Accounts keep to their length, and the brief one holds nothing private (R225, R226)."""
    del rules
    for code, label, text, longest in (
        ("account", "主要事迹", facts.account, facts.edition.account_length),
        ("brief", "简要事迹", facts.brief, facts.edition.brief_length),
    ):
        length = counted_signs(text)
        if length > longest:
            yield Finding(
                f"{code}-too-long",
                f"{label}{length}字，超过{longest}字（不计空格和换行）。",
                remedy=f"请压缩{length - longest}字。",
                field=code,
            )
    if _PRIVATE_NUMBERS.search(facts.brief):
        yield Finding(
            "brief-holds-private-numbers",
            "简要事迹里有身份证号或者手机号，公示时不能刊出。",
            remedy="请删去号码。",
            field="brief",
        )


def stands_alone(facts: NominationFacts, rules: Rules) -> Iterator[Finding]:
    """Nobody is put forward twice in one edition."""
    del rules
    for other in facts.encounters:
        if not other.is_same_edition or other.state in OUT_OF_THE_RACE:
            continue
        is_draft = other.state is NominationState.DRAFT
        named = f"（{other.other}）" if other.other else ""
        yield Finding(
            "put-forward-twice",
            f"本届另有一份推荐是同一{'人' if facts.is_person else '集体'}{named}"
            f"{'，尚在拟稿' if is_draft else ''}。",
            remedy="请与上级审核部门核对，只保留一份。",
            weight=Weight.ADVICE if is_draft else Weight.BLOCKING,
            field="identity_number" if facts.is_person else "collective_name",
        )


def tells_its_own_story(facts: NominationFacts, rules: Rules) -> Iterator[Finding]:
    """An account copied from another is looked at by a person."""
    del rules
    for other in facts.alike:
        when = "本届" if other.is_same_edition else "往届"
        share = f"{other.share:.0%}"
        yield Finding(
            "account-resembles-another",
            f"主要事迹与{other.other}相似（约{share}）。"
            if other.other
            else f"主要事迹与{when}另一份材料高度相似（约{share}），由审核部门核对。",
            remedy="请核对是否套用了他人材料。",
            weight=Weight.ADVICE,
            field="account",
        )


def is_as_handed_in(facts: NominationFacts, rules: Rules) -> Iterator[Finding]:
    """Nobody judges or honours what was changed past the system."""
    del rules
    if facts.is_altered:
        yield Finding(
            "altered-outside",
            "推荐材料与交送时记入审计簿的摘要不一致，可能在系统之外被改动过。",
            remedy="请停止办理，报安全审计员核查；查清以后退回推荐单位，逐栏核对，重新交送。",
        )


def signed_by_another(facts: NominationFacts, signer: str) -> Iterator[Finding]:
    """Whoever puts somebody forward is not that person (R237), told by the name alone.

    Accounts bear no identity number, and no entry that one might leave empty says whose they are:
    a namesake is held back too, and a colleague signs.
    """
    name = canonical(signer)
    if name and any(canonical(person.name) == name for person in facts.persons):
        yield Finding(
            "nominates-oneself",
            "推荐人与被推荐人同名，不能为自己办理推荐。",
            remedy="请由本单位其他同志填报；单位负责人为人选的，由副职或者上级单位签批。"
            "确系同名同姓的，也照此办理。",
        )


def _identity_findings(facts: NominationFacts, person: PersonFacts) -> Iterator[Finding]:
    code = f"{person.prefix}identity_number"
    try:
        identity = read_identity_number(person.identity_number, on=facts.on)
    except Refusal as refusal:
        yield from (_at(finding, code) for finding in refusal.findings)
        return
    yield from (_at(finding, code) for finding in advice_on(identity))
    yield from _disagreements(identity, person)


def _disagreements(identity: IdentityNumber, person: PersonFacts) -> Iterator[Finding]:
    if person.born and not identity.born_on.isoformat().startswith(person.born):
        yield Finding(
            "birth-and-identity-differ",
            f"{person.label}的出生年月与身份证号不一致。",
            remedy="请对照身份证和人事档案核对；以档案为准的，请附认定材料。",
            field=f"{person.prefix}born_on",
        )
    if person.gender is not None and person.gender.value != identity.sex.value:
        yield Finding(
            "gender-and-identity-differ",
            f"{person.label}的性别与身份证号不一致。",
            remedy="请对照身份证核对。",
            field=f"{person.prefix}gender",
        )


def _at(finding: Finding, code: str) -> Finding:
    return Finding(
        finding.code, finding.message, finding.citation, finding.remedy, finding.weight, code
    )
