"""People at their own browsers: each signs in, clicks, reads, and sees what became of it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from playwright.sync_api import Browser, Download, Locator, Page, expect

from honours.directory.models import User
from tests.browser import OFFICE
from tests.factories import PASSWORD, with_password


class Seat:
    """One person at one browser. ``sees`` fails where the words do not stand on the page."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    def sign_in(self, user: User, *, then: str) -> None:
        """Through the page of sign-in, as anybody has to."""
        self.page.goto(f"{self.address}{then}")
        expect(self.page.locator("h1")).to_have_text(re.compile("登录"))
        self.page.get_by_label("登录名").fill(user.username)
        self.page.get_by_label("密码").fill(PASSWORD)
        self.page.keyboard.press("Enter")
        expect(self.page).to_have_url(f"{self.address}{then}")
        self.page.wait_for_load_state()

    def open(self, path: str) -> None:
        self.page.goto(f"{self.address}{path}")

    def sees(self, *words: str) -> None:
        for one in words:
            expect(self.page.locator("main")).to_contain_text(one)

    def does_not_see(self, *words: str) -> None:
        for one in words:
            expect(self.page.locator("main")).not_to_contain_text(one)

    def is_on(self, heading: str) -> None:
        expect(self.page.locator("h1")).to_contain_text(heading)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str) -> None:
        self.page.locator("main").get_by_role("link", name=name, exact=True).first.click()

    def turn_to(self, tab: str) -> None:
        tabs = self.page.get_by_role("navigation", name="分页签")
        tabs.get_by_role("link", name=tab, exact=True).click()

    def field(self, label: str) -> Locator:
        """What the label stands for, whether or not it has to be filled in."""
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}\s*(＊|必填)?\s*$"))

    def row(self, name: str) -> Locator:
        """The row of a table, or of the stacked cards of a phone, that holds the words."""
        return self.page.locator("tbody tr").filter(has_text=name)

    def tick(self, name: str) -> None:
        self.row(name).get_by_role("checkbox").check()

    def send_file(self, path: Path) -> None:
        self.page.get_by_label("登记表文件").set_input_files(path)
        self.press("上传登记表")

    def take_file(self, name: str) -> Download:
        with self.page.expect_download() as coming:
            self.follow(name)
        return coming.value

    def watch_job(self) -> None:
        """See the job wait, let the worker do it, see it done without touching the page."""
        self.sees("排队中")
        self.page.wait_for_load_state("networkidle")
        call_command("work", once=True)
        expect(self.page.get_by_role("link", name="查看结果")).to_be_visible(timeout=10_000)
        self.follow("查看结果")


@contextmanager
def seats(
    browser: Browser, address: str, *users: User, then: str, **how: object
) -> Iterator[list[Seat]]:
    """A signed-in seat for each person. An error of script or policy on any page fails."""
    complaints: list[str] = []
    contexts, taken = [], []
    # All before the first page: the server of the test writes on the same connection.
    known = [with_password(user) for user in users]
    for user in known:
        context = browser.new_context(**{"viewport": OFFICE, "locale": "zh-CN", **how})
        page = context.new_page()
        # What the page asks for is held back while the test does a job on the same connection.
        page.route("**/jobs/**", lambda route: route.continue_())
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda message: (
                complaints.append(message.text)
                if message.type == "error" and "status of 4" not in message.text
                else None
            ),
        )
        seat = Seat(page, address)
        seat.sign_in(user, then=then)
        contexts.append(context)
        taken.append(seat)
    yield taken
    for context in contexts:
        context.close()
    assert complaints == [], complaints
