"""Cases as officials write them, read into what is known of an application."""

from pathlib import Path
from typing import Any

import yaml

from honours.applications.checks.facts import ApplicationFacts
from honours.applications.checks.faults import ApplicationFault
from honours.applications.vocabulary import ApplicationField, ApplicationKind
from honours.registry.checks.facts import ItemFacts
from honours.registry.checks.faults import Fault
from tests.campaigns.case_reading import FIELDS, PLACES, TRUTHS, rules_on

CASES = Path(__file__).parent / "cases"
LABELS = dict([*Fault.choices(), *ApplicationFault.choices()])

__all__ = ["LABELS", "PLACES", "cases_in", "facts_in", "rules_on"]


def cases_in(name: str) -> Any:
    return yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))


def facts_in(case: dict[str, Any]) -> ApplicationFacts:
    """The ordinary application of ``ordinary.yaml``, with what the case says otherwise."""
    usual = cases_in("ordinary")
    said = usual | case
    typed = usual["填写"] | case.get("填写", {})
    item = usual["项目"] | case.get("项目", {})
    return ApplicationFacts(
        kind=ApplicationKind.from_label(said["类型"]),
        year=said["年度"],
        item=ItemFacts(**dict(_item_field(label, value) for label, value in item.items())),
        typed={ApplicationField.from_label(label).value: text for label, text in typed.items()},
        changed=frozenset(ApplicationField.from_label(label) for label in case.get("改动", ())),
        has_basis_text=TRUTHS[said["已附依据"]] is True,
        times_this_year=said["本年度次数"],
        submitted_on=case.get("首次报送"),
    )


def _item_field(label: str, value: Any) -> tuple[str, Any]:
    field, read = FIELDS[label]
    return field, read(value)
