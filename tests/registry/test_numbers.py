"""Registry numbers under a race, on the real PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections

from honours.directory.vocabulary import Role
from honours.registry.models import Activity
from honours.registry.operations.activities import Registration, register_many
from tests.factories import city, official
from tests.registry.conftest import REGISTERED_ON, particulars

WRITERS = 6
EACH = 5


def test_writers_at_once_never_take_the_same_number_and_leave_no_gap(on_postgres):
    here = city()
    examiner = official(here, Role.EXAMINER, "巴中市")
    start = Barrier(WRITERS)

    def enter(writer: int) -> None:
        try:
            start.wait(20)
            for number in range(EACH):
                registration = Registration(here["巴中市"], particulars(f"{writer}之{number}评选"))
                register_many([registration], by=examiner, on=REGISTERED_ON)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(enter, range(WRITERS)))
    numbers = sorted(Activity.objects.values_list("number", flat=True))
    assert numbers == [f"2010-{number:06d}" for number in range(1, WRITERS * EACH + 1)]
