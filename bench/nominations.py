"""One nomination handed on over HTTP, and one struck off: the form fetched, then posted.

A new nomination, with everything typed and the photograph, handed on in one post. The probe gets
the same post and keeps the file as it is.

The real server (granian, two workers) on PostgreSQL, with roles, quota ledger, workflow and audit
on; one client, then eight at once, clerks of four units. Baseline in the same run: a bare Django
probe (``bench/_probe.py``) behind the same server on the same database. Short rounds of both take
turns. Compared is the processor time of the server's processes, with PostgreSQL's beside it.
"""

import base64
import http.client
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psutil

from bench._step import ROOT, step
from tests.postgres import address_of, environment_of, execute, scratch_server

WEB = "bench._nomination_web"
PROBE = "bench._probe"
PROBE_SETTINGS = "bench._probe_settings"
ROUNDS = 4
EACH = {1: 12, 8: 4}
TARGET = {"submission": 0.70, "decision": 0.68}
MOST_STATEMENTS = {"submission": 25, "decision": 20}
BOUNDARY = "so-ends-one-part-of-the-form"
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True)
class Task:
    """One thing a client does: fetch this page, post this form to it."""

    cookie: str
    address: str
    form: dict[str, str]
    photograph: bytes = b""

    def body(self, token: str) -> tuple[bytes, str]:
        """What is posted, and as what; with a file in parts, as browsers do it."""
        form = {**self.form, "csrfmiddlewaretoken": token}
        if not self.photograph:
            return urlencode(form).encode(), "application/x-www-form-urlencoded"
        head = f"--{BOUNDARY}\r\nContent-Disposition: form-data; "
        lines = [f'{head}name="{name}"\r\n\r\n{text}\r\n' for name, text in form.items()]
        file = f'{head}name="photo"; filename="photo.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
        body = "".join([*lines, file]).encode() + self.photograph + f"\r\n--{BOUNDARY}--".encode()
        return body, f"multipart/form-data; boundary={BOUNDARY}"


@dataclass
class Server:
    port: int
    process: psutil.Process

    def seconds(self) -> float:
        return _seconds(self.process)


def run() -> None:
    """Print processor time, rate and statements of both, and the ratio to the probe."""
    with tempfile.TemporaryDirectory() as home, scratch_server() as database:
        execute(database, "CREATE DATABASE bench")
        ours = environment_of(address_of(database, "bench"), home=home)
        bare = {**ours, "DJANGO_SETTINGS_MODULE": PROBE_SETTINGS}
        known = step(ours, WEB, "prepared")
        step(bare, PROBE, "make_tables")
        clerks = {one["clerk"]: one for one in known["clerks"]}
        nominees = iter(step(ours, WEB, "nominees", list(clerks), 1, 400))
        pair = [next(nominees), next(nominees)]
        cookies = [clerks[one["clerk"]]["cookie"] for one in pair]
        asked = step(ours, WEB, "statements", cookies, pair, known["examiner"])
        postmaster = psutil.Process(database.get_postmaster_info().process.pid)
        with _server(ours) as system, _server(bare) as probe:
            both = (system, probe, postmaster)
            _measure("submission", asked, both, lambda many: _submissions(clerks, nominees, many))
            matters = iter(enumerate(step(ours, WEB, "report"), start=1))
            _measure("decision", asked, both, lambda many: _decisions(known, matters, many))


def _measure(
    name: str,
    asked: dict[str, int],
    both: tuple[Server, Server, psutil.Process],
    tasks: Any,
) -> None:
    system, probe, postmaster = both
    for clients, each in EACH.items():
        found: dict[str, list[tuple[float, float, float]]] = {"system": [], "probe": []}
        for turn in range(ROUNDS + 1):
            wanted = tasks(clients * each)
            for key, server, chosen in (
                ("system", system, [one[0] for one in wanted]),
                ("probe", probe, [one[1] for one in wanted]),
            ):
                told = _round(server, postmaster, chosen, clients)
                if turn:  # the first round warms both
                    found[key].append(told)
        _print(name, clients, found, asked[name])


def _print(
    name: str, clients: int, found: dict[str, list[tuple[float, float, float]]], asked: int
) -> None:
    ours, bare = (
        [statistics.median(one) for one in zip(*found[key], strict=True)]
        for key in ("system", "probe")
    )
    ratio = (bare[0] + bare[1]) / (ours[0] + ours[1])
    verdict = "met" if ratio >= TARGET[name] else "NOT MET"
    most = MOST_STATEMENTS[name]
    print(
        f"  {name}, {clients} at once: {ours[0] * 1000:6.1f} + {ours[1] * 1000:4.1f} ms CPU "
        f"(server + PostgreSQL), {1 / ours[2]:5.1f}/s; probe {bare[0] * 1000:5.1f} + "
        f"{bare[1] * 1000:4.1f} ms, {1 / bare[2]:5.1f}/s; {ratio:.2f} of the probe by CPU, "
        f"{bare[2] / ours[2]:.2f} by the clock ({verdict}, target {TARGET[name]}); "
        f"{asked} statements ({'met' if asked <= most else 'NOT MET'}, at most {most})",
        flush=True,
    )


def _round(
    server: Server, postmaster: psutil.Process, tasks: Sequence[Task], clients: int
) -> tuple[float, float, float]:
    """Seconds of the server's processors, of PostgreSQL's and of the clock, for one task."""
    web, database, begun = server.seconds(), _seconds(postmaster), time.perf_counter()
    shares = [tasks[start::clients] for start in range(clients)]
    with ThreadPoolExecutor(clients) as pool:
        list(pool.map(lambda share: _work(server.port, share), shares))
    took = time.perf_counter() - begun
    spent = (server.seconds() - web, _seconds(postmaster) - database, took)
    return tuple(one / len(tasks) for one in spent)  # type: ignore[return-value]


def _work(port: int, tasks: Sequence[Task]) -> None:
    """One client over one connection."""
    wire = http.client.HTTPConnection("localhost", port)
    for task in tasks:
        wire.request("GET", task.address, headers={"Cookie": f"sessionid={task.cookie}"})
        answer = wire.getresponse()
        page = answer.read()
        token = TOKEN.search(page)
        if token is None:
            raise RuntimeError(f"{task.address}: {answer.status}")
        crumb = (answer.getheader("Set-Cookie") or "").split(";")[0]
        body, kind = task.body(token[1].decode())
        headers = {
            "Cookie": f"sessionid={task.cookie}; {crumb}",
            "Content-Type": kind,
        }
        wire.request("POST", task.address, body, headers)
        answer = wire.getresponse()
        told = answer.read()
        if answer.status != 302:
            raise RuntimeError(f"{task.address}: {answer.status} {told[-1500:].decode()}")
    wire.close()


def _submissions(
    clerks: dict[int, dict[str, str]], nominees: Iterator[dict[str, Any]], many: int
) -> list[tuple[Task, Task]]:
    made = []
    for _ in range(many):
        nominee = next(nominees)
        clerk, form = clerks[nominee["clerk"]], nominee["form"]
        photograph = base64.b64decode(clerk["photograph"])
        ours = Task(clerk["cookie"], nominee["address"], {**form, "deed": "submit"}, photograph)
        made.append((ours, Task(clerk["cookie"], clerk["probe"], form, photograph)))
    return made


def _decisions(
    known: dict[str, Any], matters: Iterator[tuple[int, str]], many: int
) -> list[tuple[Task, Task]]:
    made, words = [], {"reason": "经查不符合条件，取消资格。"}
    for _ in range(many):
        number, address = next(matters)
        ours = Task(known["examiner"], address, words)
        made.append((ours, Task(known["examiner"], f"/strike/{number}/", words)))
    return made


@contextmanager
def _server(environment: dict[str, str]) -> Iterator[Server]:
    port = _free_port()
    granian = shutil.which("granian", path=str(Path(sys.executable).parent)) or "granian"
    words = [granian, "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    words += ["--workers", "2", "--blocking-threads", "4", "--log-level", "error", "--no-ws"]
    process = subprocess.Popen(  # noqa: S603 - our own server
        [*words, "honours.config.wsgi:application"], env=environment, cwd=ROOT
    )
    try:
        _wait_for(port)
        yield Server(port, psutil.Process(process.pid))
    finally:
        process.terminate()
        process.wait(10)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the server does not answer")


def _seconds(process: psutil.Process) -> float:
    """Of the process and all below it, ended ones included."""
    spent = process.cpu_times()
    own = spent.user + spent.system + spent.children_user + spent.children_system
    for child in process.children(recursive=True):
        try:
            each = child.cpu_times()
        except psutil.NoSuchProcess:
            continue
        own += each.user + each.system
    return float(own)
