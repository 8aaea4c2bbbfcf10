"""Sending a matter back, and handing it to a colleague: to where or whom, and why."""

from collections.abc import Sequence
from typing import Any

from django import forms

from honours.directory.models import User
from honours.kernel.terms import Term


def reason_field(label: str = "理由") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "data-meter": ""}),
    )


class SendBackForm(forms.Form):
    """To which step, and why."""

    to = forms.ChoiceField(label="退回到")
    reason = reason_field()

    def __init__(self, *args: Any, states: Sequence[Term], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(state.value, state.label) for state in states]

    def state(self, states: Sequence[Term]) -> Term:
        """The one of ``states`` that was chosen. The form has to be valid."""
        return next(state for state in states if state.value == self.cleaned_data["to"])


class HandOverForm(forms.Form):
    """To whom, and why."""

    to = forms.TypedChoiceField(label="转给", coerce=int)
    reason = reason_field()

    def __init__(self, *args: Any, colleagues: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._colleagues = {colleague.pk: colleague for colleague in colleagues}
        field = self.fields["to"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(pk, str(user)) for pk, user in self._colleagues.items()]

    def chosen(self) -> User:
        return self._colleagues[self.cleaned_data["to"]]


class CosignForm(forms.Form):
    """A member's opinion beside the signature."""

    opinion = forms.CharField(label="意见", max_length=200, required=False, initial="同意。")
