"""The town of the page tests with personal data in it, and everybody who might look."""

from honours.directory.vocabulary import ADMINISTRATORS, Role
from honours.privacy.models import Attachment
from honours.privacy.operations import keep_file
from tests import factories
from tests.campaigns.conftest import EDUCATION, HEALTH, LEAD, Cleanup
from tests.leaks.visits import Viewer
from tests.pages.town import Town
from tests.privacy.samples import CATALOG, pdf

OTHER_COUNTY = "通江县教育局"


def viewers_of(town: Town, cleanup: Cleanup) -> list[Viewer]:
    """Each role of the town; clerks and examiners of elsewhere; nobody in particular."""
    here = cleanup.here
    inside = [
        Viewer(role.label, user, is_outsider=role in ADMINISTRATORS)
        for role, user in town.people.items()
    ]
    elsewhere = {
        "外单位填报人": factories.official(here, Role.FILER, HEALTH),
        "外县填报人": factories.official(here, Role.FILER, OTHER_COUNTY),
        "外县负责人": factories.official(here, Role.HEAD, OTHER_COUNTY),
        "外县审核": factories.official(here, Role.EXAMINER, OTHER_COUNTY, jurisdiction="通江县"),
    }
    assert EDUCATION != HEALTH != LEAD
    return [
        *inside,
        *(Viewer(label, user, is_outsider=True) for label, user in elsewhere.items()),
        Viewer("未登录的人", None, is_outsider=True),
    ]


def with_files(town: Town) -> Town:
    """A file that no page shows, where no room has brought one with it."""
    if not Attachment.objects.exists():
        subject = town.activity.subject()
        keep_file(subject, purpose="proof", file_name="a.pdf", content=pdf(CATALOG), by="tests")
    return town
