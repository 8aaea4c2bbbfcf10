"""The town of the page tests with personal data in it, and everybody who might look."""

from collections.abc import Iterator

from django.urls import reverse

from honours.directory.vocabulary import ADMINISTRATORS, Role
from honours.privacy.models import Attachment
from honours.privacy.operations import keep_file
from tests import factories
from tests.campaigns.conftest import EDUCATION, HEALTH, LEAD, Cleanup
from tests.leaks.visits import Viewer
from tests.pages.town import Town
from tests.privacy.samples import CATALOG, pdf

OTHER_COUNTY = "巴州区教育局"


def viewers_of(town: Town, cleanup: Cleanup) -> list[Viewer]:
    """Each role of the town; those of the county that climbed; of elsewhere; nobody."""
    here = cleanup.here
    inside = [
        Viewer(role.label, user, is_outsider=role in ADMINISTRATORS)
        for role, user in town.people.items()
    ]
    county = {
        "县填报人": town.climbed.people.county_clerk,
        "县审核": town.climbed.people.county_examiner,
        "县分管领导": town.climbed.people.county_leader,
    }
    elsewhere = {
        "外单位填报人": factories.official(here, Role.FILER, HEALTH),
        "外县填报人": factories.official(here, Role.FILER, OTHER_COUNTY),
        "外县负责人": factories.official(here, Role.HEAD, OTHER_COUNTY),
        "外县审核": factories.official(here, Role.EXAMINER, OTHER_COUNTY, jurisdiction="巴州区"),
    }
    assert EDUCATION != HEALTH != LEAD
    return [
        *inside,
        *(Viewer(label, user) for label, user in county.items()),
        *(Viewer(label, user, is_outsider=True) for label, user in elsewhere.items()),
        Viewer("未登录的人", None, is_outsider=True),
    ]


def with_files(town: Town) -> Town:
    """A file that no page shows, where no room has brought one with it."""
    if not Attachment.objects.exists():
        subject = town.activity.subject()
        keep_file(subject, purpose="proof", file_name="a.pdf", content=pdf(CATALOG), by="tests")
    return town


def further_addresses(town: Town) -> Iterator[str]:
    """The same pages of records that stand further on: an address of each route is not enough."""
    climbed = town.climbed
    for one in (climbed.reported, climbed.commended, climbed.collective):
        yield reverse("commendations:nomination", args=[one.pk])
        yield reverse("commendations:nomination_print", args=[one.pk])
    paper = climbed.reported_paper
    yield reverse("commendations:paper", args=[climbed.reported.pk, paper.pk])
    yield reverse("notices:notice", args=[climbed.notice.pk])
    yield reverse("notices:public_notice", args=[climbed.notice.public_key])
    yield reverse("notices:objection", args=[town.objections.found.pk])
    yield reverse("clearances:request", args=[town.clearances.request.pk])
