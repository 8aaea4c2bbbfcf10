"""Whether somebody may be put forward at all: by the edition's terms and the rules of its day."""

from collections.abc import Iterator
from datetime import date

from honours.commendations.checks.nomination_facts import Encounter, HonourFact, NominationFacts
from honours.commendations.readings.values import NEVER, day_of
from honours.commendations.vocabulary import NominationState
from honours.directory.vocabulary import Level, OrganizationKind
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Citation, Finding, Weight
from honours.policies.catalogue import RuleKey
from honours.quotas.ratios.bars import judge_bars
from honours.quotas.vocabulary.people import Rank
from honours.quotas.vocabulary.ratios import RatioState
from honours.quotas.vocabulary.traits import ExemptionReason, Trait

_LEVELS = tuple(reversed(Level))
"""The lowest first."""
_COUNTY_AND_ABOVE = (Level.COUNTY, Level.CITY, Level.PROVINCE, Level.NATION)
_ASK_FIRST = "县处级", "企业负责人"


def served_long_enough(facts: NominationFacts, rules: Rules) -> Iterator[Finding]:
    """The years of service that the edition, or a rule in force, asks for (R202 to R204)."""
    if not facts.is_person:
        return
    asked = facts.edition.least_service_years
    rule = rules.get(RuleKey.SERVICE_YEARS_MIN)
    citation = None
    if rule is not None and (asked is None or rules.number(RuleKey.SERVICE_YEARS_MIN) > asked):
        asked, citation = int(rules.number(RuleKey.SERVICE_YEARS_MIN)), rule.citation
    years = facts.candidate.service_years
    if asked and years is not None and years < asked:
        yield Finding(
            "served-too-short",
            f"在本单位工作{years}年，本届要求{asked}年以上（含{asked}年）。",
            citation=citation,
            remedy="请核对工作年限，或者改报符合条件的人选。",
            field="service_years",
        )


def was_not_honoured_alike(facts: NominationFacts, rules: Rules) -> Iterator[Finding]:
    """Who holds the same honour is not put forward again without new merit (R205)."""
    rule = rules.get(RuleKey.SAME_HONOUR_NEW_MERIT_YEARS)
    citation, since = None, None
    if rule is not None:
        years = int(rules.number(RuleKey.SAME_HONOUR_NEW_MERIT_YEARS))
        citation, since = rule.citation, years_before(facts.on, years)
    for honour in facts.honours:
        if _is_same(facts, honour) and not (rule and honour.has_new_merit):
            yield _same_again(honour.title, honour.granted_on, citation, since)
    for other in facts.encounters:
        if other.is_same_honour and not _is_stated(facts, other):
            yield _same_again(other.title, other.granted_on, citation, since)


def was_not_honoured_higher(facts: NominationFacts, rules: Rules) -> Iterator[Finding]:
    """Who holds an honour of a province or higher gives way, unless there is new merit (R206)."""
    rule = rules.get(RuleKey.UPPER_HONOUR_NEW_MERIT_YEARS)
    if rule is None:
        return
    years = int(rules.number(RuleKey.UPPER_HONOUR_NEW_MERIT_YEARS))
    for honour in facts.honours:
        if honour.level in (Level.NATION, Level.PROVINCE) and not honour.has_new_merit:
            yield Finding(
                "honoured-higher-before",
                f"已获“{honour.title}”，一般不再参评；近{years}年有新的突出贡献的除外。",
                citation=rule.citation,
                remedy="有新的突出贡献的，请在“曾获荣誉”该行末注明“新贡献”，并写入主要事迹。",
                field="past_honours",
            )


def has_the_honour_it_builds_on(facts: NominationFacts, rules: Rules) -> Iterator[Finding]:
    """Where the edition or a rule builds on an honour of the level below (R207, R208)."""
    rule = rules.get(RuleKey.PRIOR_HONOUR_NEEDED)
    is_needed = facts.edition.requires_prior_honour or (
        rule is not None and rules.flag(RuleKey.PRIOR_HONOUR_NEEDED)
    )
    if not is_needed:
        return
    needed = _level_below(facts.edition.level)
    if not any(_LEVELS.index(honour.level) >= _LEVELS.index(needed) for honour in facts.honours):
        yield Finding(
            "prior-honour-missing",
            f"本届人选须有{needed.label}以上荣誉为基础，“曾获荣誉”中没有。",
            citation=rule.citation if rule else None,
            remedy="请补填已获荣誉，或者改报符合条件的人选。",
            field="past_honours",
        )


def is_clean(facts: NominationFacts, rules: Rules) -> Iterator[Finding]:
    """No breach of discipline or law in the last years (R210)."""
    rule = rules.get(RuleKey.CLEAN_YEARS)
    if rule is None:
        return
    years = int(rules.number(RuleKey.CLEAN_YEARS))
    stated = [
        (person.label, f"{person.prefix}breached_on", person.breached_on)
        for person in facts.persons
    ]
    if not facts.is_person:
        stated = [("本集体", "breached_on", facts.collective_breached_on)]
    for label, code, written in stated:
        day = day_of(written)
        if day is not None and day > years_before(facts.on, years):
            yield Finding(
                "breach-too-recent",
                f"{label}近{years}年内发生过违纪违法。",
                citation=rule.citation,
                remedy="请改报其他人选。",
                field=code,
            )
        elif day is None and written != NEVER:
            yield Finding(
                "breach-unknown",
                f"没有填写{label}近{years}年有无违纪违法。",
                citation=rule.citation,
                remedy="请填写最近一次的时间，没有的写“无”。",
                weight=Weight.MISSING,
                field=code,
            )


def is_not_excluded(facts: NominationFacts, rules: Rules) -> Iterator[Finding]:
    """Who is not taken into account at all (R212)."""
    rule = rules.get(RuleKey.EXCLUDED_PERSONS)
    if rule is None or not facts.is_person:
        return
    traits = {trait.label for trait in Trait if trait in (facts.candidate.tags or ())}
    if any(person.deceased_on for person in facts.persons):
        traits.add(Trait.DECEASED.label)
    for label in sorted(traits & rules.words(RuleKey.EXCLUDED_PERSONS)):
        yield Finding(
            "person-excluded",
            f"{label}不参加评选。",
            citation=rule.citation,
            remedy="请改报其他人选。",
            field="tags",
        )


def is_no_party_committee_or_government(facts: NominationFacts, rules: Rules) -> Iterator[Finding]:
    """Party committees and governments of counties and above are no collectives (R141)."""
    rule = rules.get(RuleKey.EXCLUDED_COLLECTIVES)
    if rule is None or facts.is_person:
        return
    label = Trait.PARTY_OR_GOVERNMENT.label
    is_ticked = Trait.PARTY_OR_GOVERNMENT in (facts.candidate.tags or ())
    stands_so = facts.unit is not None and (
        facts.unit.kind in (OrganizationKind.PARTY, OrganizationKind.GOVERNMENT)
        and facts.unit.level in _COUNTY_AND_ABOVE
    )
    if (is_ticked or stands_so) and label in rules.words(RuleKey.EXCLUDED_COLLECTIVES):
        yield Finding(
            "collective-excluded",
            f"{label}不作为集体参加评选。",
            citation=rule.citation,
            remedy="请改报基层单位。",
            field="collective_name",
        )


def was_agreed_first(facts: NominationFacts, rules: Rules) -> Iterator[Finding]:
    """Some are put forward only with the written consent of the selecting office (R219)."""
    rule = rules.get(RuleKey.CONSENT_BEFOREHAND)
    if rule is None or not facts.is_person:
        return
    candidate = facts.candidate
    is_division = candidate.rank in (Rank.DEPUTY_DIVISION, Rank.DIVISION)
    asked = {
        word
        for word, is_so in zip(
            _ASK_FIRST, (is_division, candidate.is_enterprise_head), strict=True
        )
        if is_so and word in rules.words(RuleKey.CONSENT_BEFOREHAND)
    }
    agreed = facts.exemption == ExemptionReason.CONSENT and facts.exemption_proof.strip()
    if asked and not agreed:
        yield Finding(
            "not-agreed-beforehand",
            f"推荐{'、'.join(sorted(asked))}人员，须事先征得评选办公室同意。",
            citation=rule.citation,
            remedy=f"请在豁免情形中选“{ExemptionReason.CONSENT.label}”，并写明同意的文件。",
            field="exemption",
        )


def is_not_barred(facts: NominationFacts, rules: Rules) -> Iterator[Finding]:
    """The bars of the edition: ranks and others that are not put forward (R140, R143, R211)."""
    del rules
    for standing in judge_bars((facts.candidate,), facts.edition.bars):
        if standing.state is RatioState.MET:
            continue
        bar = standing.bar
        is_unknown = standing.state is RatioState.UNKNOWN
        strict = Weight.MISSING if is_unknown else Weight.BLOCKING
        yield Finding(
            f"barred-{bar.code}",
            f"“{bar.name}”：{'缺数据，无法判断是否属于' if is_unknown else '属于'}"
            f"{bar.barred.describe()}。",
            citation=bar.citation,
            remedy="请补填有关各栏。"
            if is_unknown
            else "请改报其他人选；属于豁免情形的须附证明。",
            weight=Weight.ADVICE if bar.is_soft else strict,
        )


def years_before(day: date, years: int) -> date:
    """The same day so many years earlier; a 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _is_same(facts: NominationFacts, honour: HonourFact) -> bool:
    return honour.level is facts.edition.level and any(
        title.name in honour.title for title in facts.edition.titles
    )


def _is_stated(facts: NominationFacts, other: Encounter) -> bool:
    """Whether the form names this honour itself, so that it is not told twice."""
    return other.state is not NominationState.COMMENDED or any(
        _is_same(facts, honour) and honour.granted_on.year == (other.granted_on or facts.on).year
        for honour in facts.honours
    )


def _same_again(
    title: str, granted_on: date | None, citation: Citation | None, since: date | None
) -> Finding:
    when = f"{granted_on:%Y年%-m月}" if granted_on else "此前"
    span = f"{since:%Y年%-m月}以来有" if since else "有"
    return Finding(
        "honoured-alike-before",
        f"{when}已获同一称号“{title}”，原则上不再参评。",
        citation=citation,
        remedy=f"{span}新的突出贡献的，请在“曾获荣誉”该行末注明“新贡献”，并写入主要事迹。",
        weight=Weight.BLOCKING if citation else Weight.ADVICE,
        field="past_honours",
    )


def _level_below(level: Level) -> Level:
    place = _LEVELS.index(level)
    return _LEVELS[max(place - 1, 0)]
