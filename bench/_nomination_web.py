"""What ``bench.nominations`` prepares and counts inside a process with our settings."""

from base64 import b64encode
from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench._nomination_town import busy_town
from honours.commendations.models.editions import Edition
from honours.commendations.models.nominations import Nomination
from honours.commendations.vocabulary import NominationState
from honours.directory.models import User
from tests.commendations.nominees import identity_number, person, portrait


def prepared() -> dict[str, Any]:
    """A town, and a session for each of eight clerks and for the city's examiner."""
    call_command("migrate", verbosity=0)
    busy = busy_town()
    return {
        "clerks": [
            {
                "clerk": clerk.pk,
                "cookie": _session(clerk),
                "probe": f"/submit/{unit.pk}/",
                "photograph": b64encode(portrait()).decode(),
            }
            for clerk, unit in busy.clerks
        ],
        "examiner": _session(busy.here.examiner),
    }


def nominees(clerks: Sequence[int], first: int, number: int) -> list[dict[str, Any]]:
    """So many persons, each with a number, a name and a story of his own, for the clerks in turn.

    ``address`` is the form of a new nomination.
    """
    edition, made = Edition.objects.get(), []
    users = list(User.objects.filter(pk__in=clerks).order_by("pk"))
    units = {user.pk: user.posts.get().organization_id for user in users}
    for serial in range(first, first + number):
        born = f"19{60 + serial // 20_000:02d}{serial // 1_000 % 12 + 1:02d}12"
        given = identity_number(born, serial=serial % 500 * 2)
        name = f"向{chr(0x4E00 + serial * 7)}{chr(0x5200 + serial * 11)}"
        form = {**person(identity_number=given, name=name), "born_on": f"{born[:4]}-{born[4:6]}"}
        by = users[serial % len(users)].pk
        address = reverse("commendations:nominate", args=[edition.pk, units[by], "person"])
        made.append({"clerk": by, "address": address, "form": form})
    return made


def statements(
    cookies: Sequence[str], pair: Sequence[dict[str, Any]], examiner: str
) -> dict[str, int]:
    """How many the database sees for one submission and for one decision, page and answer.

    The first of the pair is not counted: it reads the rules, which a process does once.
    """
    for cookie, one in zip(cookies, pair, strict=True):
        photo = SimpleUploadedFile("photo.jpg", portrait())
        form = {**one["form"], "deed": "submit", "photo": photo}
        submission = _counted(_with(cookie), one["address"], form)
    address = report()[-1]
    return {
        "submission": submission,
        "decision": _counted(_with(examiner), address, {"reason": "经查不符合条件。"}),
    }


def report() -> list[str]:
    """Everything handed on so far lies with the city; where each is struck off."""
    waiting = Nomination.objects.filter(state=NominationState.SUBMITTED)
    keys = sorted(waiting.values_list("pk", flat=True))
    waiting.update(state=NominationState.REPORTED)
    return [struck(key) for key in keys]


def struck(key: int) -> str:
    return f"/commendations/nominations/{key}/move/strike/"


def _counted(client: Client, address: str, form: dict[str, Any]) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
        seen = client.post(address, form)
        asked = [one["sql"] for one in queries if not one["sql"].startswith(_CONTROL)]
    if seen.status_code != 302:
        raise RuntimeError(f"{address}: {seen.status_code}")
    return len(asked)


_CONTROL = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


def _session(user: User) -> str:
    client = Client(HTTP_HOST="localhost")
    client.force_login(user)
    return client.cookies["sessionid"].value


def _with(cookie: str) -> Client:
    client = Client(HTTP_HOST="localhost")
    client.cookies["sessionid"] = cookie
    return client
