"""The report in a real browser: every page that a test opens asks for nothing and runs without an error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from claimcheck.model import Report
from claimcheck.reports import render
from tests.browser.chromium import FLAGS, chromium

PHONE, DESK = (360, 780), (1440, 1000)


@dataclass
class Tab:
    """A report opened from disk, and everything that happened in it unasked."""

    page: Page
    file: Path
    asked_for: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.asked_for.append(request.url))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on(
            "dialog", lambda dialog: (self.said.append(f"dialog {dialog.message}"), dialog.dismiss())
        )

    @property
    def address(self) -> str:
        return self.file.as_uri()

    def go(self, fragment: str = "") -> Page:
        self.page.goto("about:blank")  # a new fragment alone would not load the page again
        self.page.goto(self.address + fragment)
        return self.page

    @property
    def fragment(self) -> str:
        return str(self.page.evaluate("decodeURIComponent(location.hash)"))

    @property
    def asked_elsewhere(self) -> list[str]:
        """Requests but for the page itself; a file that is exported comes out of the page's own memory."""
        own = (self.address, "about:blank", "blob:")
        return [url for url in self.asked_for if not url.startswith(own)]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


_texts: dict[int, tuple[Report, str]] = {}


def rendered(report: Report) -> str:
    """The page of a report, made once for all tests of the same one."""
    if id(report) not in _texts:
        _texts[id(report)] = (report, render(report, "html"))
    return _texts[id(report)][1]


def until(page: Page, expression: str) -> None:
    """Wait until an expression holds. Playwright's own wait is a script that the page's policy forbids."""
    for _ in range(200):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(20)
    raise AssertionError(f"{expression} never came true")


Open = Callable[..., Tab]


@pytest.fixture
def tab(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """``tab(report, size=…, scheme=…, scripts=…)``: the report in a fresh browser profile."""
    contexts: list[BrowserContext] = []
    tabs: list[Tab] = []

    def open_(
        report: Report,
        size: tuple[int, int] = DESK,
        scheme: str = "light",
        *,
        scripts: bool = True,
        fragment: str = "",
    ) -> Tab:
        file = tmp_path / "report.html"
        file.write_text(rendered(report), encoding="utf-8")
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=scripts,
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        made = Tab(context.new_page(), file)
        made.page.goto(made.address + fragment)
        tabs.append(made)
        return made

    yield open_
    for context in contexts:
        context.close()
    assert [each.asked_elsewhere for each in tabs if each.asked_elsewhere] == []
    assert [each.said for each in tabs if each.said] == []
