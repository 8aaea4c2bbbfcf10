"""One visit to one address, and everything an answer carries, unpacked into text."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from io import BytesIO
from typing import Any
from urllib.parse import quote
from zipfile import BadZipFile, ZipFile

from django.db import connection, transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import Resolver404, resolve

from honours.directory.models import User
from honours.kernel.terms import Term
from tests.leaks.fields import personal_fields

_LINK = re.compile(r'(?:href|src|hx-get|action)="([^"#]*)[^"]*"')
_SEARCH_BOX = re.compile(r'<input[^>]*\bname="q"')
_CHANGING = re.compile(
    r'(name="csrfmiddlewaretoken" value=")[^"]*|(csrf-token" content=")[^"]*|X-CSRFToken[^}]*'
)


class Channel(Term):
    """The ways by which a value may leave."""

    PAGE = "page", "页面"
    LIST = "list", "列表"
    SEARCH = "search", "检索"
    COUNT = "count", "计数"
    EXPORT = "export", "导出"
    FILE = "file", "文件"
    MAIL = "mail", "邮件"
    RECORDS = "records", "审计、日志和任务"


@dataclass(frozen=True)
class Viewer:
    label: str
    user: User | None
    is_outsider: bool = False


@dataclass(frozen=True)
class Answer:
    address: str
    status: int
    kind: str
    text: str
    reads_personal_rows: bool
    """Whether a table with personal fields was asked: what asked none cannot depend on any."""

    @property
    def route(self) -> str:
        return route_of(self.address)

    @property
    def is_page(self) -> bool:
        return self.status == 200 and self.kind.startswith("text/html")

    @property
    def channel(self) -> Channel:
        if "export=" in self.address or "csv" in self.kind or "spreadsheet" in self.kind:
            return Channel.EXPORT
        if not self.kind.startswith("text/html") and self.status == 200:
            return Channel.FILE
        return Channel.LIST if _SEARCH_BOX.search(self.text) else Channel.PAGE

    @property
    def has_search(self) -> bool:
        return self.is_page and _SEARCH_BOX.search(self.text) is not None

    def links(self) -> Iterator[str]:
        """Addresses of this site that the page names, where they can be read."""
        for link in _LINK.findall(self.text) if self.is_page else ():
            address = unescape(link)
            if address.startswith("?"):
                address = self.address.partition("?")[0] + address
            if address.startswith("/") and not address.startswith(("//", "/static/")):
                yield address

    def comparable(self, *asked: str) -> str:
        """The page without headers, what was asked, and what changes from visit to visit."""
        text = _CHANGING.sub("", self.text.partition("\n\n")[2])
        for words in asked:
            text = text.replace(words, "□").replace(quote(words), "□")
        return text


class Asked:
    """Listens whether a statement names a table that holds personal fields."""

    def __init__(self) -> None:
        self.of_persons = False

    def __call__(self, execute: Any, sql: str, *rest: Any) -> Any:
        self.of_persons = self.of_persons or any(name in sql for name in _personal_tables())
        return execute(sql, *rest)


@cache
def _personal_tables() -> frozenset[str]:
    return frozenset(f'"{one.model._meta.db_table}"' for one in personal_fields())


def route_of(address: str) -> str:
    try:
        return resolve(address.partition("?")[0]).view_name
    except Resolver404:
        return ""


def visited(client: Client, address: str) -> Answer:
    """What this person gets there; whatever the visit changed is undone."""
    cookies = dict(client.cookies)
    asked = Asked()
    with transaction.atomic(), connection.execute_wrapper(asked):
        response = client.get(address)
        body = content_of(response)
        transaction.set_rollback(True)
    client.cookies.clear()
    client.cookies.update(cookies)
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    kind = response.get("Content-Type", "")
    text = f"{headers}\n\n{readable(body)}"
    return Answer(address, response.status_code, kind, text, asked.of_persons)


def content_of(response: HttpResponseBase) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def readable(body: bytes) -> str:
    """The bytes as text: archives and packed streams opened, whatever encoding they claim."""
    if body.startswith(b"PK\x03\x04"):
        return _unzipped(body)
    if b"%PDF-" in body[:1024]:
        return _unpacked(body)
    text = body.decode("utf-8", errors="replace")
    return text if "\ufffd" not in text else text + body.decode("gb18030", errors="ignore")


def _unzipped(body: bytes) -> str:
    try:
        with ZipFile(BytesIO(body)) as archive:
            parts = [readable(archive.read(name)) for name in archive.namelist()]
    except BadZipFile:
        parts = []
    return "\n".join([*parts, body.decode("latin-1")])


def _unpacked(body: bytes) -> str:
    texts = [body.decode("latin-1")]
    for match in re.finditer(rb"stream\r?\n(.*?)endstream", body, re.DOTALL):
        try:
            texts.append(zlib.decompressobj().decompress(match[1]).decode("latin-1"))
        except zlib.error:
            continue
    return "\n".join(texts)
