"""What a campaign knows of an item beside the item itself."""

from dataclasses import dataclass
from datetime import date

from honours.campaigns.vocabulary import Undertaking
from honours.registry.checks.facts import ItemFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledItem(ItemFacts):
    """An item as filed in a campaign."""

    undertaking: Undertaking = Undertaking.OWN
    retention_reason: str = ""
    is_found_unfiled: bool = False
    campaign_since: date | None = None
    """The first day of the campaign it is screened in; ``None`` outside a campaign."""
    campaign_until: date | None = None
