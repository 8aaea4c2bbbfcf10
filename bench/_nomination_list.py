"""What ``bench.nomination_list`` measures, inside a process whose database is its own."""

import csv
import io
import json
import statistics
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

import xlsxwriter
from django.contrib.auth.decorators import login_required
from django.core.management import call_command
from django.db import connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.template import engines
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import include, path

from bench._nomination_rows import RARE, fill, name_of
from bench._nomination_town import busy_town
from honours.commendations.lists.nominations import listed, nominations_page
from honours.commendations.models.nominations import Nomination, Person
from honours.commendations.queries.nominations import visible_nominations
from honours.directory.models import User
from honours.directory.permissions import mandate_of
from honours.spreadsheets.streaming import csv_lines, write_table

ROUNDS = 30
BARE = "bare page: session, user, count, fifty rows"
LIST = "/commendations/nominations/"
PLAIN_PAGE = """<!doctype html><title>{{ total }}</title><table>{% for row in rows %}
<tr><td>{{ row.number }}<td>{{ row.unit }}<td>{{ row.state }}<td>{{ row.organization }}
<td>{{ row.title }}<td>{{ row.kind }}<td>{{ row.edition }}<td>{{ row.created_on }}
{% endfor %}</table>"""
PLAIN_SQL = """SELECT n.number, p.name, n.kind, n.unit, o.name, t.name, p.rank,
p.identity_category, p.is_front_line, n.state, e.name, n.created_on
FROM commendations_nomination n JOIN commendations_person p ON p.nomination_id = n.id
JOIN directory_organization o ON o.id = n.organization_id
JOIN commendations_title t ON t.id = n.title_id
JOIN commendations_edition e ON e.id = n.edition_id ORDER BY n.id"""


@login_required
def bare(request: HttpRequest) -> HttpResponse:
    """What anybody writes first: a count, fifty rows with what they name, a loop in a template."""
    del request
    wanted = Nomination.objects.select_related("organization", "title", "edition")
    rows = wanted.defer("account", "brief", "raw").order_by("pk")[:50]
    context = {"total": Nomination.objects.count(), "rows": rows}
    return HttpResponse(engines["django"].from_string(PLAIN_PAGE).render(context))


urlpatterns = [path("bare/", bare), path("", include("honours.config.urls"))]


def filled(size: int) -> dict[str, Any]:
    """Tables, people and rows; who will look at them."""
    call_command("migrate", verbosity=0)
    busy = busy_town()
    fill(busy, size)
    return {"city": busy.here.examiner.username, "clerk": busy.clerks[4][0].username}


def pages(size: int, who: dict[str, str]) -> dict[str, dict[str, Any]]:
    """Processor time and queries of each page, the bare one first."""
    clients = {key: _client(name) for key, name in who.items()}
    with override_settings(ROOT_URLCONF=__name__):
        return {
            name: _timed(clients[whose], address)
            for name, (whose, address) in _addresses(size).items()
        }


def _addresses(size: int) -> dict[str, tuple[str, str]]:
    middle, late = _mark(size // 2), _mark(size * 99 // 100)
    return {
        BARE: ("city", "/bare/"),
        "first page": ("city", LIST),
        "in the middle": ("city", f"{LIST}?after={middle}"),
        "near the end": ("city", f"{LIST}?after={late}"),
        "state filter": ("city", f"{LIST}?state=first_reviewed"),
        "… deep": ("city", f"{LIST}?state=first_reviewed&after={middle}"),
        "text, common": ("city", f"{LIST}?q=实验小学"),
        "text, rare": ("city", f"{LIST}?q={RARE}"),
        "filter and text": ("city", f"{LIST}?state=reported&q=人民医院"),
        "exact name": ("city", f"{LIST}?named={name_of(4321)}"),
        "rank": ("city", f"{LIST}?rank=section"),
        "front line and kind": ("city", f"{LIST}?front_line=yes&kind=person"),
        "one unit's clerk": ("clerk", LIST),
    }


def _mark(place: int) -> str:
    key = Nomination.objects.order_by("pk").values_list("pk", flat=True)[place]
    return urlsafe_b64encode(json.dumps([key, key]).encode()).decode().rstrip("=")


def _client(username: str) -> Client:
    client = Client(HTTP_HOST="localhost")
    client.force_login(User.objects.get(username=username))
    return client


def _timed(client: Client, address: str) -> dict[str, Any]:
    """Medians of processor time and of time by the clock, after two warm rounds."""
    for _ in range(2):
        answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address}: {answer.status_code}")
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    asked = len(queries)  # the next request empties the log
    rounds, waits = [], []
    for _ in range(ROUNDS):
        begun, since = time.process_time(), time.perf_counter()
        client.get(address)
        rounds.append(time.process_time() - begun)
        waits.append(time.perf_counter() - since)
    return {
        "seconds": statistics.median(rounds),
        "wall": statistics.median(waits),
        "queries": asked,
    }


def names_apart() -> float:
    """Milliseconds to open the names on one page."""
    begun = time.process_time()
    for _ in range(ROUNDS):
        for person in Person.objects.only("name")[:50]:
            str(person.name)
    opened = time.process_time() - begun
    begun = time.process_time()
    for _ in range(ROUNDS):
        list(Person.objects.only("rank")[:50])
    return (opened - (time.process_time() - begun)) / ROUNDS * 1000


def exported(kind: str, who: dict[str, str]) -> dict[str, float]:
    """Rows a processor second of an export, against the bare ceiling; and how memory grew."""
    ceiling = {"csv": _bare_csv, "xlsx": _bare_xlsx}[kind]
    client = _client(who["city"])
    client.get(LIST)
    before = _resident()
    begun, since = time.process_time(), time.perf_counter()
    answer = client.get(f"{LIST}?export={kind}")
    if not isinstance(answer, StreamingHttpResponse) and not hasattr(answer, "streaming_content"):
        raise RuntimeError(f"export: {answer.status_code}")
    peak, first, length = before, 0.0, 0
    for chunk in answer.streaming_content:
        first = first or time.perf_counter() - since
        length += len(chunk)
        if kind == "xlsx" or length % 50 == 0:
            peak = max(peak, _resident())
    took = time.process_time() - begun
    rows = visible_nominations(mandate_of(User.objects.get(username=who["city"]))).count()
    return {
        "rows": rows,
        "rate": rows / took,
        "wall": time.perf_counter() - since,
        "first": first,
        "growth": max(peak, _peak()) - before,
        **ceiling(),
        **_in_pieces(kind, who),
    }


def _in_pieces(kind: str, who: dict[str, str]) -> dict[str, float]:
    """The same rows a step at a time: read, read and opened, written."""
    mandate = mandate_of(User.objects.get(username=who["city"]))
    page = nominations_page(mandate, [])
    shown_rows = listed(visible_nominations(mandate)).order_by("pk")
    rows = shown_rows.values_list(*page.light, named=True)[:20_000]
    columns = page.columns
    begun = time.process_time()
    objects = list(rows)
    read = time.process_time()
    readers = [column.read for column in columns]
    table = [[read(row) for read in readers] for row in objects]
    shown = time.process_time()
    writers: dict[str, Callable[[], Any]] = {
        "csv": lambda: sum(len(line) for line in csv_lines(["列"], table)),
        "xlsx": partial(write_table, [column.label for column in columns], table, io.BytesIO()),
    }
    writers[kind]()
    written = time.process_time()
    for person in Person.objects.only("rank")[: len(table)]:
        str(person.rank)
    closed = time.process_time()
    for person in Person.objects.only("name")[: len(table)]:
        str(person.name)
    opened = time.process_time()
    each = 1_000_000 / max(len(table), 1)
    return {
        "read": (read - begun) * each,
        "show": (shown - read) * each,
        "write": (written - shown) * each,
        "open": ((opened - closed) - (closed - written)) * each,
    }


def _bare_csv() -> dict[str, float]:
    """A cursor into csv.writer: the ciphertext as it lies there."""
    begun, counted, into = time.process_time(), 0, io.StringIO()
    writer = csv.writer(into)
    for row in _plain_rows():
        writer.writerow(row)
        counted += 1
    return {"limit": counted / (time.process_time() - begun)}


def _bare_xlsx() -> dict[str, float]:
    """xlsxwriter alone, its strings shared, on rows that are there."""
    table = [["" if cell is None else str(cell)[:12] for cell in row] for row in _plain_rows()]
    begun = time.process_time()
    with xlsxwriter.Workbook(io.BytesIO()) as workbook:
        sheet = workbook.add_worksheet()
        for number, row in enumerate(table):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell)
    return {"limit": len(table) / (time.process_time() - begun)}


def _plain_rows() -> Iterable[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(PLAIN_SQL)
        yield from cursor


def _resident() -> float:
    return _status("VmRSS")


def _peak() -> float:
    return _status("VmHWM")


def _status(name: str) -> float:
    """Megabytes of this process, as the kernel tells."""
    told = Path("/proc/self/status").read_text()
    line = next(line for line in told.splitlines() if line.startswith(name))
    return int(line.split()[1]) / 1024
