"""Sentences with slots: ``全市共填报{填报事项}。`` Figures fill them, and nothing else does."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from honours.kernel.verdicts import Finding, Refusal
from honours.reports.figures import FigureSheet
from honours.reports.vocabulary import FigureKey, Setting
from honours.typesetting.document import Run

SLOT = re.compile(r"\{([^{}]*)\}")
_PIECE = re.compile(r"\{([^{}]*)\}|([^{}]+)")
_SENTENCE = re.compile(r"[^。！？]*[。！？]?")
_TYPED = re.compile(r"[0-9０-９][0-9０-９.．]*\s*(?:[%％]|个?百分点|项|个单位|条线索)")


@dataclass(frozen=True, slots=True)
class Material:
    """What sentences are filled from."""

    sheet: FigureSheet
    settings: Mapping[Setting, str]


def woven(text: str, material: Material) -> tuple[Run, ...] | None:
    """The text with its slots filled; ``None`` where one of them has nothing to say."""
    runs = []
    for found in _PIECE.finditer(text):
        name, plain = found.groups()
        filled = Run(plain) if name is None else _filled(name, material)
        if filled is None:
            return None
        runs.append(filled)
    return tuple(runs)


def _filled(name: str, material: Material) -> Run | None:
    if name in _SETTINGS:
        words = material.settings.get(_SETTINGS[name], "")
        return Run(words) if words else None
    figure = material.sheet[_FIGURES[name]]
    return Run(figure.words, figure=figure.key.value) if figure.is_said else None


def sentences_of(text: str) -> list[str]:
    """The sentences of a paragraph, each with its own full stop."""
    return [found for found in _SENTENCE.findall(text) if found.strip()]


def quoted_in(text: str) -> list[FigureKey]:
    """The figures that a text asks for, in order."""
    return [_FIGURES[name] for name in SLOT.findall(text) if name in _FIGURES]


def faults_in_words(text: str) -> Iterator[Finding]:
    """What keeps an official's own words out of a report."""
    unknown = [name for name in SLOT.findall(text) if name not in _FIGURES | _SETTINGS]
    if unknown:
        yield Finding(
            "slot-unknown",
            f"没有名为“{'”“'.join(unknown)}”的数据。",
            remedy=f"花括号中只能写：{'、'.join([*_FIGURES, *_SETTINGS])}。",
            field="text",
        )
    if "{" in SLOT.sub("", text) or "}" in SLOT.sub("", text):
        yield Finding(
            "slot-open",
            "花括号没有成对。",
            remedy="数据写作{填报事项}的形式，左右花括号都要有。",
            field="text",
        )
    typed = _TYPED.search(SLOT.sub("", text))
    if typed:
        yield Finding(
            "figure-typed",
            f"“{typed.group()}”是手工写入的数字，报告中的数据只能由记录算出。",
            remedy="请改用花括号引用数据，例如{填报事项}、{减幅}；没有记录的数据请不要写入。",
            field="text",
        )


def refuse_faulty(text: str) -> None:
    """Raises ``Refusal`` with every fault of the words."""
    faults = tuple(faults_in_words(text))
    if faults:
        raise Refusal(*faults)


_FIGURES = {key.label: key for key in FigureKey}
_SETTINGS = {setting.label: setting for setting in Setting}
