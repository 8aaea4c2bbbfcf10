"""Run by tests as a process of its own, and killed: ``python -m tests.audit.writer NAME``.

Writes a change and its entry in one transaction, again and again, and prints the number of each
once the database has said that it is kept. Seals now and then, so that the kill meets that too.
"""

import os
import sys
from datetime import UTC, datetime
from itertools import count

import django
from django.db import transaction

os.environ["DJANGO_SETTINGS_MODULE"] = "honours.config.settings"
django.setup()

from django.contrib.sessions.models import Session  # noqa: E402 - models need the set-up

from honours.audit.operations import record, seal  # noqa: E402

NEVER = datetime(9999, 1, 1, tzinfo=UTC)


def write(name: str) -> None:
    with transaction.atomic():
        Session.objects.create(session_key=name, session_data="", expire_date=NEVER)
        record("test.session.open", subject=name, actor="writer")


if __name__ == "__main__":
    for number in count():
        write(f"{sys.argv[1]}-{number}")
        sys.stdout.write(f"{sys.argv[1]}-{number}\n")
        sys.stdout.flush()
        if number % 10 == 9:
            seal()
