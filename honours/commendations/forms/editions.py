"""An edition as its office fills it in: the plan, its titles, rules, dates and consent text."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField

from honours.commendations.models.editions import Edition, Title
from honours.commendations.operations.editions import TitlePlan
from honours.commendations.vocabulary import Milestone
from honours.directory.models import Post
from honours.directory.vocabulary import Level
from honours.quotas.vocabulary.people import UnitNature
from honours.quotas.vocabulary.places import CandidateKind
from honours.registry.models import Activity

SPARE_ROWS = 3
_KINDS = (
    (CandidateKind.PERSON.value, CandidateKind.PERSON.label),
    (CandidateKind.COLLECTIVE.value, CandidateKind.COLLECTIVE.label),
)
_DAY = {"type": "date"}


class EditionForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a plan says besides titles, rules and dates."""

    class Meta:
        model = Edition
        fields = (
            "name",
            "year",
            "level",
            "basis_text",
            "conditions",
            "scope",
            "procedure",
            "reward",
            "funding",
            "pool_collectives",
            "pool_persons",
            "differential",
            "places_include_differential",
            "reserve_places",
            "refills_failed_places",
            "has_second_round",
            "requires_vote",
            "requires_prior_honour",
            "least_service_years",
            "account_length",
            "brief_length",
            "rank_watch_days",
            "form_copies",
        )
        labels = {"basis_text": "批准文件文号"}
        help_texts = {
            "basis_text": "上级批准开展的文件；已在项目申报中登记的可以不填。",
            "differential": "差额推荐的倍数：120%填1.2，等额填1。",
            "places_include_differential": "下达的名额已经包括差额的勾选，不再乘差额倍数。",
            "reserve_places": "每份名单在名额以外可以列几名备选；不设的填0。",
            "rank_watch_days": "自行规定，文件没有要求：报送名单前这么多天以内级别有变动的，"
            "提示审核人员核查；不核查的填0。",
            "least_service_years": "个人在本单位工作的最低年限；不要求的不填。",
        }
        widgets = {
            name: forms.Textarea(attrs={"rows": 4})
            for name in ("conditions", "scope", "procedure", "reward", "funding")
        }

    def particulars(self) -> dict[str, Any]:
        """Everything but what ``EditionPlan`` names itself."""
        given = dict(self.cleaned_data)
        return {name: given[name] for name in self.Meta.fields if name not in _OF_THE_PLAN}


_OF_THE_PLAN = ("name", "year", "level")


class NewEditionForm(EditionForm):
    """The same, with the item and for which post it is planned."""

    activity = forms.ModelChoiceField(
        label="项目", queryset=Activity.objects.none(), help_text="台账中保留的项目。"
    )
    post = forms.ChoiceField(label="主办单位和范围")

    field_order = ("activity", "post")

    def __init__(
        self, data: Any = None, *, activities: QuerySet[Activity], posts: Sequence[Post]
    ) -> None:
        super().__init__(data, initial={"level": Level.CITY})
        self.posts = {str(post.pk): post for post in posts}
        self.fields["activity"].queryset = activities  # type: ignore[attr-defined]
        self.fields["post"].choices = [  # type: ignore[attr-defined]
            (key, f"{post.organization}，面向{post.jurisdiction}")
            for key, post in self.posts.items()
        ]

    def chosen_post(self) -> Post:
        return self.posts[self.cleaned_data["post"]]


class TitlesForm(forms.Form):
    """Titles in rows; a row without a name is no title."""

    def __init__(self, data: Any = None, *, titles: Sequence[Title]) -> None:
        super().__init__(data)
        self.rows = max(len(titles) + SPARE_ROWS, self._sent())
        for row in range(self.rows):
            title = titles[row] if row < len(titles) else None
            self._add(row, title)

    def _sent(self) -> int:
        names = [name for name in self.data if name.startswith("name-")]
        return min(len(names), 50)

    def _add(self, row: int, title: Title | None) -> None:
        kinds = forms.ChoiceField(label="对象", choices=_KINDS, required=False)
        statuses = forms.MultipleChoiceField(
            label="适用身份（不选为全部）",
            choices=UnitNature.choices(),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields[f"kind-{row}"] = kinds
        self.fields[f"name-{row}"] = forms.CharField(label="称号", max_length=60, required=False)
        self.fields[f"places-{row}"] = forms.IntegerField(
            label="名额", min_value=0, required=False
        )
        self.fields[f"statuses-{row}"] = statuses
        if title is not None:
            self.initial[f"kind-{row}"] = title.kind
            self.initial[f"name-{row}"] = title.name
            self.initial[f"places-{row}"] = title.places
            self.initial[f"statuses-{row}"] = title.statuses

    def groups(self) -> Iterator[tuple[int, list[BoundField]]]:
        for row in range(self.rows):
            yield (
                row + 1,
                [self[f"{name}-{row}"] for name in ("kind", "name", "places", "statuses")],
            )

    def plans(self) -> list[TitlePlan]:
        given = self.cleaned_data
        return [
            TitlePlan(
                CandidateKind(given[f"kind-{row}"] or CandidateKind.PERSON),
                given[f"name-{row}"],
                given[f"places-{row}"] or 0,
                tuple(given[f"statuses-{row}"]),
            )
            for row in range(self.rows)
            if given[f"name-{row}"].strip()
        ]


class TimetableForm(forms.Form):
    """A day for each milestone; those that are not held stay empty."""

    def __init__(self, data: Any = None, *, dates: dict[str, date]) -> None:
        super().__init__(data)
        for milestone in Milestone:
            self.fields[milestone.value] = forms.DateField(
                label=milestone.label,
                required=False,
                initial=dates.get(milestone),
                widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"),
            )

    def dates(self) -> dict[Milestone, date]:
        return {
            milestone: self.cleaned_data[milestone.value]
            for milestone in Milestone
            if self.cleaned_data[milestone.value]
        }


class ConfirmForm(forms.Form):
    """Nothing to fill in: what is sent says yes."""


class ConsentTextForm(forms.Form):
    """What nominees agree to have published."""

    consent = forms.CharField(
        label="同意书文本",
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="写明公示哪些内容、在哪里公示、公示多久。保存即为新的一版，旧版仍然保留。",
    )
