"""A report as a document: as it stands now while it is drafted, as it was signed afterwards."""

from datetime import date
from hashlib import sha256

from honours.directory.queries import name_on
from honours.directory.vocabulary import Level
from honours.kernel.verdicts import Finding, Weight
from honours.reports.figures import FigureChange, FigureSheet, changes
from honours.reports.models import FrozenReport, Report
from honours.reports.prose.drafting import drafted, left_out, restated
from honours.reports.prose.paper import Head, SealWords, official_document
from honours.reports.prose.slots import Material
from honours.reports.queries.figures import figure_sheet, missed_target
from honours.reports.queries.reports import original_of, predecessor_of
from honours.reports.readings import papers
from honours.reports.vocabulary import FigureKey, Part, Rounding, Setting
from honours.typesetting.document import Block, OfficialDocument
from honours.typesetting.proofreading import proofread
from honours.typesetting.text import written_date

WHOLE_OF = {
    Level.NATION: "全国",
    Level.PROVINCE: "全省",
    Level.CITY: "全市",
    Level.COUNTY: "全县（区）",
    Level.TOWNSHIP: "全乡（镇）",
}


def frozen_of(report: Report) -> FrozenReport | None:
    """What was frozen when the report was signed; none while it is drafted. One query."""
    return FrozenReport.objects.filter(report=report).first()


def sheet_of(report: Report) -> FigureSheet:
    """The figures of the report: frozen ones, or those of this moment."""
    frozen = frozen_of(report)
    if frozen is not None:
        return FigureSheet.from_json(frozen.figures)
    return figure_sheet(report.campaign, report.cut_off_on, Rounding(report.rounding))


def document_of(report: Report, *, on: date, sheet: FigureSheet | None = None) -> OfficialDocument:
    """The document as it was signed; a draft as it would read if it were dated ``on``.

    ``sheet`` spares counting again where the figures are at hand.
    """
    frozen = frozen_of(report)
    if frozen is not None:
        return papers.from_json(frozen.document)
    return composed(report, sheet or sheet_of(report), on=on)


def composed(
    report: Report,
    sheet: FigureSheet,
    *,
    on: date,
    signer: str = "",
    seal: SealWords | None = None,
) -> OfficialDocument:
    """The document that the report's words and these figures make."""
    head = Head(
        issuer=name_on(report.organization, on),
        title=report.title,
        addressee=report.addressee,
        dated=on,
        number=report.number,
        signer=signer,
    )
    return official_document(head, _body(report, sheet), sheet, seal)


def own_words_of(report: Report) -> dict[Part, str]:
    """The officials' words, part by part."""
    return {Part(row.part): row.text for row in report.own_words.all()}


def changes_in(report: Report, sheet: FigureSheet) -> tuple[FigureChange, ...]:
    """What a correction corrects; nothing for an original."""
    before = predecessor_of(report)
    return changes(sheet_of(before), sheet) if before else ()


def reasons_of(report: Report) -> dict[FigureKey, str]:
    return {FigureKey(row.key): row.reason for row in report.reasons.all()}


def remarks_on(report: Report, document: OfficialDocument, sheet: FigureSheet) -> list[Finding]:
    """Everything to be seen to before the report is signed: wording, words, figures, reasons."""
    return [
        *proofread(document, report.allowances),
        *_missing_reasons(report, sheet),
        *_remarks_on_words(report, sheet),
        *(_advised(finding) for finding in missed_target(sheet, report.campaign)),
    ]


def digest_of(content: bytes) -> str:
    return sha256(content).hexdigest()


def _body(report: Report, sheet: FigureSheet) -> tuple[Block, ...]:
    material = Material(sheet, _settings(report))
    if report.restates is None:
        return drafted(material, own_words_of(report))
    return restated(material, changes_in(report, sheet), reasons_of(report))


def _settings(report: Report) -> dict[Setting, str]:
    original = original_of(report)
    number = f"（{original.number}）" if original.number else ""
    return {
        Setting.CUT_OFF: written_date(report.cut_off_on),
        Setting.YEAR: str(report.campaign.opens_on.year),
        Setting.WHOLE: WHOLE_OF[Level(report.campaign.region.level)],
        Setting.SUPERIOR: report.addressee.removeprefix("中共"),
        Setting.ORIGINAL: f"《{original.title}》{number}",
    }


def _missing_reasons(report: Report, sheet: FigureSheet) -> list[Finding]:
    if report.restates is None:
        return []
    changed, given = changes_in(report, sheet), reasons_of(report)
    if not changed:
        remedy = "数据没有变化的，不必更正。"
        return [Finding("nothing-restated", "现有数据与原报告相同。", remedy=remedy)]
    return [
        Finding(
            "restatement-reason-missing",
            f"“{change.key.label}”由{change.old.words or change.old.printed}"
            f"更正为{change.new.words or change.new.printed}，没有写明原因。",
            remedy="请在“更正原因”中逐项写明。",
            field=change.key.value,
        )
        for change in changed
        if not given.get(change.key)
    ]


def _remarks_on_words(report: Report, sheet: FigureSheet) -> list[Finding]:
    if report.restates is not None:
        return []
    rows = list(report.own_words.all())
    waiting = [Part(row.part).label for row in rows if not row.is_confirmed]
    omitted = left_out(Material(sheet, _settings(report)), own_words_of(report))
    remarks = [
        Finding(
            "sentence-left-out",
            f"“{sentence}”所引数据为零或者没有，未写入报告。",
            remedy="无须处理；不再需要的，可以删去。",
            weight=Weight.ADVICE,
        )
        for sentence in omitted
    ]
    if waiting:
        remarks.append(
            Finding(
                "words-unconfirmed",
                f"以下文字由范本带出，尚未经人核实：{'、'.join(waiting)}。",
                remedy="请逐段核实或者改写；送审即表示对全部文字负责。",
                weight=Weight.ADVICE,
            )
        )
    return remarks


def _advised(finding: Finding) -> Finding:
    """A missed target is said in the report; it is no reason not to report."""
    return Finding(finding.code, finding.message, finding.citation, finding.remedy, Weight.ADVICE)
