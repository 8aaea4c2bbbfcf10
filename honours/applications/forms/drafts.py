"""The form of an application: every field a text, shown as it was typed, saved field by field."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.crypto import get_random_string

from honours.applications.vocabulary import ApplicationField
from honours.registry.vocabulary import ActivityKind, Audience, BasisKind

_F = ApplicationField
EDIT = "edit_"
"""Before a field's code: the saving from which the text on the page comes."""
SHOWN = "shown"
PAGE = "page"
"""The key of the opened form, by which two tabs of one person are told apart."""
GROUPS: tuple[tuple[str, tuple[ApplicationField, ...]], ...] = (
    ("项目", (_F.NAME, _F.KIND, _F.HOSTS, _F.CO_HOSTS, _F.REASON)),
    ("依据和周期", (_F.BASIS, _F.BASIS_KIND, _F.PERIOD, _F.LAST_HELD, _F.PLANNED)),
    (
        "范围和名额",
        (
            _F.SCOPE,
            _F.AUDIENCES,
            _F.COLLECTIVE_POOL,
            _F.INDIVIDUAL_POOL,
            _F.COLLECTIVES,
            _F.INDIVIDUALS,
            _F.PRIZES,
        ),
    ),
    (
        "评选和奖励",
        (_F.CONDITIONS, _F.PROCEDURE, _F.REWARD, _F.LEADERSHIP, _F.FUNDING, _F.AWARD_FORM),
    ),
    (
        "是否有下列情形",
        (_F.CHARGES_FEE, _F.COMPULSORY, _F.TIED_TO_BENEFITS, _F.MATCHING, _F.BURDEN),
    ),
    ("其他", (_F.REMARKS,)),
)
PAGE_KEY = 12
_LONG = {
    _F.REASON: 500,
    _F.BASIS: 500,
    _F.SCOPE: 300,
    _F.CONDITIONS: 1000,
    _F.PROCEDURE: 1000,
    _F.REWARD: 300,
    _F.LEADERSHIP: 300,
    _F.FUNDING: 300,
    _F.AWARD_FORM: 300,
    _F.REMARKS: 300,
}
"""Long fields, and how many characters still print on one page: counted, not refused."""
_FLAGS = (_F.CHARGES_FEE, _F.COMPULSORY, _F.TIED_TO_BENEFITS, _F.MATCHING, _F.BURDEN)
_WORDS: Mapping[ApplicationField, Any] = {_F.KIND: ActivityKind, _F.BASIS_KIND: BasisKind}
_HELP = {
    _F.HOSTS: "有几个的用顿号隔开；承办单位另填一栏。",
    _F.BASIS: "写明法律法规名称和条款，或者文件名称和文号；原文在下面“依据文本”中上传。",
    _F.PERIOD: "例如：5年1次、每年1次、一次性。",
    _F.LAST_HELD: "例如：2018年9月10日；没有开展过的不填。",
    _F.PLANNED: "例如：2023年9月。",
    _F.FUNDING: "写明列入哪一级财政预算；不得向参评对象收费。",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the form needs to know.

    ``texts`` stand in the fields; ``kept`` is what is saved, from which touched fields are told.
    """

    texts: Mapping[str, str]
    kept: Mapping[str, str]
    open: Collection[ApplicationField]
    asked: Collection[ApplicationField] = ()
    name_limit: int | None = None


class SeveralField(forms.MultipleChoiceField):
    """Boxes to tick, kept as the text that the printed form shows."""

    def clean(self, value: Any) -> str:
        return "、".join(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        return value.split("、") if isinstance(value, str) and value else value


class DraftForm(forms.Form):
    """The open fields of an application. Nothing is refused here: checks tell what is wrong."""

    def __init__(self, data: Any = None, *, sheet: Sheet) -> None:
        super().__init__(data, initial=dict(sheet.texts))
        self.sheet = sheet
        self._key = get_random_string(PAGE_KEY)
        for which in _fields_in_order():
            if which in sheet.open:
                self.fields[which.value] = _field(which, sheet)

    @property
    def page(self) -> str:
        """Which opened form this was sent from; a new key for one that is shown."""
        return str(self.data.get(PAGE) or "")[:PAGE_KEY] if self.is_bound else self._key

    def sent(self) -> dict[ApplicationField, str]:
        """What was typed into the fields that this post is about."""
        return {
            ApplicationField(code): str(self.cleaned_data.get(code) or "")
            for code in self.fields
            if f"{EDIT}{code}" in self.data
        }

    def changed(self) -> dict[ApplicationField, str]:
        """What was sent and is not what the page had shown: what others wrote is left alone."""
        shown = _shown(str(self.data.get(SHOWN) or ""))
        return {
            which: text
            for which, text in self.sent().items()
            if which.value not in shown or _plain(text) != _plain(shown[which.value])
        }

    def by_edit(
        self, fields: Mapping[ApplicationField, str]
    ) -> dict[int, dict[ApplicationField, str]]:
        """The texts by the saving they started from: each field was last looked at by itself."""
        found: dict[int, dict[ApplicationField, str]] = {}
        for which, text in fields.items():
            edit = str(self.data.get(f"{EDIT}{which.value}") or "0")
            found.setdefault(int(edit) if edit.isdigit() else 0, {})[which] = text
        return found

    def groups(self) -> list[tuple[str, list[BoundField]]]:
        named = ((title, [self[f] for f in group if f in self.fields]) for title, group in GROUPS)
        return [(title, fields) for title, fields in named if fields]

    def as_shown(self) -> str:
        """The texts that this page shows, to know later which of them were touched."""
        return json.dumps(
            {code: self.sheet.kept.get(code, "") for code in self.fields}, ensure_ascii=False
        )


def _fields_in_order() -> list[ApplicationField]:
    return [which for _, group in GROUPS for which in group]


def _shown(text: str) -> dict[str, str]:
    try:
        read = json.loads(text or "{}")
    except ValueError:
        return {}
    return {str(key): str(value) for key, value in read.items()} if isinstance(read, dict) else {}


def _plain(text: str) -> str:
    """A browser sends other line ends than it was given."""
    return text.replace("\r\n", "\n").strip()


def _field(which: ApplicationField, sheet: Sheet) -> forms.Field:
    text = sheet.texts.get(which.value, "")
    label = f"{which.label} ＊" if which in sheet.asked else which.label
    if which is _F.AUDIENCES and _is_list_of_labels(text):
        return SeveralField(
            label=label,
            required=False,
            choices=[(term.label, term.label) for term in Audience],
            widget=forms.CheckboxSelectMultiple,
        )
    return forms.CharField(
        label=label,
        required=False,
        widget=_widget(which, text, sheet.name_limit),
        help_text=_HELP.get(which, ""),
    )


def _is_list_of_labels(text: str) -> bool:
    """Whether boxes can show it; otherwise it stays the text it was typed as."""
    return set(text.split("、") if text else ()) <= {term.label for term in Audience}


def _widget(which: ApplicationField, text: str, name_limit: int | None) -> forms.Widget:
    if which in _LONG:
        meter = {"data-meter": "", "data-limit": str(_LONG[which])}
        return forms.Textarea(attrs={"rows": 3, **meter})
    if which in _FLAGS or which in _WORDS:
        terms = _WORDS.get(which, ())
        words = ("否", "是") if which in _FLAGS else tuple(term.label for term in terms)
        known = [("", "请选择"), *((word, word) for word in words)]
        if text and text not in words:
            known.append((text, f"{text}（未能识别）"))
        return forms.Select(choices=known)
    attributes = {"autocomplete": "off"}
    if which is _F.NAME and name_limit is not None:
        attributes |= {"data-meter": "", "data-limit": str(name_limit)}
    return forms.TextInput(attrs=attributes)
