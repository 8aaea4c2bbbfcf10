"""Which versions to lay side by side."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.timezone import localtime

from honours.applications.models import ApplicationVersion


class VersionsForm(forms.Form):
    earlier = forms.ChoiceField(label="较早的一版")
    later = forms.ChoiceField(label="较晚的一版")

    def __init__(self, data: Any = None, *, versions: Sequence[ApplicationVersion]) -> None:
        last_two = {"earlier": versions[-2].number, "later": versions[-1].number}
        super().__init__(data, initial=last_two)
        fields: dict[str, Any] = dict(self.fields)
        choices = [
            (
                str(one.number),
                f"第{one.number}版 · {one.get_occasion_display()} · "
                f"{localtime(one.at):%Y-%m-%d %H:%M}",
            )
            for one in versions
        ]
        for name in ("earlier", "later"):
            fields[name].choices = choices
