"""A nomination as a form: every entry a text, nothing refused before it is handed on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.safestring import SafeString

from honours.commendations.readings.entries import SPOUSE, EntryField, Part, fields_for
from honours.commendations.readings.required import required_entries
from honours.commendations.vocabulary import Composition, NominationState, PaperKind
from honours.kernel.verdicts import Finding
from honours.privacy.masks import HIDDEN, masked_identity_number
from honours.quotas.vocabulary.places import CandidateKind
from honours.ui.entries import Entry, EntryLook, drawn, hidden, told

VERSION = "version"
NOMINATION = "nomination"
IDENTITY_NUMBER = "identity_number"
_ROWS = {"account": 14, "brief": 5}
_PHOTOGRAPH = Entry(
    name=PaperKind.PHOTO,
    label=PaperKind.PHOTO.label,
    look=EntryLook.PICTURE,
    help_text="JPEG 或者 PNG，点“保存”或者“保存并送单位审签”时上传，自动保存不带照片。"
    "已经上传的不必再选；再选一张，就替换原来的。",
    is_needed=True,
)


@dataclass
class NominationForm:
    """The entries of the official form. ``limits``: how long the accounts may be, by code.

    ``version`` and ``nomination`` say of which draft, as of which saving, the texts speak.
    """

    kind: str
    texts: Mapping[str, str]
    limits: Mapping[str, int]
    version: int = 0
    nomination: int | None = None
    errors: dict[str, list[str]] = field(default_factory=dict)

    def add(self, finding: Finding) -> bool:
        """Tell a finding at its entry, or at its paper; whether it has a place here."""
        if finding.field not in (*fields_for(self.kind), *self._papers_asked()):
            return False
        ground = f"（依据：{finding.citation}）" if finding.citation else ""
        text = f"{finding.message}{ground}{finding.remedy}"
        self.errors.setdefault(finding.field, []).append(text)
        return True

    def groups(self) -> list[tuple[Part, SafeString]]:
        """The entries by part of the form, in its order; accounts stand by themselves."""
        groups: dict[Part, list[SafeString]] = {}
        for code, one in fields_for(self.kind).items():
            if code not in _ROWS:
                groups.setdefault(one.part, []).append(self._drawn(one))
        return [(part, SafeString("".join(entries))) for part, entries in groups.items()]

    def has_spouse(self) -> bool:
        """Whether the entries of a second person are to be seen at once."""
        is_couple = self.texts.get("composition") == Composition.COUPLE.label
        return is_couple or any(code.startswith(SPOUSE) for code in self.errors)

    def accounts(self) -> SafeString:
        known = fields_for(self.kind)
        return SafeString("".join(self._drawn(known[code]) for code in _ROWS))

    @property
    def takes_photograph(self) -> bool:
        return PaperKind.PHOTO in self._papers_asked()

    def photograph(self) -> SafeString:
        """The photograph goes along with the form itself; nothing for a collective."""
        if not self.takes_photograph:
            return SafeString()
        return drawn(_PHOTOGRAPH, "", self.errors.get(PaperKind.PHOTO, ()))

    def papers(self) -> list[tuple[PaperKind, list[str]]]:
        """What is uploaded beside the form, each with what stands against it."""
        beside = (paper for paper in self._papers_asked() if paper is not PaperKind.PHOTO)
        return [(paper, self.errors.get(paper, [])) for paper in beside]

    def references(self) -> SafeString:
        return hidden(VERSION, self.version) + hidden(NOMINATION, self.nomination)

    def told_anew(self) -> SafeString:
        """What stands against each entry, for a page that is open already."""
        codes = fields_for(self.kind)
        return SafeString(
            "".join(told(code, self.errors.get(code, ()), is_anew=True) for code in codes)
        )

    def _papers_asked(self) -> tuple[PaperKind, ...]:
        if self.kind != CandidateKind.PERSON:
            return ()
        photos = (PaperKind.PHOTO, *[PaperKind.SPOUSE_PHOTO] * self.has_spouse())
        return (*photos, PaperKind.HOUSEHOLD)

    def _drawn(self, one: EntryField) -> SafeString:
        entry = _entry(self.kind, one, self.limits.get(one.code))
        return drawn(entry, self.texts.get(one.code, ""), self.errors.get(one.code, ()))


def masked(texts: Mapping[str, str]) -> dict[str, str]:
    """A stored number is shown masked in its form too; to change it, it is typed anew."""
    return {
        code: masked_identity_number(text) if code.endswith(IDENTITY_NUMBER) else text
        for code, text in texts.items()
    }


def typed_in(kind: str, data: QueryDict) -> dict[str, str]:
    """What was typed, entry by entry; entries that were not sent stay out.

    So does a number that stands there masked: nobody has typed another. Where a whole form was
    sent, boxes without a tick say that none applies.
    """
    texts: dict[str, str] = {}
    for code, one in fields_for(kind).items():
        if one.is_several:
            if code in data or VERSION in data:
                texts[code] = "、".join(data.getlist(code))
        elif code in data and not (code.endswith(IDENTITY_NUMBER) and HIDDEN in data[code]):
            texts[code] = str(data[code]).strip()
    return texts


def whole_number(data: QueryDict, name: str) -> int | None:
    """A number that goes along unseen; ``None`` where there is none."""
    text = data.get(name, "")
    return int(text) if text.isdigit() and len(text) < 10 else None


class ReasonForm(forms.Form):
    """Why something is taken back, struck off or sent back."""

    reason = forms.CharField(
        label="理由",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "data-meter": ""}),
    )


class ReturnForm(ReasonForm):
    """Where a nomination goes back to, and why."""

    to = forms.ChoiceField(label="退回到")

    field_order = ("to", "reason")

    def __init__(self, data: Any = None, *, states: list[NominationState]) -> None:
        super().__init__(data)
        field = self.fields["to"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(state.value, state.label) for state in states]


class PaperForm(forms.Form):
    """A file that belongs to a nomination."""

    kind = forms.ChoiceField(label="材料", choices=PaperKind.choices())
    file = forms.FileField(
        label="文件", help_text="照片用 JPEG 或者 PNG；其他材料用 PDF、图片、Word 或者 Excel。"
    )


class ConsentWithdrawalForm(forms.Form):
    """Since when the nominee no longer agrees."""

    on = forms.DateField(label="撤回日期", widget=forms.DateInput(attrs={"type": "date"}))


class IntakeForm(forms.Form):
    """A spreadsheet of nominations."""

    file = forms.FileField(label="推荐表", help_text="xlsx 或者 csv，按空白表的表头填写。")


@cache
def _entry(kind: str, one: EntryField, limit: int | None) -> Entry:
    return Entry(
        name=one.code,
        label=one.label,
        look=_look(one),
        choices=_choices(one),
        help_text=_help(one, limit),
        rows=_ROWS.get(one.code, 3),
        limit=limit,
        is_needed=one.code in required_entries(kind),
    )


def _look(one: EntryField) -> EntryLook:
    if one.is_several:
        return EntryLook.TICKS
    if one.is_flag or one.terms is not None:
        return EntryLook.CHOICE
    return EntryLook.PROSE if one.is_long else EntryLook.LINE


def _choices(one: EntryField) -> tuple[str, ...]:
    if one.is_flag:
        return ("是", "否")
    return tuple(term.label for term in one.terms or ())


def _help(one: EntryField, limit: int | None) -> str:
    if limit is None:
        return one.help_text
    return f"{one.help_text}最多{limit}字，空格和换行不计；拟稿时可以先写长。"
