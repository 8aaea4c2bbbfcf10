"""How days and organizations are asked for. An organization is searched for, never guessed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from honours.directory.models import Organization
from honours.directory.naming import NameIndex, Recognition
from honours.directory.queries import organizations_containing
from honours.directory.readings import SPELLING_HELP

OFFERED = 20
"""How many candidates are offered to choose from."""
PICKED = "{}-picked"
"""The name of the choice that belongs to a typed name."""


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


@dataclass(frozen=True, slots=True)
class Named:
    """What somebody typed, and which candidate they chose for it, if they did."""

    text: str
    picked: str = ""


class Choice:
    """The organizations that a form may name; their spellings are read once for all its fields."""

    def __init__(self, rows: QuerySet[Organization]) -> None:
        self.rows = rows

    @cached_property
    def index(self) -> NameIndex:
        return NameIndex(timezone.localdate())


class OrganizationInput(forms.TextInput):
    """A name to type; below it, after a doubt, what it may mean, to choose one."""

    template_name = "directory/widgets/organization.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"maxlength": 100, "autocomplete": "off", **(attrs or {})})
        self.candidates: Sequence[tuple[int, str]] = ()

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Named:
        return Named(str(data.get(name, "")).strip(), str(data.get(PICKED.format(name), "")))

    def format_value(self, value: Any) -> str:
        return value.text if isinstance(value, Named) else str(value or "")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["candidates"] = self.candidates
        context["picked_name"] = PICKED.format(name)
        context["picked"] = value.picked if isinstance(value, Named) else ""
        return context


class OrganizationField(forms.Field):
    """One organization among ``rows``, by any of its spellings on the day."""

    widget = OrganizationInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"help_text": SPELLING_HELP, **kwargs})
        self.choice = Choice(Organization.objects.none())

    def to_python(self, value: Any) -> Organization | None:
        given = value if isinstance(value, Named) else Named(str(value or ""))
        if not given.text:
            return None
        found, is_exact = _candidates(given.text, self.choice)
        chosen = [one for one, _ in found if str(one.pk) == given.picked]
        if chosen:
            return chosen[0]
        if len(found) == 1 and is_exact:
            return found[0][0]
        if isinstance(self.widget, OrganizationInput):
            self.widget.candidates = [(one.pk, spelled) for one, spelled in found[:OFFERED]]
        raise forms.ValidationError(_doubt(given.text, len(found)))


class OrganizationsField(forms.CharField):
    """Several organizations, one on each line, each by a spelling that leaves no doubt."""

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"help_text": f"每行一个单位。{SPELLING_HELP}", **kwargs})
        self.choice = Choice(Organization.objects.none())

    def clean(self, value: Any) -> Any:
        lines = [line.strip() for line in str(super().clean(value)).splitlines()]
        found, doubts = [], []
        for number, line in enumerate(lines, start=1):
            recognition = _known(line, self.choice) if line else None
            if recognition is not None and recognition.only is not None:
                found.append(recognition.only)
            elif recognition is not None:
                [finding] = recognition.findings()
                doubts.append(f"第{number}行：{finding.message}{finding.remedy}")
        if doubts:
            raise forms.ValidationError(doubts)
        return list(dict.fromkeys(found))


def offer_organizations(form: forms.Form, rows: QuerySet[Organization]) -> None:
    """Let every field of the form that asks for organizations find these rows alone."""
    choice = Choice(rows)
    for field in form.fields.values():
        if isinstance(field, OrganizationField | OrganizationsField):
            field.choice = choice


def _candidates(text: str, choice: Choice) -> tuple[list[tuple[Organization, str]], bool]:
    """What the text may mean, spelled out, and whether it is really called so."""
    known = _known(text, choice)
    if known.candidates:
        return list(zip(known.candidates, known.spelled_out, strict=True)), True
    alike = list(organizations_containing(text, choice.rows)[: OFFERED + 1])
    return [(one, choice.index.spelled_out(one)) for one in alike], False


def _known(text: str, choice: Choice) -> Recognition:
    """What bears the text as a name, narrowed to what may be chosen."""
    found = choice.index.find(text)
    named = [one.pk for one in found.candidates]
    allowed = set(choice.rows.filter(pk__in=named).values_list("pk", flat=True))
    kept = [
        (one, spelled)
        for one, spelled in zip(found.candidates, found.spelled_out, strict=True)
        if one.pk in allowed
    ]
    return Recognition(text, tuple(one for one, _ in kept), tuple(spelled for _, spelled in kept))


def _doubt(text: str, found: int) -> str:
    if not found:
        return f"您可办理的单位中没有“{text}”。请核对名称，或换一种写法再查。"
    more = f"（只列出前{OFFERED}个，请写得更具体）" if found > OFFERED else ""
    return f"“{text}”可能是下列单位{more}，请选定其中一个。"
