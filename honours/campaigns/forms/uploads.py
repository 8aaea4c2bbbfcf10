"""Sending a spreadsheet, and saying what its columns hold."""

from collections.abc import Sequence
from typing import Any

from django import forms

from honours.campaigns.columns.fields import FilingField
from honours.campaigns.intake.rows import SheetSurvey

FIELD_CHOICES = [
    ("", "不采用"),
    *(choice for choice in FilingField.choices() if choice[0] != FilingField.ROW_KEY),
]


FILE_BYTES = 20 * 1024 * 1024


class SpreadsheetField(forms.FileField):
    """One spreadsheet. What is inside is judged by the guard of ``spreadsheets``."""

    widget = forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"})

    def clean(self, data: Any, initial: Any = None) -> Any:
        sent = super().clean(data, initial)
        if sent and sent.size > FILE_BYTES:
            megabytes = sent.size / 1024 / 1024
            raise forms.ValidationError(
                f"文件有{megabytes:.1f}MB，超过20MB。请删去图片和空白行列，或按单位拆成几个文件。",
                code="file-too-large",
            )
        return sent


class UploadForm(forms.Form):
    """The file of a unit."""

    file = SpreadsheetField(
        label="登记表文件",
        help_text="支持 .xlsx 和 .csv，不超过20MB。表头可以与空白登记表不同，识别之后请您确认。",
    )


class ColumnsForm(forms.Form):
    """One choice for each column label found in the file."""

    def __init__(self, *args: Any, surveys: Sequence[SheetSurvey], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._labels: dict[str, str] = {}
        for sheet in surveys:
            for guess in sheet.guesses:
                if not guess.label or guess.label in self._labels.values():
                    continue
                key = f"column_{len(self._labels)}"
                self._labels[key] = guess.label
                sample = "、".join(
                    row[guess.column]
                    for row in sheet.samples[:3]
                    if guess.column < len(row) and row[guess.column]
                )
                self.fields[key] = forms.ChoiceField(
                    label=guess.label,
                    choices=FIELD_CHOICES,
                    required=False,
                    initial=guess.field or "",
                    help_text=_help(guess.why, guess.is_sure, sample),
                )

    def mapping(self) -> dict[str, str]:
        """Each label with the code chosen for it, empty where the column is left out."""
        return {label: self.cleaned_data[key] for key, label in self._labels.items()}


def _help(why: str, is_sure: bool, sample: str) -> str:
    doubt = "" if is_sure else "（没有把握，请确认）"
    shown = f"例：{sample[:60]}" if sample else "该栏没有内容"
    return f"{why}{doubt} {shown}".strip()
