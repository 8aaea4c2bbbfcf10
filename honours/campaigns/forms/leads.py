"""Clearing up differences between two lists."""

from collections.abc import Iterator
from typing import Any

from django import forms

from honours.campaigns.forms.campaigns import day
from honours.campaigns.forms.handling import reason_field
from honours.campaigns.forms.uploads import SpreadsheetField
from honours.campaigns.intake.rows import read_filings
from honours.campaigns.models import Campaign, UpperItem
from honours.campaigns.operations.filings import Entry
from honours.directory.models import Organization, User
from honours.registry.readings.documents import read_basis
from honours.registry.readings.hosts import read_hosts
from honours.registry.readings.periods import read_period
from honours.spreadsheets.reading import open_workbook


class OwnerForm(forms.Form):
    """Who clears it up, until when."""

    owner = forms.ModelChoiceField(User.objects.none(), label="承办人")
    due_on = day("办理期限")

    def __init__(self, *args: Any, owners: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["owner"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = owners


class VerdictForm(forms.Form):
    """What the check of a lead came to, in words."""

    reason = reason_field("核实情况")


class UpperListForm(forms.Form):
    """The superior's own list: a line for each item, or the spreadsheet it came in."""

    source = forms.CharField(
        label="清单来源", max_length=200, help_text="如：省清理办2010年保留项目清单"
    )
    file = SpreadsheetField(
        label="清单表格",
        required=False,
        help_text="支持 .xlsx 和 .csv；表头至少有“项目名称”，可以有主办单位、周期、填报单位。",
    )
    items = forms.CharField(
        label="或逐行填写",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="每行一项：项目名称；主办单位；周期；所列单位。后三栏可以不填，用分号隔开。",
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not cleaned.get("file") and not cleaned.get("items", "").strip():
            raise forms.ValidationError("请上传清单表格，或逐行填写清单事项。")
        return cleaned

    def items_of(self, campaign: Campaign) -> list[UpperItem]:
        """Every item given. Raises ``Refusal`` for a file that cannot be read."""
        units = {
            unit.name: unit
            for unit in Organization.objects.filter(path__startswith=campaign.region.path)
        }
        return [
            UpperItem(
                campaign=campaign,
                organization=units.get(unit),
                name=name[:200],
                hosts=hosts,
                period_months=months,
                source=self.cleaned_data["source"],
            )
            for name, hosts, months, unit in (*self._typed(), *self._in_file())
        ]

    def _typed(self) -> Iterator[tuple[str, list[str], Any, str]]:
        for line in self.cleaned_data["items"].splitlines():
            parts = [part.strip() for part in line.replace(";", "；").split("；")]
            if parts[0]:
                name, hosts, period, unit = (*parts, "", "", "")[:4]
                yield name, list(read_hosts(hosts).names), read_period(period).every_months, unit

    def _in_file(self) -> Iterator[tuple[str, list[str], Any, str]]:
        sent = self.cleaned_data["file"]
        if sent:
            for row in read_filings(open_workbook(sent.read(), sent.name)):
                said = row.values
                if said.name:
                    hosts = list(said.hosts.names)
                    yield said.name, hosts, said.period.every_months, said.filing_unit


class UnfiledForm(forms.Form):
    """An item found that its unit failed to file."""

    unit = forms.ModelChoiceField(Organization.objects.none(), label="漏报单位")
    name = forms.CharField(label="项目名称", max_length=200)
    hosts = forms.CharField(label="主办单位", max_length=300, help_text="几个单位的，用顿号隔开。")
    basis_text = forms.CharField(label="设立依据", max_length=500, required=False)
    remarks = forms.CharField(
        label="发现经过", widget=forms.Textarea(attrs={"rows": 3}), max_length=500
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = units

    def entry(self) -> Entry:
        """What was filled in, for the operation. The form has to be valid."""
        cleaned: dict[str, Any] = self.cleaned_data
        return Entry(
            {
                "name": cleaned["name"],
                "hosts": list(read_hosts(cleaned["hosts"]).names),
                "basis_text": cleaned["basis_text"],
                "basis_kind": read_basis(cleaned["basis_text"]).kind,
                "remarks": cleaned["remarks"],
                "level": cleaned["unit"].level,
            }
        )
