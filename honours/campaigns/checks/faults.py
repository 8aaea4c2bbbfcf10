"""Everything that screening can find, by code; pages filter by them."""

from honours.registry.checks.faults import Fault
from honours.registry.classification import RegimeFault

FINDING_LABELS: dict[str, str] = dict([*RegimeFault.choices(), *Fault.choices()])
"""Every code that a screened item can carry, with the words for filters and tables."""
