"""A nomination as a form: every entry a text, nothing refused before it is handed on."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict

from honours.commendations.readings.entries import EntryField, Part, fields_for
from honours.commendations.readings.required import required_entries
from honours.commendations.readings.values import NEVER
from honours.commendations.vocabulary import NominationState, PaperKind
from honours.privacy.masks import HIDDEN, masked_identity_number

VERSION = "version"
NOMINATION = "nomination"
IDENTITY_NUMBER = "identity_number"
_ROWS = {"account": 14, "brief": 5}


class SeveralField(forms.MultipleChoiceField):
    """Boxes to tick, handed on as the text that a spreadsheet would hold."""

    def clean(self, value: Any) -> Any:
        chosen = super().clean(value)
        return "、".join(chosen)

    def prepare_value(self, value: Any) -> Any:
        return value.split("、") if isinstance(value, str) and value else value


class NominationForm(forms.Form):
    """The entries of the official form. ``limits``: how long the accounts may be, by code."""

    def __init__(
        self,
        data: Any = None,
        *,
        kind: str,
        texts: Mapping[str, str],
        limits: Mapping[str, int],
        state: Mapping[str, object],
    ) -> None:
        super().__init__(data, initial={**_masked(texts), **state})
        self._kind = kind
        asked = set(required_entries(kind))
        for code, one in fields_for(kind).items():
            self.fields[code] = _entry(one, texts.get(code, ""), limits.get(code))
            if code in asked:
                self.fields[code].label = f"{one.label} ＊"
        self.fields[VERSION] = forms.IntegerField(widget=forms.HiddenInput, required=False)
        self.fields[NOMINATION] = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def texts(self) -> dict[str, str]:
        """What was typed, entry by entry; entries that were not sent stay out.

        So does a number that stands there masked: nobody has typed another.
        """
        typed = {
            code: str(self.cleaned_data.get(code) or "")
            for code in fields_for(self._kind)
            if code in self.data or isinstance(self.fields[code], SeveralField)
        }
        return {
            code: text
            for code, text in typed.items()
            if not (code.endswith(IDENTITY_NUMBER) and HIDDEN in text)
        }

    def carry_on(self, *, version: int, nomination: int) -> None:
        """From now on the form speaks of that version: what stands in it is meant to prevail."""
        if isinstance(self.data, QueryDict):
            renewed = self.data.copy()
            renewed[VERSION], renewed[NOMINATION] = str(version), str(nomination)
            self.data = renewed

    def groups(self) -> list[tuple[Part, list[BoundField]]]:
        """The entries by part of the form, in its order; accounts stand by themselves."""
        groups: dict[Part, list[BoundField]] = {}
        for code, one in fields_for(self._kind).items():
            if code not in _ROWS:
                groups.setdefault(one.part, []).append(self[code])
        return list(groups.items())

    def accounts(self) -> list[BoundField]:
        return [self[code] for code in _ROWS]


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


def _masked(texts: Mapping[str, str]) -> dict[str, str]:
    """A stored number is shown masked here too; to change it, it is typed anew."""
    return {
        code: masked_identity_number(text) if code.endswith(IDENTITY_NUMBER) else text
        for code, text in texts.items()
    }


def _entry(one: EntryField, text: str, limit: int | None) -> forms.Field:
    if one.is_several and one.terms is not None:
        return SeveralField(
            label=one.label,
            required=False,
            choices=[(term.label, term.label) for term in one.terms],
            widget=forms.CheckboxSelectMultiple,
            help_text=one.help_text,
        )
    return forms.CharField(
        label=one.label,
        required=False,
        strip=True,
        widget=_widget(one, text, limit),
        help_text=_help(one, limit),
    )


def _help(one: EntryField, limit: int | None) -> str:
    if limit is None:
        return one.help_text
    return f"{one.help_text}最多{limit}字，空格和换行不计；拟稿时可以先写长。"


def _widget(one: EntryField, text: str, limit: int | None) -> forms.Widget:
    if one.is_long:
        attributes: dict[str, Any] = {"rows": _ROWS.get(one.code, 3)}
        if limit is not None:
            attributes |= {"data-meter": "", "data-limit": str(limit)}
        return forms.Textarea(attrs=attributes)
    if one.is_flag or one.terms is not None:
        words = ("是", "否") if one.is_flag else tuple(term.label for term in one.terms or ())
        known = [("", "请选择"), *((word, word) for word in words)]
        if text and text not in words and text != NEVER:
            known.append((text, f"{text}（未读懂）"))
        return forms.Select(choices=known)
    return forms.TextInput(attrs={"autocomplete": "off"})
