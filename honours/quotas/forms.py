"""What people fill in to move places: from whom, how many, why; and the table of an allocation."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet

from honours.directory.models import Organization
from honours.kernel.verdicts import Finding, Refusal
from honours.quotas.apportioning.criteria import (
    CriteriaTable,
    cells_of,
    faults_of_weights,
    read_criteria,
    read_weights,
)
from honours.quotas.apportioning.questions import Question
from honours.quotas.operations.ledgers import Authorised
from honours.quotas.operations.moving import Order
from honours.quotas.vocabulary.places import CandidateKind, RoundingMethod, line_in_words
from honours.spreadsheets.reading import open_workbook

FILE_BYTES = 5 * 1024 * 1024
APART = "|"


class DeedForm(forms.Form):
    """Places of one kind for or from an organization. ``asked`` names the fields to show."""

    organization = forms.ModelChoiceField(Organization.objects.none(), label="单位")
    to = forms.ModelChoiceField(Organization.objects.none(), label="调入单位")
    line = forms.ChoiceField(label="类别")
    places = forms.IntegerField(label="名额数", min_value=1, max_value=100_000)
    reason = forms.CharField(
        label="理由",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 300, "data-meter": ""}),
    )
    document = forms.CharField(label="依据文件", max_length=200, required=False)

    def __init__(
        self,
        *args: Any,
        asked: Sequence[str],
        organizations: QuerySet[Organization],
        lines: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - set(asked):
            del self.fields[name]
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = organizations
        _offer_lines(self.fields["line"], lines)

    def order(self) -> Order:
        kind, _, title = self.cleaned_data["line"].partition(APART)
        said = self.cleaned_data
        return Order(said["organization"], kind, said["places"], title)


class AuthoriseForm(forms.Form):
    """Places that a later document adds."""

    kind = forms.ChoiceField(label="类别", choices=CandidateKind.choices)
    title = forms.CharField(
        label="称号",
        max_length=50,
        required=False,
        help_text="名额不分称号的不填。",
    )
    places = forms.IntegerField(label="追加名额数", min_value=1, max_value=100_000)
    document = forms.CharField(label="依据文件", max_length=200)

    def authorised(self) -> list[Authorised]:
        said = self.cleaned_data
        return [Authorised(said["kind"], said["places"], said["title"].strip())]


class AllocationForm(forms.Form):
    """The question of an allocation. A file that is sent is shown as text, to be corrected."""

    line = forms.ChoiceField(label="类别")
    total = forms.IntegerField(label="分配总数", min_value=1, max_value=100_000)
    method = forms.ChoiceField(
        label="取整方法",
        choices=RoundingMethod.choices,
        help_text="最大余数法：先给整数部分，余下的按小数从大到小各给一个。其余三种逐个比较商数，"
        "圣拉格法不偏大小，洪德法偏大单位，亚当斯法偏小单位。",
    )
    document = forms.CharField(label="依据文件", max_length=200, required=False)
    weights = forms.CharField(
        label="权重",
        max_length=300,
        required=False,
        help_text="按表头的名称写，合计100%，如：人数 50，产值 50。只有一项依据的可以不填。",
    )
    table = forms.CharField(
        label="依据表",
        required=False,
        widget=forms.Textarea(attrs={"rows": 12, "wrap": "off", "spellcheck": "false"}),
        help_text="第一行为表头：单位，一项或几项依据，还可以有最少、最多。可从 Excel 复制粘贴；"
        "手工填写的，各栏用分号隔开。",
    )
    file = forms.FileField(
        label="或上传表格",
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text="支持 .xlsx 和 .csv，不超过5MB；上传的内容会填入依据表，可以再改。",
    )

    def __init__(self, *args: Any, lines: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_lines(self.fields["line"], lines)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        sent = cleaned.get("file")
        if sent and sent.size > FILE_BYTES:
            self.add_error("file", "文件超过5MB。请只保留依据表。")
        elif not sent and not cleaned.get("table", "").strip():
            self.add_error("table", "请填写依据表，或上传表格。")
        return cleaned

    def read(self) -> tuple[Question, tuple[Finding, ...]]:
        """The question, and what to look at in the table.

        Raises ``Refusal`` naming the rows, and with them what is wrong with the weights.
        """
        said = self.cleaned_data
        try:
            table = self._table()
        except Refusal as refusal:
            raise Refusal(*refusal.findings, *faults_of_weights(said["weights"])) from None
        question = Question(
            said["total"],
            RoundingMethod(said["method"]),
            read_weights(said["weights"], table.criteria),
            table.rows,
        )
        return question, table.remarks

    def kind_and_title(self) -> tuple[str, str]:
        kind, _, title = self.cleaned_data["line"].partition(APART)
        return kind, title

    def show_as_text(self, question: Question) -> None:
        """Put what was read into the box, so that it can be corrected and sent again."""
        self.data = {**dict(self.data.items()), "table": table_as_text(question)}

    def _table(self) -> CriteriaTable:
        sent = self.cleaned_data.get("file")
        if not sent:
            return read_criteria(cells_of(self.cleaned_data["table"]))
        workbook = open_workbook(sent.read(), sent.name)
        return read_criteria(row.cells for row in workbook.sheets[0].rows())


def table_as_text(question: Question) -> str:
    """The table of a question, as it would be typed."""
    heading = ["单位", *(one.name for one in question.criteria), "最少", "最多"]
    rows = [
        [
            one.name,
            *(_plain(value) for value in one.values),
            str(one.least) if one.least else "",
            "" if one.most is None else str(one.most),
        ]
        for one in question.contenders
    ]
    return "\n".join("；".join(row) for row in [heading, *rows])


def blank_table(names: Sequence[str]) -> str:
    """A table to be filled in, with every receiver in it."""
    return "\n".join(["单位；人数；最少；最多", *(f"{name}；；；" for name in names)])


def _offer_lines(field: forms.Field, lines: Sequence[tuple[str, str]]) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = [
            (f"{kind}{APART}{title}", line_in_words(kind, title)) for kind, title in lines
        ]


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
