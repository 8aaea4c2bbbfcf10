"""Drafting: a report is begun, its head and its officials' words are written. No figure is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from honours.campaigns.models import Campaign
from honours.directory.models import User
from honours.directory.permissions import require
from honours.directory.queries import name_on
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal
from honours.reports.models import OwnWords, Report
from honours.reports.prose.own_words import FIRST_WORDS
from honours.reports.prose.slots import refuse_faulty
from honours.reports.vocabulary import Part, ReportState, Rounding
from honours.typesetting.number import DocumentNumber
from honours.typesetting.proofreading import OVERRIDABLE
from honours.workflow.notes import note
from honours.workflow.operations import begin

TITLE = "关于落实清理规范评比达标表彰工作情况的报告"


@dataclass(frozen=True, slots=True)
class HeadDraft:
    """What an official sets at the head of a report."""

    title: str
    addressee: str
    cut_off_on: date
    number: str = ""
    rounding: Rounding = Rounding.HALF_UP


@transaction.atomic
def draft_report(
    campaign: Campaign,
    *,
    addressee: str,
    cut_off_on: date,
    by: User,
    rounding: Rounding = Rounding.HALF_UP,
) -> Report:
    """A new report on the campaign, with the first words of every part.

    Raises ``Refusal`` where the cut-off day lies before the campaign.
    """
    require(by, Role.EXAMINER, "起草情况报告", within=campaign.organization)
    refuse_cut_off(campaign, cut_off_on)
    report = begin(
        Report(
            organization=campaign.organization,
            campaign=campaign,
            title=f"{name_on(campaign.organization, cut_off_on)}{TITLE}",
            addressee=addressee,
            cut_off_on=cut_off_on,
            rounding=rounding,
        ),
        by=by,
    )
    OwnWords.objects.bulk_create(
        OwnWords(report=report, part=part, text=FIRST_WORDS[part]) for part in Part
    )
    return report


@transaction.atomic
def set_head(report: Report, head: HeadDraft, *, by: User) -> Report:
    """Title, addressee, number, cut-off day and rounding of a draft.

    Raises ``Refusal`` for a malformed or taken number, a cut-off day before the campaign, or a
    report that has left its draft.
    """
    draft = open_draft(report, by=by)
    refuse_cut_off(draft.campaign, head.cut_off_on)
    number = str(DocumentNumber.parse(head.number)) if head.number else ""
    if number and Report.objects.exclude(pk=draft.pk).filter(number=number).exists():
        raise Refusal(
            Finding(
                "number-taken",
                f"发文字号“{number}”已用于另一份报告。",
                remedy="请到文书登记处核对后另编顺序号。",
                field="number",
            )
        )
    draft.title, draft.addressee, draft.number = head.title, head.addressee, number
    draft.cut_off_on, draft.rounding = head.cut_off_on, head.rounding
    draft.save(update_fields=["title", "addressee", "number", "cut_off_on", "rounding"])
    note(draft, "head", by=by, number=number, cut_off_on=head.cut_off_on, rounding=head.rounding)
    return draft


@transaction.atomic
def write_words(report: Report, part: Part, text: str, *, by: User) -> OwnWords:
    """Put an official's own words into one part; they count as confirmed.

    Raises ``Refusal`` for a slot nobody knows or a figure typed by hand.
    """
    draft = open_draft(report, by=by)
    refuse_faulty(text)
    words, _ = OwnWords.objects.update_or_create(
        report=draft, part=part, defaults={"text": text.strip(), "is_confirmed": True}
    )
    note(draft, "write", by=by, part=part)
    return words


@transaction.atomic
def confirm_words(report: Report, *, by: User) -> Report:
    """Somebody has read every part and stands by it."""
    draft = open_draft(report, by=by)
    draft.own_words.update(is_confirmed=True)
    note(draft, "confirm_words", by=by)
    return draft


@transaction.atomic
def allow_findings(report: Report, reasons: Mapping[str, str], *, by: User) -> Report:
    """Let findings on the wording stand, each for a written reason; an empty one withdraws it.

    Raises ``Refusal`` for a finding that no reason can excuse.
    """
    draft = open_draft(report, by=by)
    inexcusable = sorted(set(reasons) - OVERRIDABLE)
    if inexcusable:
        raise Refusal(
            Finding(
                "finding-stands",
                "这一问题不能凭理由保留。",
                remedy="请按提示改正。",
                detail={"代码": "、".join(inexcusable)},
            )
        )
    given = {code: reason.strip() for code, reason in reasons.items()}
    kept = {**draft.allowances, **given}
    draft.allowances = {code: reason for code, reason in kept.items() if reason}
    draft.save(update_fields=["allowances"])
    note(draft, "allow", by=by, codes=sorted(draft.allowances))
    return draft


def open_draft(report: Report, *, by: User) -> Report:
    """The report, locked, while it may still be written in.

    Raises ``Refusal`` once it has been handed in; a signed one is only ever restated.
    """
    require(by, Role.EXAMINER, "修改情况报告", within=report.organization)
    draft = (
        Report.objects.select_for_update(of=("self",))
        .select_related("organization", "campaign__region", "campaign__basis", "restates")
        .get(pk=report.pk)
    )
    if draft.state == ReportState.SENT:
        raise Refusal(
            Finding(
                "report-frozen",
                "报告已经签发封存，不能再改。",
                remedy="数据有变化的，请出具更正报告。",
            )
        )
    if draft.state != ReportState.DRAFT:
        raise Refusal(
            Finding(
                "report-handed-in",
                f"报告已是“{draft.state_label}”，不能再改。",
                remedy="请由审签的领导退回拟稿后再改。",
            )
        )
    return draft


def refuse_cut_off(campaign: Campaign, cut_off_on: date) -> None:
    if cut_off_on < campaign.opens_on:
        raise Refusal(
            Finding(
                "cut-off-too-early",
                f"数据截止日期{cut_off_on}早于清理行动启动日期{campaign.opens_on}。",
                remedy="请填写启动之后的日期。",
                field="cut_off_on",
            )
        )
