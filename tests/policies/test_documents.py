"""Documents: registered, issued, repealed, sent and signed for; nothing classified, ever."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from honours.audit.models import Entry
from honours.directory.permissions import mandate_of
from honours.directory.vocabulary import Level, Role
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Refusal
from honours.policies.catalogue import RuleKey
from honours.policies.checks import (
    DocumentFacts,
    has_a_proper_number,
    has_clauses,
    is_not_classified,
)
from honours.policies.models import Document, RuleEntry
from honours.policies.operations.documents import (
    issue_document,
    register_document,
    repeal_document,
    revise_document,
)
from honours.policies.operations.rulebook import import_rulebooks
from honours.policies.queries import (
    documents_visible_to,
    force_of,
    in_force_on,
    rules_in_force,
)
from honours.policies.readings.clauses import ClauseLine, clauses_written
from honours.policies.vocabulary import DocumentKind, DocumentState, Force, LinkKind, Secrecy
from tests.factories import official
from tests.policies.conftest import LEAD
from tests.policies.samples import draft, rulebook

NO_RULES = Rules.on_day(date(2010, 6, 1), ())


def _codes(refused):
    return [finding.code for finding in refused.value.findings]


def test_a_registered_document_is_a_draft_with_its_clauses(registered):
    assert (registered.state, str(registered)) == (DocumentState.DRAFT, "巴人公〔2010〕10号")
    rows = registered.clauses.order_by("pk").values_list("number", "enforcement", "human_step")
    assert list(rows) == [("一", "nobody", ""), ("二", "human_step", "审核岗位催报")]
    assert Entry.objects.filter(subject=registered.subject()).count() == 1


def test_links_are_kept_both_ways(here, examiner, registered):
    later = draft(number="巴人公〔2011〕2号", links=[(LinkKind.AMENDS, registered)])
    made = register_document(later, organization=here[LEAD], by=examiner)
    assert [link.kind for link in registered.linked_by.all()] == ["amends"]
    assert made.links.get().other == registered


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"number": "巴人公[2010]10号"}, "document-number-brackets"),
        ({"number": "巴人公（2010）10号"}, "document-number-brackets"),
        ({"number": "巴人公【2010】10号"}, "document-number-brackets"),
        ({"number": "巴清联办〔〕5号"}, "document-number-year"),
        ({"number": "巴清联办〔2010〕05号"}, "document-number-zero-padded"),
        ({"secrecy": Secrecy.SECRET}, "document-classified"),
        ({"text": "机密★5年\n正文如下"}, "document-classified"),
        ({"effective_on": date(2010, 2, 1)}, "document-effective-before-issued"),
    ],
)
def test_what_may_not_stand_here_is_refused_with_what_to_do(here, examiner, changes, code):
    with pytest.raises(Refusal) as refused:
        register_document(draft(**changes), organization=here[LEAD], by=examiner)
    assert code in _codes(refused)
    assert all(finding.remedy for finding in refused.value.findings)
    assert not Document.objects.exists()


@pytest.mark.parametrize("number", ["巴人公〔2010〕10号", ""])
def test_a_document_is_registered_once(here, examiner, number):
    register_document(draft(number=number), organization=here[LEAD], by=examiner)
    with pytest.raises(Refusal, match="已经入库") as refused:
        register_document(draft(number=number), organization=here[LEAD], by=examiner)
    assert _codes(refused) == ["document-known"]


def test_a_draft_is_written_anew_until_it_is_issued(registered, examiner, leader):
    changed = draft(number="巴人公〔2010〕13号", clauses=(ClauseLine("一", "逐一登记。"),))
    revised = revise_document(registered, changed, by=examiner)
    assert (str(revised), revised.clauses.get().text) == ("巴人公〔2010〕13号", "逐一登记。")
    assert revise_document(revised, changed, by=examiner).number == "巴人公〔2010〕13号"
    with pytest.raises(Refusal, match="六角括号"):
        revise_document(revised, draft(number="巴人公[2010]13号"), by=examiner)
    with pytest.raises(PermissionDenied):
        revise_document(revised, changed, by=leader)
    issue_document(revised, by=leader)
    with pytest.raises(Refusal, match="不是草稿，不能修改"):
        revise_document(revised, changed, by=examiner)


def test_only_an_examiner_registers(here, clerk):
    with pytest.raises(PermissionDenied, match="须由管辖“巴中市教育局”的审核岗位办理"):
        register_document(draft(), organization=here["巴中市教育局"], by=clerk)


@pytest.mark.parametrize(
    "facts",
    [
        DocumentFacts("", "某通知", "", Secrecy.TOP_SECRET.value),
        DocumentFacts("", "绝密★某通知", ""),
        DocumentFacts("", "某通知", "正文\n密级：秘密\n"),
        DocumentFacts("", "某通知", "　　秘密\n正文"),
        DocumentFacts("", "某通知", "机密 ☆ 10年"),
    ],
)
def test_every_marking_of_secrecy_is_seen(facts):
    (finding,) = is_not_classified(facts, NO_RULES)
    assert finding.code == "document-classified"
    assert "不收任何涉密文件" in finding.message


@pytest.mark.parametrize("text", ["保守国家秘密是公民义务。", "商业秘密另行规定", "涉密可不公示"])
def test_a_text_may_speak_of_secrets(text):
    assert not list(is_not_classified(DocumentFacts("", "保密工作先进集体", text), NO_RULES))


def test_a_document_without_number_needs_none():
    assert not list(has_a_proper_number(DocumentFacts("", "某法", ""), NO_RULES))


def test_a_document_without_clauses_cannot_be_issued(here, examiner, leader):
    made = register_document(draft(clauses=()), organization=here[LEAD], by=examiner)
    with pytest.raises(Refusal) as refused:
        issue_document(made, by=leader)
    assert _codes(refused) == ["document-without-clauses"]
    assert not list(has_clauses(DocumentFacts("", "某法", "", clauses=1), NO_RULES))


def test_the_leader_issues_and_nobody_else(registered, leader, examiner):
    with pytest.raises(PermissionDenied):
        issue_document(registered, by=examiner)
    assert issue_document(registered, by=leader).state == DocumentState.ISSUED


def test_whoever_registered_does_not_issue(here, examiner, registered):
    appointed = official(here, Role.LEADER_IN_CHARGE, LEAD, jurisdiction="巴中市", username="two")
    examiner.posts.create(
        organization=here[LEAD],
        jurisdiction=here["巴中市"],
        role=Role.LEADER_IN_CHARGE,
        since=date(2009, 1, 1),
    )
    with pytest.raises(Refusal, match="不能再由您办理“印发”"):
        issue_document(registered, by=examiner)
    assert issue_document(registered, by=appointed).state == DocumentState.ISSUED


def test_repeal_ends_the_document_and_every_value_on_its_clauses(issued, leader):
    clause = issued.clauses.first()
    common = {"place": "5119", "clause": clause, "since": date(2010, 3, 1)}
    RuleEntry.objects.create(key=RuleKey.REDUCTION_TARGET_MIN, value="0.70", **common)
    RuleEntry.objects.create(
        key=RuleKey.FEE_ALLOWED, value=False, until=date(2010, 12, 31), **common
    )
    repeal_document(issued, on=date(2012, 1, 1), reason="另有新规定。", by=leader)
    assert issued.state == DocumentState.REPEALED
    before, after = (rules_in_force(day, "5119") for day in (date(2011, 12, 31), date(2012, 1, 1)))
    assert before.number(RuleKey.REDUCTION_TARGET_MIN) == Decimal("0.70")
    assert RuleKey.REDUCTION_TARGET_MIN not in after
    assert RuleEntry.objects.count() == 3, "what had run out by itself needs no ending"
    told = Entry.objects.get(verb="policies.document.end_values")
    assert told.detail["keys"] == ["reduction_target_min"]


def test_repeal_leaves_values_that_another_document_has_outdone(issued, leader):
    RuleEntry.objects.create(
        key=RuleKey.REDUCTION_TARGET_MIN,
        value="0.70",
        place="5119",
        clause=issued.clauses.first(),
        since=date(2010, 3, 1),
    )
    rule = '{key: reduction_target_min, value: "0.80", confidence: 见转述}'
    import_rulebooks([rulebook(rule=rule, issued_on="2011-01-01")], by="tester")
    repeal_document(issued, on=date(2012, 1, 1), reason="另有新规定。", by=leader)
    rules = rules_in_force(date(2013, 1, 1), "5119")
    assert rules.number(RuleKey.REDUCTION_TARGET_MIN) == Decimal("0.80")


def test_repeal_needs_a_reason_and_a_day_after_the_first(issued, leader):
    with pytest.raises(Refusal, match="须写明理由"):
        repeal_document(issued, on=date(2012, 1, 1), reason=" ", by=leader)
    with pytest.raises(Refusal, match="不晚于文件的施行日期2010-03-01"):
        repeal_document(issued, on=date(2010, 3, 1), reason="写错了。", by=leader)
    assert Document.objects.get().repealed_on is None


def test_what_came_from_a_file_is_nobodys_to_move(leader):
    import_rulebooks([rulebook()], by="tester")
    shipped = Document.objects.get()
    with pytest.raises(Refusal, match="由规则文件导入"):
        repeal_document(shipped, on=date(2012, 1, 1), reason="某", by=leader)
    with pytest.raises(Refusal, match="由规则文件导入"):
        issue_document(shipped, by=leader)


@pytest.mark.parametrize(
    ("dates", "state", "force"),
    [
        ((date(2010, 3, 1), None, None), DocumentState.ISSUED, Force.IN_FORCE),
        ((date(2010, 3, 1), date(2010, 9, 1), None), DocumentState.ISSUED, Force.NOT_YET),
        ((date(2009, 3, 1), None, date(2010, 6, 1)), DocumentState.ISSUED, Force.ENDED),
        ((date(2009, 3, 1), None, date(2010, 6, 2)), DocumentState.REPEALED, Force.IN_FORCE),
        ((None, None, None), DocumentState.ISSUED, Force.UNKNOWN),
        ((date(2010, 3, 1), None, None), DocumentState.DRAFT, Force.NOT_YET),
    ],
)
def test_force_is_read_from_the_days_and_lists_agree(db, dates, state, force):
    issued_on, effective_on, repealed_on = dates
    document = Document.objects.create(
        title="某通知",
        issuer="某办",
        level=Level.CITY,
        kind=DocumentKind.OWN_DOCUMENT,
        issued_on=issued_on,
        effective_on=effective_on,
        repealed_on=repealed_on,
        state=state,
    )
    day = date(2010, 6, 1)
    assert force_of(document, day) is force
    assert Document.objects.filter(in_force_on(day)).exists() is (force is Force.IN_FORCE)


def test_drafts_show_only_to_those_whose_posts_reach_the_unit(here, registered, examiner, clerk):
    far = official(here, Role.EXAMINER, "通江县教育局", username="far")
    assert registered in documents_visible_to(mandate_of(examiner))
    assert registered not in documents_visible_to(mandate_of(far))
    assert registered not in documents_visible_to(mandate_of(clerk))


def test_clauses_are_typed_one_a_line():
    text = "一｜逐一登记。\n\n二（三）|无论什么项目均填表上报。|审核岗位催报\n三\t一律暂停办理。"
    assert clauses_written(text) == (
        ClauseLine("一", "逐一登记。"),
        ClauseLine("二（三）", "无论什么项目均填表上报。", "审核岗位催报"),
        ClauseLine("三", "一律暂停办理。"),
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("逐一登记。", "条款第1行：应写作“条款号｜内容”"),
        ("一｜", "应写作"),
        ("一｜甲｜乙｜丙", "应写作"),
        ("一｜甲\n一｜乙", "条款第2行：条款“一”写了两次"),
        (f"{'长' * 61}｜甲", "条款号不超过60字"),
    ],
)
def test_a_line_that_is_no_clause_is_named(text, says):
    with pytest.raises(Refusal, match=says):
        clauses_written(text)
