"""What the province answered, item by item, and which items go into the catalogue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField

from honours.applications.forms.deeds import day
from honours.applications.models import Application
from honours.applications.operations.answers import Reply
from honours.applications.vocabulary import Answer, ApplicationField
from honours.directory.models import Organization
from honours.policies.models import Document

_F = ApplicationField
ELEMENTS = (
    _F.NAME,
    _F.HOSTS,
    _F.PERIOD,
    _F.SCOPE,
    _F.COLLECTIVES,
    _F.INDIVIDUALS,
    _F.PRIZES,
    _F.REWARD,
)
"""What an answer may change."""
NOT_ANSWERED = ("", "这份文件没有批复")


@dataclass(frozen=True, slots=True)
class Line:
    """The fields of one application in the answer."""

    application: Application
    answer: BoundField
    note: BoundField
    elements: list[BoundField]


class AnswersForm(forms.Form):
    """One document of the province, and its answer to each application."""

    document = forms.ModelChoiceField(
        Document.objects.none(),
        label="批复文件",
        empty_label="请选择",
        help_text="只列省级和国家文件；没有的先在“政策法规”中登记。",
    )
    decided_on = day("批复日期")

    def __init__(
        self,
        data: Any = None,
        *,
        applications: Sequence[Application],
        documents: QuerySet[Document],
    ) -> None:
        super().__init__(data)
        self._applications = applications
        document: Any = self.fields["document"]
        document.queryset = documents
        for one in applications:
            self.fields[f"answer_{one.pk}"] = forms.ChoiceField(
                label=f"批复意见（{one}）",
                required=False,
                choices=[NOT_ANSWERED, *Answer.choices()],
            )
            self.fields[f"note_{one.pk}"] = forms.CharField(
                label=f"批复说明（{one}）", required=False, max_length=500
            )
            for which in ELEMENTS:
                self.fields[f"{which.value}_{one.pk}"] = forms.CharField(
                    label=f"批复的{which.label}", required=False
                )

    def lines(self) -> list[Line]:
        return [
            Line(
                one,
                self[f"answer_{one.pk}"],
                self[f"note_{one.pk}"],
                [self[f"{which.value}_{one.pk}"] for which in ELEMENTS],
            )
            for one in self._applications
        ]

    def replies(self) -> list[Reply]:
        """The answers of this document; applications it does not speak of are left alone."""
        given = self.cleaned_data
        return [
            Reply(
                one,
                Answer(given[f"answer_{one.pk}"]),
                {
                    which: text
                    for which in ELEMENTS
                    if (text := given[f"{which.value}_{one.pk}"].strip())
                },
                given[f"note_{one.pk}"],
            )
            for one in self._applications
            if given[f"answer_{one.pk}"]
        ]


class PublishForm(forms.Form):
    """Which approved items go into the next issue of a place's catalogue."""

    place = forms.ModelChoiceField(Organization.objects.none(), label="地区", empty_label=None)
    year = forms.TypedChoiceField(label="年度", coerce=int)
    as_of = day("截至日期")
    items = forms.ModelMultipleChoiceField(
        Application.objects.none(),
        label="列入的项目",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="只列省已批复、还没有列入目录的项目。",
    )

    def __init__(
        self,
        data: Any = None,
        *,
        places: QuerySet[Organization],
        items: QuerySet[Application],
        years: Sequence[int],
        today: date,
    ) -> None:
        of_the_year = [one for one in items if one.year == years[0]]
        super().__init__(data, initial={"as_of": today, "items": of_the_year})
        fields: dict[str, Any] = dict(self.fields)
        fields["place"].queryset = places
        fields["year"].choices = [(year, f"{year}年度") for year in years]
        fields["items"].queryset = items
        fields["items"].label_from_instance = lambda one: (
            f"{one}（{one.organization}，{one.year}年度，{one.get_application_kind_display()}）"
        )
