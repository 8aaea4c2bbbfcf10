"""What has to happen around a nomination: the vote, the papers, the nominee's consent. Pure."""

from collections.abc import Iterator

from honours.commendations.checks.nomination_facts import NominationFacts, VoteFacts
from honours.commendations.readings.entries import fields_for
from honours.commendations.vocabulary import PaperKind, VoteKind
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Finding, Weight
from honours.policies.catalogue import RuleKey
from honours.quotas.vocabulary.people import ENTERPRISE_STAFF, FARMING_PEOPLE, UnitNature

_VOTE_FIELDS = (
    ("vote_kind", "kind"),
    ("held_on", "held_on"),
    ("eligible", "eligible"),
    ("present", "present"),
    ("in_favour", "in_favour"),
)
_MEETINGS = {
    UnitNature.VILLAGE_OR_COMMUNITY: (VoteKind.VILLAGERS, VoteKind.RESIDENTS),
}


def vote_was_held(facts: NominationFacts, rules: Rules) -> Iterator[Finding]:
    """Who works there was asked, and the numbers of the vote agree (R217, R218)."""
    del rules
    vote = facts.vote or VoteFacts()
    missing = [code for code, name in _VOTE_FIELDS if getattr(vote, name) is None]
    if facts.edition.requires_vote:
        for code in missing:
            label = fields_for(facts.candidate.kind)[code].label
            yield Finding(
                "vote-missing",
                f"本届人选须经职工（代表）大会等民主推荐，没有填写“{label}”。",
                remedy="请补填民主推荐的情况。",
                field=code,
            )
    if facts.vote is None and not facts.edition.requires_vote:
        return
    yield from _vote_numbers(vote)
    if vote.held_on is not None and vote.held_on > facts.on:
        yield Finding(
            "vote-still-to-come", "民主推荐的日期还没有到。", remedy="请核对。", field="held_on"
        )
    if vote.leadership_met_on is None:
        yield Finding(
            "leadership-meeting-missing",
            "没有填写领导班子集体研究的日期。",
            remedy="请在“民主推荐”一栏补填；尚未研究的，集体研究以后再送审。",
            weight=Weight.MISSING,
            field="leadership_met_on",
        )
    yield from _vote_advice(facts, vote)


def papers_are_there(facts: NominationFacts, rules: Rules) -> Iterator[Finding]:
    """Photograph, proof of an exemption, and what a farmer has to hand in (R227, R233)."""
    if facts.is_person and PaperKind.PHOTO not in facts.papers:
        yield Finding(
            "photo-missing",
            "还没有上传本人照片。",
            remedy="请在“照片和材料”中上传二寸正面免冠彩色照片。",
            weight=Weight.MISSING,
            field=PaperKind.PHOTO,
        )
    if len(facts.persons) > 1 and PaperKind.SPOUSE_PHOTO not in facts.papers:
        yield Finding(
            "spouse-photo-missing",
            "还没有上传配偶照片，夫妻（家庭）须两人各交一张。",
            remedy="请在“照片和材料”中上传配偶的二寸正面免冠彩色照片。",
            weight=Weight.MISSING,
            field=PaperKind.SPOUSE_PHOTO,
        )
    if facts.exemption and not facts.exemption_proof.strip():
        yield Finding(
            "exemption-unproven",
            "选了豁免情形，但没有写明证明文件。",
            remedy="请写明证明文件的名称和文号，或者清空豁免情形。",
            field="exemption_proof",
        )
    rule = rules.get(RuleKey.FARMER_PAPERS)
    is_farmer = facts.candidate.identity in FARMING_PEOPLE
    if rule is not None and is_farmer and PaperKind.HOUSEHOLD not in facts.papers:
        yield Finding(
            "farmer-papers-missing",
            f"推荐对象为农民的，须附{'、'.join(sorted(rules.words(RuleKey.FARMER_PAPERS)))}。",
            citation=rule.citation,
            remedy="请在“照片和材料”中上传户主页和本人页。",
            weight=Weight.MISSING,
            field=PaperKind.HOUSEHOLD,
        )


def consent_stands(facts: NominationFacts, rules: Rules) -> Iterator[Finding]:
    """Nothing of a person is published without separate consent (个人信息保护法第二十五条)."""
    del rules
    if facts.consent_withdrawn_on is not None:
        yield Finding(
            "consent-withdrawn",
            f"本人已于{facts.consent_withdrawn_on:%Y年%-m月%-d日}撤回公示同意。",
            remedy="撤回以后不得公示；请与本人沟通，本人仍不同意的，撤回推荐或者取消资格。",
            weight=Weight.MISSING,
            field="consent_given_on",
        )
    elif facts.consent_given_on is None and facts.is_person:
        yield Finding(
            "consent-missing",
            "还没有本人同意公示的记录，没有同意不能送审和公示。",
            remedy="请本人阅读同意书并签字，在“公示同意”一栏填写日期。",
            weight=Weight.MISSING,
            field="consent_given_on",
        )


def may_be_published(facts: NominationFacts) -> Iterator[Finding]:
    """For a notice: without consent that stands, nothing is published."""
    if facts.is_person and (facts.consent_given_on is None or facts.consent_withdrawn_on):
        yield Finding(
            "publication-without-consent",
            "没有本人有效的公示同意，不能公示。",
            remedy="请先取得本人签字的公示同意书，并在推荐材料中登记。",
        )


def _vote_numbers(vote: VoteFacts) -> Iterator[Finding]:
    if None not in (vote.present, vote.eligible) and (vote.present or 0) > (vote.eligible or 0):
        yield Finding(
            "more-present-than-eligible",
            f"实到{vote.present}人，多于应到{vote.eligible}人。",
            remedy="请核对。",
            field="present",
        )
    cast = sum(number or 0 for number in (vote.in_favour, vote.against, vote.abstained))
    if vote.present is not None and cast > vote.present:
        yield Finding(
            "more-votes-than-present",
            f"赞成、反对、弃权共{cast}票，多于实到{vote.present}人。",
            remedy="请核对。",
            field="in_favour",
        )


def _vote_advice(facts: NominationFacts, vote: VoteFacts) -> Iterator[Finding]:
    """No rule that we hold says how many are enough; half is only what people expect."""
    if vote.eligible and vote.present is not None and vote.present * 2 < vote.eligible:
        yield Finding(
            "low-turnout",
            f"实到{vote.present}人，不足应到{vote.eligible}人的一半。",
            remedy="请说明情况。",
            weight=Weight.ADVICE,
            field="present",
        )
    if vote.present and vote.in_favour is not None and vote.in_favour * 2 <= vote.present:
        yield Finding(
            "no-majority",
            f"赞成{vote.in_favour}票，没有过实到{vote.present}人的半数。",
            remedy="请说明为何仍予推荐。",
            weight=Weight.ADVICE,
            field="in_favour",
        )
    nature, identity = facts.candidate.unit_nature, facts.candidate.identity
    expected = _MEETINGS.get(nature) if nature else None
    if identity in ENTERPRISE_STAFF:
        expected = (VoteKind.STAFF_CONGRESS, VoteKind.STAFF_MEETING)
    if expected and vote.kind and vote.kind not in expected:
        yield Finding(
            "unusual-meeting",
            f"这类人选一般经{'或者'.join(kind.label for kind in expected)}推荐。",
            remedy="请核对推荐会议。",
            weight=Weight.ADVICE,
            field="vote_kind",
        )
