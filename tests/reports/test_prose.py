"""Prose: sentences filled from figures. Same figures, same words; no arithmetic anywhere."""

import ast
from pathlib import Path

import pytest
import yaml

from honours.kernel.verdicts import Refusal
from honours.reports.figures import changes
from honours.reports.prose.drafting import drafted, left_out, restated
from honours.reports.prose.own_words import FIRST_WORDS
from honours.reports.prose.paper import Head, SealWords, official_document
from honours.reports.prose.sentences import ORDER, RESTATED
from honours.reports.prose.slots import faults_in_words, quoted_in, refuse_faulty, sentences_of
from honours.reports.readings.papers import as_json, from_json
from honours.reports.vocabulary import FigureKey, Part
from honours.typesetting.composition import compose
from honours.typesetting.layout import check_layout
from honours.typesetting.proofreading import proofread
from honours.typesetting.render import render
from tests.reports.sheets import SEED, material

CASES = yaml.safe_load(Path("tests/reports/cases/prose.yaml").read_text(encoding="utf-8"))
PROSE = sorted(Path("honours/reports/prose").glob("*.py"))
COUNTING = {"sum", "len", "round", "int", "float", "abs", "max", "min", "Decimal", "divmod", "pow"}
HEAD = Head(
    "巴中市人力资源和社会保障局",
    "巴中市人力资源和社会保障局关于落实清理规范评比达标表彰工作情况的报告",
    "中共巴中市委",
    material().sheet.cut_off,
    "巴人社发〔2010〕12号",
    "张明",
)


def text_of(blocks) -> str:
    page = compose(official_document(HEAD, blocks, material().sheet))
    lines = (
        passage.label + passage.heading + "".join(piece.text for piece in passage.pieces)
        for passage in page.passages
    )
    return "\n".join(lines)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_sentences_say_what_the_figures_are(case):
    given = case.get("words")
    words = (
        {Part.from_label(label): text for label, text in given.items()} if given else FIRST_WORDS
    )
    target = case.get("target", "0.7")

    written = text_of(drafted(material(case["figures"], target=target), words))

    for sentence in case.get("says", []):
        assert sentence in written
    for sentence in case.get("omits", []):
        assert sentence not in written


def test_the_report_of_the_seed_reads_as_kept():
    kept = Path("tests/reports/cases/seed_report.txt").read_text(encoding="utf-8")

    assert text_of(drafted(material(), FIRST_WORDS)) == kept.rstrip("\n")


def test_same_figures_same_words():
    assert drafted(material(), FIRST_WORDS) == drafted(material(), FIRST_WORDS)


def test_other_figures_change_no_word_but_the_figures():
    one, other = (
        drafted(material({**SEED, "填报事项": filed}), FIRST_WORDS) for filed in (75, 76)
    )

    assert text_of(one).replace("75项", "76项") == text_of(other)


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.stem)
def test_prose_computes_nothing(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))

    sums = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.BinOp | ast.AugAssign | ast.UnaryOp)
        and not isinstance(node.op, ast.BitOr | ast.Not)
    ]
    calls = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in COUNTING
    ]
    assert (sums, calls) == ([], [])


def test_every_slot_of_every_shipped_sentence_is_known():
    texts = [*FIRST_WORDS.values(), *RESTATED]
    for place in ORDER:
        for sentence in place.sentences:
            texts += [sentence.text.replace("{列举}", ""), sentence.instead, *sentence.listed]

    assert [fault for text in texts for fault in faults_in_words(text)] == []


def test_every_part_has_its_place_and_its_first_words():
    assert {place.part for place in ORDER if place.part} == set(Part) == set(FIRST_WORDS)


def test_every_figure_but_a_few_is_quoted_somewhere():
    quoted = {
        key
        for place in ORDER
        for sentence in place.sentences
        for text in (sentence.text, *sentence.listed)
        for key in quoted_in(text)
    }

    assert set(FigureKey) - quoted == {FigureKey.FORWARDED}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("共填报{报填事项}。", "slot-unknown"),
        ("共填报{填报事项。", "slot-open"),
        ("减幅达到70%以上。", "figure-typed"),
        ("共填报75项。", "figure-typed"),
        ("共填报７５ 项。", "figure-typed"),
    ],
)
def test_own_words_take_no_unknown_slot_and_no_typed_figure(text, code):
    with pytest.raises(Refusal) as refusal:
        refuse_faulty(text)

    assert [finding.code for finding in refusal.value.findings] == [code]


def test_years_numbers_of_documents_and_ordinals_may_be_typed():
    refuse_faulty("2010年3月，印发巴人公〔2010〕10号文件，召开2次会议。")


def test_a_sentence_without_its_figure_is_left_out_and_named():
    words = {Part.AHEAD: "合并{合并事项}。今后继续努力！"}

    assert left_out(material(), words) == ("合并{合并事项}。",)
    assert "合并" not in text_of(drafted(material(), words)).split("不足")[-1]
    assert sentences_of("一。二！三") == ["一。", "二！", "三"]


def test_the_document_can_be_set_and_proofread_without_a_fault():
    document = official_document(
        HEAD,
        drafted(material(), FIRST_WORDS),
        material().sheet,
        SealWords("a" * 64, "9", "b" * 64),
    )

    assert check_layout(render(document)) == []
    assert proofread(document) == ()


def test_a_document_survives_storage_byte_for_byte():
    changed = changes(material().sheet, material({**SEED, "撤销事项": 9}).sheet)
    blocks = (
        *drafted(material(), FIRST_WORDS),
        *restated(material(), changed, {FigureKey.REVOKED: "补登。"}),
    )
    document = official_document(HEAD, blocks, material().sheet)

    again = from_json(as_json(document))

    assert again == document
    assert render(again) == render(document)


def test_a_draft_survives_storage_without_number_or_signer():
    draft = official_document(
        Head(HEAD.issuer, HEAD.title, HEAD.addressee, HEAD.dated),
        drafted(material(), FIRST_WORDS),
        material().sheet,
    )

    assert from_json(as_json(draft)).number is None


def test_a_correction_shows_old_new_and_why():
    changed = changes(material().sheet, material({**SEED, "撤销事项": 9}).sheet)

    *paragraphs, table = restated(material(), changed, {FigureKey.REVOKED: "补登两项决定。"})

    assert "巴人社发〔2010〕12号" in "".join(run.text for run in paragraphs[0].runs)
    assert table.rows[0] == ("撤销事项", "7项", "9项", "补登两项决定。")
