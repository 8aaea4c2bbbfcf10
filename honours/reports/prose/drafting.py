"""From figures and words to the blocks of the report. Same figures, same words."""

from collections.abc import Iterator, Mapping

from honours.reports.figures import FigureChange, FigureSheet
from honours.reports.prose.sentences import ORDER, RESTATED, Only, Place, Sentence
from honours.reports.prose.slots import Material, sentences_of, woven
from honours.reports.vocabulary import FigureKey, Part
from honours.typesetting.document import Block, Column, Heading, Paragraph, Run, Table
from honours.typesetting.vocabulary import Alignment

LISTED = "{列举}"
JUDGED = {None: Only.TARGET_UNJUDGED, True: Only.TARGET_MET, False: Only.TARGET_MISSED}


def drafted(material: Material, own_words: Mapping[Part, str]) -> tuple[Block, ...]:
    """The body of a report. Headings with nothing under them are left out with their number."""
    blocks: list[Block] = []
    for place in ORDER:
        runs = tuple(_runs(place, material, own_words))
        if place.level and (runs or place.level == 1):
            blocks.append(Heading(place.level, place.label, runs))
        elif runs:
            blocks.append(Paragraph(runs))
    return tuple(blocks)


def restated(
    material: Material, changed: tuple[FigureChange, ...], reasons: Mapping[FigureKey, str]
) -> tuple[Block, ...]:
    """The body of a correction: what was said, what is so, and why."""
    opening = (woven(text, material) or () for text in RESTATED)
    rows = tuple(
        (
            change.key.label,
            change.old.words or change.old.printed,
            change.new.words or change.new.printed,
            reasons.get(change.key, ""),
        )
        for change in changed
    )
    columns = (
        Column("数据", 4),
        Column("原报告", 3, Alignment.RIGHT),
        Column("更正为", 3, Alignment.RIGHT),
        Column("更正原因", 6),
    )
    return (*(Paragraph(runs) for runs in opening if runs), Table(columns, rows, "数据更正表"))


def left_out(material: Material, own_words: Mapping[Part, str]) -> tuple[str, ...]:
    """The own sentences that do not stand in the report, since a figure in them is nothing."""
    return tuple(
        sentence
        for text in own_words.values()
        for sentence in sentences_of(text)
        if woven(sentence, material) is None
    )


def _runs(place: Place, material: Material, own_words: Mapping[Part, str]) -> Iterator[Run]:
    if place.part:
        for text in sentences_of(own_words.get(place.part, "")):
            yield from woven(text, material) or ()
    for sentence in place.sentences:
        if sentence.only in _occasions(material.sheet):
            yield from _said(sentence, material)


def _occasions(sheet: FigureSheet) -> tuple[Only, ...]:
    """What holds of the figures, so that sentences for it may stand."""
    is_undisputed = sheet[FigureKey.CANDIDATE_NOTICES].is_said and not (
        sheet[FigureKey.OBJECTIONS].is_said
    )
    occasions = (Only.ALWAYS, JUDGED[sheet.is_target_met])
    return (*occasions, Only.UNDISPUTED) if is_undisputed else occasions


def _said(sentence: Sentence, material: Material) -> tuple[Run, ...]:
    runs = _listing(sentence, material) if sentence.listed else woven(sentence.text, material)
    if runs is None and sentence.instead:
        runs = woven(sentence.instead, material)
    return runs or ()


def _listing(sentence: Sentence, material: Material) -> tuple[Run, ...] | None:
    before, after = sentence.text.split(LISTED)
    phrases = [runs for phrase in sentence.listed if (runs := woven(phrase, material))]
    opening, closing = woven(before, material), woven(after, material)
    if not phrases or opening is None or closing is None:
        return None
    return (*opening, *_joined(phrases), *closing)


def _joined(phrases: list[tuple[Run, ...]]) -> Iterator[Run]:
    first, *rest = phrases
    yield from first
    for phrase in rest:
        yield Run("、")
        yield from phrase
