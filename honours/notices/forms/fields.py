"""Fields that several forms of the room share."""

from datetime import date
from typing import Any

from django import forms

PROOF_BYTES = 10 * 1024 * 1024
PROOF_HELP = "照片（JPEG、PNG）、截图或 PDF，不超过10MB。图中不要出现身份证号、电话等个人信息。"


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


def day(label: str, *, is_required: bool = True, help_text: str = "") -> forms.DateField:
    """A field for one day, with the browser's own calendar."""
    return forms.DateField(
        label=label,
        required=is_required,
        widget=DayInput(),
        input_formats=["%Y-%m-%d"],
        help_text=help_text,
    )


def moment(label: str, help_text: str = "") -> forms.DateTimeField:
    """A field for a day and a time."""
    return forms.DateTimeField(
        label=label,
        widget=MomentInput(),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        help_text=help_text,
    )


def words(label: str, *, rows: int = 3, is_required: bool = True, **more: Any) -> forms.CharField:
    """A field for some lines of text, with a meter where it has a limit."""
    attributes: dict[str, Any] = {"rows": rows}
    if "max_length" in more:
        attributes["data-meter"] = True
    widget = forms.Textarea(attrs=attributes)
    return forms.CharField(label=label, required=is_required, widget=widget, **more)


class ProofField(forms.FileField):
    """One photograph, screenshot or page. What is inside is judged when it is kept."""

    widget = forms.ClearableFileInput(attrs={"accept": ".jpg,.jpeg,.png,.pdf"})

    def clean(self, data: Any, initial: Any = None) -> Any:
        sent = super().clean(data, initial)
        if sent and sent.size > PROOF_BYTES:
            megabytes = sent.size / 1024 / 1024
            raise forms.ValidationError(
                f"文件有{megabytes:.1f}MB，超过10MB。请压缩后再上传。", code="file-too-large"
            )
        return sent


def days_in(text: str) -> tuple[date, ...]:
    """The days written in a field, between spaces, commas or 、. Raises ``ValueError``."""
    plain = text.replace("、", " ").replace("，", " ").replace(",", " ").replace("；", " ")
    return tuple(date.fromisoformat(one) for one in plain.split())
