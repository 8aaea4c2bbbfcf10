"""Input to cleaned values: registering, sending, repealing a document; choosing day and place."""

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from honours.directory.models import Organization
from honours.directory.vocabulary import Level
from honours.kernel.verdicts import Refusal
from honours.policies.models import Document
from honours.policies.operations.documents import DocumentDraft
from honours.policies.readings.clauses import ClauseLine, clauses_written
from honours.policies.vocabulary import DocumentKind, LinkKind, Secrecy

DAYS_TO_SIGN = 7


class DateInput(forms.DateInput):
    """The browser's own calendar; the value is always written 2010-06-01."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DocumentForm(forms.Form):
    """A document to be registered. Its number is checked with all reasons by the operation."""

    organization = forms.ModelChoiceField(Organization.objects.none(), label="登记单位")
    secrecy = forms.ChoiceField(
        label="密级",
        choices=Secrecy.choices,
        initial=Secrecy.NONE,
        help_text="本系统不收任何涉密文件；涉密的请勿录入。",
    )
    number = forms.CharField(
        label="文号",
        max_length=60,
        required=False,
        help_text="写作“巴清联办〔2010〕5号”：六角括号、四位年份、顺序号不补零。没有文号的留空。",
    )
    title = forms.CharField(label="标题", max_length=200)
    issuer = forms.CharField(label="发文机关", max_length=120)
    level = forms.ChoiceField(label="层级", choices=Level.choices)
    kind = forms.ChoiceField(label="类别", choices=DocumentKind.choices)
    place = forms.CharField(
        label="适用地区代码",
        max_length=12,
        required=False,
        help_text="行政区划代码，例如5119（巴中市）；全国适用的留空。",
    )
    issued_on = forms.DateField(label="印发日期", widget=DateInput(), required=False)
    effective_on = forms.DateField(
        label="施行日期", widget=DateInput(), required=False, help_text="与印发日期相同的可不填。"
    )
    clauses_text = forms.CharField(
        label="条款",
        widget=forms.Textarea(attrs={"rows": 8}),
        required=False,
        help_text="一行一条：条款号｜内容；有人工环节落实的再加｜由谁在哪一步落实。",
    )
    text = forms.CharField(label="正文", widget=forms.Textarea, required=False)
    forwards = forms.ModelMultipleChoiceField(
        Document.objects.none(), label="转发的文件", required=False
    )
    based_on = forms.ModelMultipleChoiceField(
        Document.objects.none(), label="依据的文件", required=False
    )
    amends = forms.ModelMultipleChoiceField(
        Document.objects.none(), label="修订的文件", required=False
    )
    repeals = forms.ModelMultipleChoiceField(
        Document.objects.none(), label="废止的文件", required=False
    )

    def __init__(
        self,
        *args: Any,
        units: QuerySet[Organization],
        documents: QuerySet[Document],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._field("organization").queryset = units
        choices = documents.order_by("-ordered_on", "pk")
        for kind in LinkKind:
            self._field(kind.value).queryset = choices

    def clean_place(self) -> str:
        place = str(self.cleaned_data["place"]).strip()
        if place and not (place.isascii() and place.isdigit()):
            raise forms.ValidationError("行政区划代码只有数字，例如5119。")
        return place

    def clean_clauses_text(self) -> tuple[ClauseLine, ...]:
        try:
            return clauses_written(self.cleaned_data["clauses_text"])
        except Refusal as refusal:
            lines = [finding.message for finding in refusal.findings]
            raise forms.ValidationError(lines) from None

    def draft(self) -> DocumentDraft:
        """What was filled in, as the operation takes it. Ask ``is_valid`` first."""
        filled = self.cleaned_data
        return DocumentDraft(
            title=filled["title"],
            issuer=filled["issuer"],
            level=Level(filled["level"]),
            kind=DocumentKind(filled["kind"]),
            number=filled["number"],
            place=filled["place"],
            issued_on=filled["issued_on"],
            effective_on=filled["effective_on"],
            text=filled["text"],
            secrecy=Secrecy(filled["secrecy"]),
            clauses=filled["clauses_text"],
            links=[(kind, other) for kind in LinkKind for other in filled[kind.value]],
        )

    def _field(self, name: str) -> Any:
        return self.fields[name]


def draft_as_typed(document: Document) -> dict[str, Any]:
    """A document in the form's own fields, so that a draft can be corrected."""
    plain = [
        "number",
        "title",
        "issuer",
        "level",
        "kind",
        "place",
        "issued_on",
        "effective_on",
        "text",
    ]
    lines = [
        "｜".join(filter(None, (clause.number, clause.text, clause.human_step)))
        for clause in document.clauses.order_by("pk")
    ]
    links = list(document.links.all())
    return {
        "organization": document.organization_id,
        "clauses_text": "\n".join(lines),
        **{name: getattr(document, name) for name in plain},
        **{
            kind.value: [link.other_id for link in links if link.kind == kind] for kind in LinkKind
        },
    }


class SendForm(forms.Form):
    """To whom a document goes, and by when they sign."""

    addressees = forms.ModelMultipleChoiceField(
        Organization.objects.none(), label="收文单位", widget=forms.CheckboxSelectMultiple
    )
    due_on = forms.DateField(label="签收期限", widget=DateInput())

    def __init__(self, *args: Any, units: QuerySet[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].initial = timezone.localdate() + timedelta(days=DAYS_TO_SIGN)
        addressees: Any = self.fields["addressees"]
        addressees.queryset = units


class RepealForm(forms.Form):
    """From which day a document no longer binds, and why."""

    on = forms.DateField(label="废止日期", widget=DateInput())
    reason = forms.CharField(label="理由", widget=forms.Textarea(attrs={"rows": 3}))
