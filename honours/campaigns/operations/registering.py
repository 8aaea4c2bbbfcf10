"""What units have filed is entered in the register."""

from collections.abc import Sequence
from datetime import date

from honours.campaigns.models import Filing
from honours.campaigns.vocabulary import Undertaking
from honours.directory.models import User
from honours.registry.operations.activities import Registration, register_many


def enter_in_register(filings: Sequence[Filing], *, by: User, on: date) -> None:
    """Only own items become activities; the rest are counted where they are owned."""
    own = [filing for filing in filings if filing.undertaking == Undertaking.OWN]
    activities = register_many(
        [Registration.of(filing, organization=filing.organization) for filing in own], by=by, on=on
    )
    for filing, activity in zip(own, activities, strict=True):
        filing.activity = activity
    Filing.objects.bulk_update(own, ["activity"], batch_size=500)
