"""What a body answers: for its whole list by link, or for one object on paper."""

from collections.abc import Sequence
from typing import Any

from django import forms

from honours.clearances.checks.answers import AnswerGiven, Signing
from honours.clearances.forms.fields import day, term_field
from honours.clearances.operations.answers import SentFile
from honours.clearances.vocabulary import Opinion

SCAN_TYPES = ".pdf,.jpg,.jpeg,.png"
FILE_BYTES = 8 * 1024 * 1024
STATEMENT = {"rows": 2, "data-meter": ""}


class SmallFileField(forms.FileField):
    """One file. What is inside is judged where it is kept or read."""

    def __init__(self, label: str, accept: str, **more: Any) -> None:
        widget = forms.ClearableFileInput(attrs={"accept": accept})
        super().__init__(label=label, widget=widget, required=False, **more)

    def clean(self, data: Any, initial: Any = None) -> Any:
        sent = super().clean(data, initial)
        if sent and sent.size > FILE_BYTES:
            raise forms.ValidationError("文件超过8MB。请降低扫描分辨率后再传。")
        return sent


class SigningForm(forms.Form):
    """Who answers for the body, when, under which number, until when it holds."""

    official_name = forms.CharField(label="答复人姓名", max_length=50)
    official_post = forms.CharField(label="答复人职务", max_length=50)
    answered_on = day("答复日期")
    document_number = forms.CharField(label="文号", max_length=60, required=False)
    valid_until = day("有效期至", required=False, help_text="征求单位已规定有效月数的，可以不填。")
    scan = SmallFileField(
        "盖章的征求意见表", SCAN_TYPES, help_text="PDF 或图片，不超过8MB；没有的可以不传。"
    )

    def signing(self) -> Signing:
        """The form has to be valid."""
        given = self.cleaned_data
        return Signing(
            official_name=given["official_name"],
            official_post=given["official_post"],
            answered_on=given["answered_on"],
            document_number=given["document_number"],
            valid_until=given["valid_until"],
        )

    def sent_scan(self) -> SentFile | None:
        sent = self.cleaned_data["scan"]
        return SentFile(sent.name, sent.read()) if sent else None


class PaperAnswerForm(SigningForm):
    """One object, answered on paper."""

    opinion = term_field("意见", Opinion)
    statement = forms.CharField(
        label="说明", max_length=1000, required=False, widget=forms.Textarea(attrs=STATEMENT)
    )
    field_order = ("opinion", "statement")

    def given(self) -> AnswerGiven:
        """The form has to be valid."""
        return AnswerGiven(Opinion(self.cleaned_data["opinion"]), self.cleaned_data["statement"])


class ListAnswerForm(SigningForm):
    """Every object on the list of a link: filled in here, or in the spreadsheet."""

    file = SmallFileField(
        "填好的答复表", ".xlsx,.csv", help_text="上传了答复表的，以表中所填为准。"
    )

    def __init__(self, *args: Any, numbers: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._numbers = numbers
        for number in numbers:
            self.fields[f"opinion_{number}"] = forms.ChoiceField(
                label=f"第{number}号的意见",
                choices=[("", "请选择"), *Opinion.choices()],
                required=False,
            )
            self.fields[f"statement_{number}"] = forms.CharField(
                label=f"第{number}号的说明",
                required=False,
                max_length=1000,
                widget=forms.Textarea(attrs=STATEMENT),
            )

    def pairs(self) -> list[tuple[int, forms.BoundField, forms.BoundField]]:
        """Each number with its two fields, for the template."""
        return [
            (number, self[f"opinion_{number}"], self[f"statement_{number}"])
            for number in self._numbers
        ]

    def signing_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in SigningForm.base_fields]

    def typed(self) -> dict[int, AnswerGiven]:
        """What was filled in on the page. The form has to be valid."""
        given = self.cleaned_data
        return {
            number: AnswerGiven(Opinion(given[f"opinion_{number}"]), given[f"statement_{number}"])
            for number in self._numbers
            if given[f"opinion_{number}"]
        }
