"""Which campaigns, declarations and filings somebody may see. Everything fails closed."""

from django.db.models import Q, QuerySet

from honours.campaigns.models import Campaign, Declaration, Filing, Lead, Resolution
from honours.directory.models import User
from honours.directory.permissions import Mandate
from honours.directory.queries import holders_of, within_reach
from honours.directory.vocabulary import Role


def visible_campaigns(mandate: Mandate) -> QuerySet[Campaign]:
    """Campaigns led, or answered to, by something the mandate reaches."""
    answering = within_reach(Declaration.objects.all(), mandate).values("campaign")
    led = within_reach(Campaign.objects.all(), mandate).values("pk")
    return (
        Campaign.objects.filter(Q(pk__in=led) | Q(pk__in=answering))
        .select_related("organization", "region", "basis")
        .order_by("-opens_on", "-pk")
    )


def visible_filings(mandate: Mandate) -> QuerySet[Filing]:
    """Filings of the units that the mandate reaches."""
    rows = Filing.objects.select_related("organization", "campaign", "activity")
    return within_reach(rows, mandate)


def visible_declarations(mandate: Mandate) -> QuerySet[Declaration]:
    """Declarations of the units that the mandate reaches."""
    rows = Declaration.objects.select_related("organization", "campaign")
    return within_reach(rows, mandate)


def visible_leads(mandate: Mandate) -> QuerySet[Lead]:
    """Leads of campaigns that the mandate has a part in leading."""
    rows = Lead.objects.select_related("organization", "campaign", "owner", "filing", "upper_item")
    return within_reach(rows, leading(mandate))


def visible_resolutions(mandate: Mandate) -> QuerySet[Resolution]:
    """Resolutions of campaigns that the mandate has a part in leading."""
    rows = Resolution.objects.select_related("organization", "campaign__organization")
    return within_reach(rows.select_related("recorded_by"), leading(mandate))


def leads(campaign: Campaign, mandate: Mandate) -> bool:
    """Whether the mandate has a part in leading the campaign, and may see all that is filed."""
    return leading(mandate).reaches(campaign.organization)


def examiners_of(campaign: Campaign) -> QuerySet[User]:
    """Who examines for the lead bureau today; they clear up leads."""
    holders = holders_of(Role.EXAMINER, campaign.organization)
    return User.objects.filter(pk__in=[holder.pk for holder in holders]).order_by("name", "pk")


def leading(mandate: Mandate) -> Mandate:
    """The posts that look beyond one unit. A clerk of the lead bureau files, no more."""
    return Mandate(tuple(post for post in mandate.posts if post.role in LEADING))


LEADING = (
    Role.EXAMINER,
    Role.INSPECTOR,
    Role.LEADER_IN_CHARGE,
    Role.PRINCIPAL_LEADER,
    Role.CONFERENCE_MEMBER,
)
