"""What ``bench.list_page`` measures, inside a process whose database is its own."""

import json
import random
import statistics
import time
from base64 import urlsafe_b64encode
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import include, path

from honours.directory.models import User
from honours.directory.vocabulary import Level, Role
from honours.registry.models import Activity
from honours.registry.vocabulary import ActivityKind, PeriodKind, Standing
from tests.factories import city, official

ROUNDS = 40
BARE = "bare page, two queries"
TRADES = (
    "教育", "卫生", "农业", "水利", "交通", "财政", "民政", "公安", "林业", "统计", "安全生产",
    "信访", "计划生育", "环境保护", "旅游", "招商引资", "双拥", "科技", "文化", "体育",
)  # fmt: skip
HONOURS = ("先进集体", "先进个人", "劳动模范", "优秀工作者", "示范单位", "标兵", "达标")
PLAIN_PAGE = """<!doctype html><title>{{ total }}</title><table>{% for row in rows %}
<tr><td>{{ row.number }}<td>{{ row.name }}<td>{{ row.state }}<td>{{ row.level }}<td>{{ row.kind }}
<td>{{ row.host_text }}<td>{{ row.organization }}<td>{{ row.registered_on }}
{% endfor %}</table>"""


def bare(request: HttpRequest) -> HttpResponse:
    """What anybody writes first: a count, fifty rows with their unit, a loop in a template."""
    del request
    rows = Activity.objects.select_related("organization").order_by("number")[:50]
    context = {"total": Activity.objects.count(), "rows": rows}
    return HttpResponse(engines["django"].from_string(PLAIN_PAGE).render(context))


urlpatterns = [path("bare/", bare), path("", include("honours.config.urls"))]


def measured(size: int) -> dict[str, dict[str, Any]]:
    """Milliseconds and queries of each page, the bare one first."""
    with override_settings(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"]):
        clients = _filled(size)
        return {
            name: _timed(clients[who], address) for name, (who, address) in _pages(size).items()
        }


def _pages(size: int) -> dict[str, tuple[str, str]]:
    middle = f"2010-{size // 2:06d}"
    mark = urlsafe_b64encode(json.dumps([middle, size // 2]).encode()).decode().rstrip("=")
    return {
        BARE: ("city", "/bare/"),
        "first page": ("city", "/registry/"),
        "filter": ("city", "/registry/?standing=suspended"),
        "filter and common word": ("city", "/registry/?standing=retained&q=劳动模范"),
        "filter and rare word": ("city", "/registry/?standing=retained&q=见义勇为"),
        "filter and phrase of common signs": ("city", "/registry/?standing=retained&q=第777届"),
        "two filters and a host": (
            "city",
            "/registry/?level=county&standing=retained&host=教育局",
        ),
        "place filter": ("city", "/registry/?place=511921"),
        "by sound": ("city", "/registry/?sort=sort_key"),
        "deep page": ("city", f"/registry/?after={mark}"),
        "one county's examiner": ("county", "/registry/"),
        "one bureau's clerk": ("bureau", "/registry/"),
        "due to be held": ("city", "/registry/due/"),
    }


def _filled(size: int) -> dict[str, Client]:
    here = city()
    units = [
        here[name] for name in ("巴中市教育局", "巴中市卫生局", "巴州区教育局", "通江县教育局")
    ]
    chance = random.Random(75)
    rows = (_activity(number, units, chance) for number in range(1, size + 1))
    Activity.objects.bulk_create(rows, batch_size=1000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {
        "city": _signed_in(official(here, Role.EXAMINER, "巴中市")),
        "county": _signed_in(official(here, Role.EXAMINER, "巴州区")),
        "bureau": _signed_in(official(here, Role.FILER, "通江县教育局")),
    }


def _activity(number: int, units: list[Any], chance: random.Random) -> Activity:
    unit = chance.choices(units, weights=(60, 30, 8, 2))[0]
    trade, honour = chance.choice(TRADES), chance.choice(HONOURS)
    praised = "见义勇为" if number % 1500 == 0 else f"{trade}系统"
    return Activity(
        organization=unit,
        number=f"2010-{number:06d}",
        registered_on=date(2010, 1 + number % 12, 1 + number % 28),
        state=chance.choices(list(Standing), weights=(10, 60, 8, 9, 2, 5, 3, 3))[0],
        name=f"{unit.name[:3]}{praised}第{number % 997}届{honour}评选表彰",
        kind=chance.choice(list(ActivityKind)),
        level=Level(unit.level),
        hosts=[unit.name, f"{unit.name[:3]}{trade}局"],
        period_kind=PeriodKind.REGULAR,
        period_months=chance.choice((12, 24, 36, 60)),
        last_held_on=date(chance.randint(2004, 2026), 5, 1),
        raw={"hosts": f"{unit.name}、{trade}局", "name": honour},
        basis_text=f"《关于开展{trade}系统评选活动的通知》",
    )


def _signed_in(user: User) -> Client:
    client = Client(HTTP_HOST=settings.ALLOWED_HOSTS[0].strip("*") or "testserver")
    client.force_login(user)
    return client


def _timed(client: Client, address: str) -> dict[str, Any]:
    """The median of processor time, after two warm rounds; and the queries of one."""
    for _ in range(2):
        answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address}: {answer.status_code}")
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    asked = len(queries)  # the next request empties the log
    rounds = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        client.get(address)
        rounds.append(time.process_time() - begun)
    return {"seconds": statistics.median(rounds), "queries": asked}
