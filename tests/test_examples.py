"""The shipped example: the March campaign says what it should, and put right it is silent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import claimcheck
from claimcheck.model import Report
from claimcheck.reports import Style, render
from claimcheck.verification.table import implemented

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
MARCH = ("email", "print", "web")


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch, rules_read_once: None) -> Callable[..., Report]:
    monkeypatch.chdir(EXAMPLES)
    return lambda *paths: claimcheck.check(paths, on="2026-03-03")


def test_the_march_campaign_as_text(
    checked: Callable[..., Report], golden: Callable[[str, str], None]
) -> None:
    golden("examples/march.txt", render(checked(*MARCH), "text", Style(explain=True)))


def test_every_family_of_rules_fires_somewhere(checked: Callable[..., Report]) -> None:
    """Also those that stand behind another finding: "also EM001"."""
    findings = checked(*MARCH).findings
    codes = {code for finding in findings for code in (finding.code, *finding.also)}
    judged = {code[:2] for code in implemented()}
    assert {code[:2] for code in codes} == judged
    stock = {"AV001", "AV002", "IN001", "IN002"}
    delivery = {"DL001", "DL002", "DL004"}
    performance = {"PF001", "PF005", "PF007", "CP003"}
    offers = {"AB001", "UR001", "UR003", "EM002", "DQ005", "EV002", "SD002"}
    leads = {"OB001", "OB003", "OB004", "LC001", "LC002", "LC003"}
    assert stock | delivery | performance | offers | leads <= codes


def test_both_campaigns_have_as_many_assets(checked: Callable[..., Report]) -> None:
    """The silence is worth something: the same kinds of file, and as much that was found right."""
    march, right = checked(*MARCH), checked("put-right")
    assert len(march.documents) == len(right.documents) == 9
    assert sorted(Path(d.document.path).suffix for d in march.documents) == sorted(
        Path(d.document.path).suffix for d in right.documents
    )


def test_the_same_campaign_put_right_is_silent(checked: Callable[..., Report]) -> None:
    assert [(f.path, f.code, f.text) for f in checked("put-right").findings] == []


def test_the_clean_page_alone_is_clean(checked: Callable[..., Report]) -> None:
    assert checked("web/tally.html").findings == ()
