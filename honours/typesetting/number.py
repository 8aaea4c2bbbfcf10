"""发文字号: organ code, year in six-cornered brackets, serial (GB/T 9704-2012 7.2.5)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from honours.kernel.verdicts import Citation, Finding, Refusal

NUMBER_CLAUSE = Citation("GB/T 9704-2012", "7.2.5")

_OFFICE_CODE = r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f]+"
_WELL_FORMED = re.compile(
    rf"(?P<office>{_OFFICE_CODE})〔(?P<year>[0-9]{{4}})〕(?P<serial>[1-9][0-9]*)号"
)
_WRONG_BRACKETS = re.compile(r"[\[\](){}（）【】［］｛｝「」〈〉<>]")
_EXAMPLE = "应写作“机关代字〔年份〕顺序号号”，例如“巴府发〔2010〕5号”。"


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number taken apart; ``str()`` puts it together again."""

    office: str
    year: int
    serial: int

    def __str__(self) -> str:
        return f"{self.office}〔{self.year}〕{self.serial}号"

    @classmethod
    def parse(cls, text: str) -> Self:
        """The number written so. Raises ``Refusal`` with every fault of its form."""
        faults = tuple(faults_in_number(text))
        if faults:
            raise Refusal(*faults)
        found = _WELL_FORMED.fullmatch(text)
        if found is None:
            raise Refusal(_fault("malformed", f"发文字号“{text}”写法不合规定。"))
        return cls(found["office"], int(found["year"]), int(found["serial"]))


def faults_in_number(text: str) -> Iterator[Finding]:
    """What is wrong with a document number, each fault by its own name."""
    if _WRONG_BRACKETS.search(text):
        yield _fault("brackets", f"发文字号“{text}”的年份应当用六角括号“〔〕”括入。")
    if "第" in text:
        yield _fault("ordinal", f"发文字号“{text}”的顺序号不加“第”字。")
    if re.search(r"[号〕\])）】］]0\d*|(?<!\d)0\d*号", text):
        yield _fault("zero-padded", f"发文字号“{text}”的顺序号不编虚位，“05”应写作“5”。")
    bracketed = re.search(r"[〔\[(（【［](.*?)[〕\])）】］]", text)
    year = bracketed[1].strip() if bracketed else ""
    if not re.fullmatch(r"(19|20)\d{2}", year, re.ASCII):
        yield _fault("year", f"发文字号“{text}”缺少四位数的年份全称。")
    if re.search(r"[０-９]", text):
        yield _fault("digits", f"发文字号“{text}”的数字应当用半角阿拉伯数字。")


def _fault(name: str, message: str) -> Finding:
    return Finding(
        f"document-number-{name}", message, NUMBER_CLAUSE, remedy=_EXAMPLE, field="number"
    )
