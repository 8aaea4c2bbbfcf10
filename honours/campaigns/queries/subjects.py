"""Filings as the likeness search sees them."""

from honours.campaigns.models import Filing
from honours.registry.likeness.subjects import Subject
from honours.registry.queries.subjects import subject_of


def subject_of_filing(filing: Filing) -> Subject:
    """The filing's key is its primary key as text."""
    return subject_of(filing, key=str(filing.pk), division=filing.organization.division)
