"""Chromium for tests. A room's ``conftest.py`` says ``from tests.browser import browser, page``.

``page`` is a fresh page in a headless Chromium, ``live_server.url`` (pytest-django) the address to
open. Without Chromium on the machine the tests that ask for them are skipped and say so. A page
that logs an error of script or policy fails its test.
"""

import os
import shutil
from contextlib import ExitStack

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

# Playwright keeps an event loop in the thread of the test, which Django takes for async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
OFFICE = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 640}

SMALL_TARGETS = """
[...document.querySelectorAll("a, button, summary, select, input:not([type=hidden])")]
  .filter((element) => {
    const box = element.getBoundingClientRect();
    const isShown = box.width && box.height && getComputedStyle(element).visibility === "visible";
    return isShown && (box.width < 23.9 || box.height < 23.9) && !element.matches(".skip-link");
  })
  .map((element) => element.outerHTML.slice(0, 120))
"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


_chromium = ExitStack()
_users: list[Browser] = []
"""Every room that imports the fixture has its own; they share one Chromium, since a process can
hold only one synchronous Playwright at a time."""


@pytest.fixture(scope="session")
def browser():
    if not os.access(CHROMIUM, os.X_OK):
        pytest.skip("没有安装Chromium，浏览器测试略过。")
    _users.append(_users[0] if _users else _launch())
    yield _users[0]
    _users.pop()
    if not _users:
        _chromium.close()


def _launch() -> Browser:
    playwright = _chromium.enter_context(sync_playwright())
    chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    _chromium.callback(chromium.close)
    return chromium


@pytest.fixture
def page(browser):
    complaints: list[str] = []
    context = browser.new_context(viewport=OFFICE, locale="zh-CN")
    opened = context.new_page()
    opened.on("console", lambda message: _note(message, complaints))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert complaints == [], complaints


def _note(message: ConsoleMessage, complaints: list[str]) -> None:
    # A refusal answers 422 on purpose; Chromium reports every 4xx as a failed load.
    if message.type == "error" and "status of 4" not in message.text:
        complaints.append(message.text)


def assert_accessible(page: Page) -> None:
    """No finding of axe, nothing wider than the window, no target below 24 by 24 pixels."""
    barriers = barriers_on(page)
    assert barriers == [], f"{page.url}: {barriers}"


def barriers_on(page: Page) -> list[str]:
    """What keeps somebody from using the page; empty where nothing does."""
    found = Axe().run(page).response["violations"]
    told = [f"{one['id']}: {one['help']} {one['nodes'][0]['html'][:160]}" for one in found]
    if (excess := page.evaluate(OVERFLOW)) > 0:
        told.append(f"页面比窗口宽{excess}像素，需要左右滚动")
    return told + [f"太小，点不准：{one}" for one in page.evaluate(SMALL_TARGETS)]
