"""The upper list held against the lower one (双向检查): what stands in one only, or differs."""

from collections.abc import Iterator
from dataclasses import dataclass

from honours.campaigns.models import Campaign, Filing, UpperItem
from honours.campaigns.queries.subjects import subject_of_filing
from honours.campaigns.vocabulary import LeadSource
from honours.registry.likeness.index import LikenessIndex
from honours.registry.likeness.subjects import Subject


@dataclass(frozen=True, slots=True)
class Difference:
    """One item that the two lists do not agree on."""

    source: LeadSource
    summary: str
    upper_item: UpperItem | None = None
    filing: Filing | None = None


def differences(campaign: Campaign) -> Iterator[Difference]:
    """What the lists do not agree on and no lead tells of yet.

    An upper item answers to the filing most like it. Filings of units that the upper list does
    not name are left alone: the list says nothing of them. Four queries.
    """
    told = campaign.leads.values_list("upper_item_id", "filing_id")
    told_upper = {upper for upper, _ in told if upper}
    told_filings = {filing for upper, filing in told if filing and not upper}
    filings = {
        str(filing.pk): filing
        for filing in campaign.filings.select_related("organization").order_by("pk")
    }
    index = LikenessIndex(subject_of_filing(filing) for filing in filings.values())
    matched: set[str] = set()
    listed_units: set[int | None] = set()
    for item in campaign.upper_items.select_related("organization", "campaign__region").order_by(
        "pk"
    ):
        listed_units.add(item.organization_id)
        best = next(iter(index.like(_subject_of(item), limit=1)), None)
        if best is not None:
            matched.add(best.second.key)
        if item.pk in told_upper:
            continue
        if best is None:
            yield Difference(
                LeadSource.UPPER_ONLY, f"上级清单列有“{item.name}”，未见填报。", upper_item=item
            )
        else:
            yield from _mismatch(item, filings[best.second.key])
    for key, filing in filings.items():
        is_unlisted = key not in matched and filing.organization_id in listed_units
        if is_unlisted and filing.pk not in told_filings:
            yield Difference(
                LeadSource.LOWER_ONLY,
                f"{filing.organization}填报“{filing.name}”，上级清单未列。",
                filing=filing,
            )


def _mismatch(item: UpperItem, filing: Filing) -> Iterator[Difference]:
    parts = []
    if item.name != filing.name:
        parts.append(f"名称：上级“{item.name}”，本级“{filing.name}”")
    if item.period_months is not None and item.period_months != filing.period_months:
        stated = "未写明" if filing.period_months is None else f"{filing.period_months}个月"
        parts.append(f"周期：上级{item.period_months}个月，本级{stated}")
    if item.hosts and filing.hosts and set(item.hosts) != set(filing.hosts):
        parts.append(f"主办：上级{'、'.join(item.hosts)}，本级{'、'.join(filing.hosts)}")
    if parts:
        yield Difference(LeadSource.DIFFERS, "；".join(parts) + "。", item, filing)


def _subject_of(item: UpperItem) -> Subject:
    unit = item.organization or item.campaign.region
    return Subject(
        key=f"upper:{item.pk}", name=item.name, hosts=tuple(item.hosts), place=unit.division
    )
