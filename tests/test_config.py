"""Settings: where they are found, what they say, what is refused."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from textwrap import dedent

import pytest

from claimcheck.config import MaxAge, Settings, Thresholds, load_settings
from claimcheck.errors import SettingsError

FULL = """\
claimcheck: 1
facts: facts/
campaigns: [campaigns/, extra.yaml]
channels: {"email/**": email, "print/**": direct-mail}
fail_on: warning
jurisdictions: [GB, EU, "NO"]
timezone: Europe/London
home: GB
working_days: [mon-thu, sat]
holidays: [2026-04-03, GB-SCT]
thresholds:
  low_stock: 1,000 units
  low_stock_days_of_cover: 2 weeks
  on_time_rate: 97.5%
  quantity_tolerance: 5%
  figure_tolerance: 1%
  from_upto_coverage: 12%
  upto_share: {US: 80%, GB: 20%}
  objection_frequency: 15%
  long_lead_time_days: 30
max_age:
  {stock: 24 hours, price: 7 days, delivery: 90 days, performance: 24 months,
   reviews: 30 days, objections: 6 months}
audiences: {trade: shops with an account}
regions: {"GB mainland": ["GB-ENG", "GB-SCT mainland", "GB-WLS"], home islands: GB islands}
default_regions: [GB mainland]
strict: true
select: [AV001]
ignore: IN003
exclude: ["drafts/**"]
severity: {EV001: note}
front_matter: [title, teaser]
"""


def written(folder: Path, text: str, name: str = "claimcheck.yaml") -> Path:
    file = folder / name
    file.write_text(dedent(text), encoding="utf-8")
    return file


def said(folder: Path, text: str, name: str = "claimcheck.yaml") -> list[str]:
    file = written(folder, text, name)
    with pytest.raises(SettingsError) as problem:
        load_settings(folder, file)
    return str(problem.value).splitlines()


def test_every_setting(tmp_path: Path) -> None:
    found = load_settings(tmp_path, written(tmp_path, FULL))
    assert found == Settings(
        root=tmp_path,
        facts=("facts/",),
        campaigns=("campaigns/", "extra.yaml"),
        channels={"email/**": "email", "print/**": "direct-mail"},
        fail_on="warning",
        jurisdictions=("GB", "EU", "NO"),
        timezone="Europe/London",
        home="GB",
        working_days=(0, 1, 2, 3, 5),
        holidays=(date(2026, 4, 3),),
        holidays_of=("GB-SCT",),
        thresholds=Thresholds(
            low_stock=Decimal(1000),
            low_stock_days_of_cover=Decimal(14),
            on_time_rate=Decimal("97.5"),
            quantity_tolerance=Decimal(5),
            figure_tolerance=Decimal(1),
            from_upto_coverage=Decimal(12),
            upto_share={"US": Decimal(80), "default": Decimal(10), "GB": Decimal(20)},
            objection_frequency=Decimal(15),
            long_lead_time_days=Decimal(30),
        ),
        max_age=MaxAge(
            stock=timedelta(hours=24),
            price=timedelta(days=7),
            delivery=timedelta(days=90),
            performance=timedelta(days=730),
            reviews=timedelta(days=30),
            objections=timedelta(days=182.5),
        ),
        audiences={"trade": "shops with an account"},
        regions={"GB mainland": ("GB-ENG", "GB-SCT mainland", "GB-WLS"), "home islands": ("GB islands",)},
        default_regions=("GB mainland",),
        strict=True,
        select=("AV001",),
        ignore=("IN003",),
        exclude=("drafts/**",),
        severity={"EV001": "note"},
        front_matter=("title", "teaser"),
        origins=found.origins,
    )


def test_every_value_knows_where_it_came_from(tmp_path: Path) -> None:
    found = load_settings(tmp_path, written(tmp_path, "facts: a\nthresholds:\n  low_stock: 3\n")).origins
    assert found["facts"] == "claimcheck.yaml:1:1"
    assert found["thresholds.low_stock"] == "claimcheck.yaml:3:3"
    assert found["thresholds.on_time_rate"] == "default"
    assert found["timezone"] == "default"
    assert "root" not in found


def test_the_nearest_file_upwards(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    written(tmp_path, "fail_on: note\n")
    written(tmp_path / "a", "fail_on: never\n")
    assert load_settings(deep).fail_on == "never"
    assert load_settings(deep).root == tmp_path / "a"
    assert load_settings(tmp_path).fail_on == "note"
    copy = written(deep, "text", "copy.txt")
    assert load_settings(copy).fail_on == "never"


def test_the_search_ends_at_the_root_of_the_repository(tmp_path: Path) -> None:
    repository = tmp_path / "repository"
    (repository / ".git").mkdir(parents=True)
    written(tmp_path, "fail_on: note\n")
    assert load_settings(repository) == Settings(root=repository)
    written(repository, "fail_on: never\n")
    assert load_settings(repository).fail_on == "never"


def test_an_explicit_file_is_taken_and_must_be_there(tmp_path: Path) -> None:
    written(tmp_path, "fail_on: note\n")
    other = written(tmp_path, "fail_on: never\n", "other.yaml")
    assert load_settings(tmp_path, other).fail_on == "never"
    with pytest.raises(SettingsError, match=r"missing\.yaml: This file cannot be read"):
        load_settings(tmp_path, tmp_path / "missing.yaml")


def test_pyproject(tmp_path: Path) -> None:
    written(
        tmp_path,
        """\
        [project]
        name = "x"

        [tool.claimcheck]
        facts = ["facts/"]
        strict = true
        holidays = [2026-04-03]
        "fail_on" = "never"

        [tool.claimcheck.thresholds]
        low_stock = 12
        on_time_rate = "90%"
    """,
        "pyproject.toml",
    )
    found = load_settings(tmp_path)
    assert (found.facts, found.strict, found.holidays, found.fail_on) == (
        ("facts/",),
        True,
        (date(2026, 4, 3),),
        "never",
    )
    assert (found.thresholds.low_stock, found.thresholds.on_time_rate) == (12, 90)
    assert found.origins["facts"] == "pyproject.toml:5:1"
    assert found.origins["fail_on"] == "pyproject.toml:8:1"
    assert found.origins["thresholds.on_time_rate"] == "pyproject.toml:12:1"


def test_a_pyproject_without_our_table_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    written(tmp_path, "fail_on: note\n")
    written(tmp_path / "a", "[tool.other]\nclaimcheck = 1\n", "pyproject.toml")
    assert load_settings(tmp_path / "a").fail_on == "note"


def test_two_settings_side_by_side_are_refused(tmp_path: Path) -> None:
    written(tmp_path, "strict: no\n")
    written(tmp_path, "[tool.claimcheck]\nstrict = true\n", "pyproject.toml")
    with pytest.raises(
        SettingsError, match=r"Two settings stand side by side: claimcheck\.yaml and pyproject\.toml"
    ):
        load_settings(tmp_path)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("fial_on: error", 'claimcheck.yaml:1:1: "fial_on" is not known here. Did you mean "fail_on"?'),
        (
            "fail_on: errors",
            'claimcheck.yaml:1:10: "errors" is none of: error, warning, note, never. Did you mean "error"?',
        ),
        (
            "claimcheck: 2",
            'claimcheck.yaml:1:13: This file is for settings of version "2"; ',
        ),
        (
            "timezone: Europe/Lodnon",
            'claimcheck.yaml:1:11: "Europe/Lodnon" is no time zone. Did you mean "Europe/London"?',
        ),
        ("jurisdictions: [no]", 'claimcheck.yaml:1:17: "no" is no country code. Did you mean "NO"?'),
        ("jurisdictions: [UK]", 'claimcheck.yaml:1:17: "UK" is no country code. Did you mean "GB"?'),
        (
            "jurisdictions: [GB, XX]",
            'claimcheck.yaml:1:21: "XX" is no country code. Expected ISO 3166 codes such as GB, or EU.',
        ),
        (
            "thresholds: {low_stok: 3}",
            'claimcheck.yaml:1:14: "low_stok" is not known here. Did you mean "low_stock"?',
        ),
        ("thresholds: {low_stock: 3 days}", 'claimcheck.yaml:1:25: "3 days" is not a count.'),
        (
            "thresholds: {on_time_rate: 120%}",
            'claimcheck.yaml:1:28: "120%" is no share: expected 0% to 100%.',
        ),
        ("thresholds: {on_time_rate: 0.95}", 'claimcheck.yaml:1:28: "0.95" is not a percentage.'),
        ("max_age: {stock: 24}", 'claimcheck.yaml:1:18: "24" is not a span of time.'),
        (
            "max_age: {stocks: 24 hours}",
            'claimcheck.yaml:1:11: "stocks" is not known here. Did you mean "stock"?',
        ),
        (
            "channels: {a: mail order}",
            'claimcheck.yaml:1:15: "mail order" is none of: email, web, direct-mail.',
        ),
        (
            "regions: {a: [GB-EGN]}",
            'claimcheck.yaml:1:11: "GB-EGN" is no known place. Did you mean "GB-ENG"?',
        ),
        ("default_regions: [Gondor]", 'claimcheck.yaml:1:19: "Gondor" is no known place.'),
        (
            "working_days: [mon, funday]",
            'claimcheck.yaml:1:21: "funday" is no day of the week. Did you mean "sunday"?',
        ),
        ("holidays: [2026-02-30]", 'claimcheck.yaml:1:12: "2026-02-30" is not a day of the calendar.'),
        ("severity: {EV001: loud}", 'claimcheck.yaml:1:19: "loud" is none of: error, warning, note.'),
        ("strict: perhaps", 'claimcheck.yaml:1:9: "perhaps" is not yes or no.'),
        ("- facts", "claimcheck.yaml:1:1: A list stands here; expected a block of keys: "),
        ("facts: [", "claimcheck.yaml:"),
        ("", "claimcheck.yaml:1:1: The file says nothing"),
    ],
)
def test_what_is_refused(tmp_path: Path, text: str, line: str) -> None:
    found = said(tmp_path, text)
    assert len(found) == 1, found
    assert found[0].startswith(line)


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    found = said(tmp_path, "strict: 2\nfial_on: x\ntimezone: Nowhere\n")
    assert [line.split(": ")[0] for line in found] == [f"claimcheck.yaml:{n}" for n in ("1:9", "2:1", "3:11")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[tool.claimcheck\n", "pyproject.toml: This is not TOML: "),
        (
            "[tool.claimcheck]\nstrickt = true\n",
            'pyproject.toml:2:1: "strickt" is not known here. Did you mean "strict"?',
        ),
        (
            "[tool.claimcheck.thresholds]\nlow_stock = '3 days'\n",
            'pyproject.toml:2:1: "3 days" is not a count.',
        ),
        ("[tool.other]\nx = 1  # claimcheck\n", "pyproject.toml: There is no [tool.claimcheck] here."),
    ],
)
def test_a_wrong_pyproject(tmp_path: Path, text: str, line: str) -> None:
    assert said(tmp_path, text, "pyproject.toml")[0].startswith(line)
