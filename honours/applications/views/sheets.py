"""The form as the page draws it: every field with what was said of it and why it came back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from django.forms import BoundField
from django.utils import timezone

from honours.applications.checks.faults import ApplicationFault
from honours.applications.checks.forms import FIELDS_OF
from honours.applications.forms.drafts import DraftForm, Sheet
from honours.applications.models import Application, FieldReturn
from honours.applications.queries.applications import content_of, open_returns
from honours.applications.queries.judging import rules_for
from honours.applications.vocabulary import ApplicationField
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Finding, Weight
from honours.policies.catalogue import RuleKey
from honours.registry.checks.demands import limit, word_list

CONFLICT = "changed-meanwhile"
Texts = Mapping[ApplicationField, str]


@dataclass(frozen=True, slots=True)
class FieldOnPage:
    """One field: its input, the saving its text comes from, and what was said of it."""

    bound: BoundField
    edit: int
    findings: list[Finding] = field(default_factory=list)
    returned: FieldReturn | None = None

    @property
    def conflict(self) -> Finding | None:
        return next((one for one in self.findings if one.code == CONFLICT), None)

    @property
    def others(self) -> list[Finding]:
        return [one for one in self.findings if one.code != CONFLICT]


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole form, ready to be drawn."""

    form: DraftForm
    groups: list[tuple[str, list[FieldOnPage]]]
    above: list[Finding]
    """What belongs to no field that is open."""

    def named(self, which: ApplicationField) -> FieldOnPage | None:
        found = (one for _, fields in self.groups for one in fields)
        return next((one for one in found if one.bound.name == which.value), None)


def sheet_of(application: Application) -> Sheet:
    """What the form shows of an application as it is saved."""
    rules = rules_for(application, timezone.localdate())
    returned = open_returns(application) if application.submitted_on else None
    longest = limit(rules, RuleKey.NAME_LENGTH_MAX)
    texts = content_of(application)
    return Sheet(
        texts=texts,
        kept=texts,
        open=list(ApplicationField) if returned is None else list(returned),
        asked=_asked(rules),
        name_limit=int(longest.value) if longest else None,
    )


def draw(
    application: Application,
    sheet: Sheet,
    findings: Collection[Finding],
    *,
    typed: Texts | None = None,
    is_refused: bool = False,
) -> Drawing:
    """The form with every finding beside its field. ``typed`` was not saved, and stays."""
    kept = {which.value: text for which, text in (typed or {}).items()}
    form = DraftForm(sheet=replace(sheet, texts={**sheet.texts, **kept}))
    returned = open_returns(application)
    beside: dict[str, list[Finding]] = {}
    for one in findings:
        if is_refused or one.code != ApplicationFault.FIELD_EMPTY:
            beside.setdefault(str(one.field), []).append(one)
    groups = [
        (
            title,
            [
                FieldOnPage(
                    bound,
                    application.edit,
                    beside.get(bound.name, []),
                    returned.get(ApplicationField(bound.name)),
                )
                for bound in fields
            ],
        )
        for title, fields in form.groups()
    ]
    above = [one for one in findings if str(one.field) not in form.fields]
    return Drawing(form, groups, above)


def keeps_back(findings: Collection[Finding]) -> list[Finding]:
    """What keeps an application from being submitted."""
    return [one for one in findings if one.weight is not Weight.ADVICE]


def _asked(rules: Rules) -> set[ApplicationField]:
    """The fields that the form of the place asks for; a name and a host always."""
    listed = word_list(rules, RuleKey.APPLICATION_FIELDS)
    headings = listed.words if listed else frozenset()
    asked = {which for heading in headings for which in FIELDS_OF.get(heading, ())}
    return asked | {ApplicationField.NAME, ApplicationField.HOSTS}
