"""Which value holds: by date, then scope, then the newest; never a silent pick."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from claimcheck.errors import SourceLocation
from claimcheck.facts.model import Block, Fact, Scope
from claimcheck.facts.resolve import (
    Ask,
    Resolution,
    State,
    age,
    applies,
    delivery_of,
    guarantees_of,
    holds,
    is_stale,
)
from claimcheck.model import Quantity

from .writing import facts, product

NOW = datetime(2026, 3, 3, 9, tzinfo=UTC)


def fact(value: object, **block: object) -> Fact[object]:
    return Fact("p.a", value, str(value), SourceLocation("f.yaml", 1, 1), Block(**block))  # type: ignore[arg-type]


def day(text: str) -> datetime:
    return datetime.combine(date.fromisoformat(text), datetime.min.time(), UTC)


# ---------------------------------------------------------------- dates


def test_nothing_on_file_is_absent() -> None:
    assert holds((), NOW) == Resolution()
    assert holds((), NOW).state is State.ABSENT


def test_the_window_includes_both_ends() -> None:
    one = fact(1, valid_from=NOW, valid_through=NOW)
    assert holds([one], NOW).fact is one
    assert holds([one], NOW + timedelta(seconds=1)).state is State.EXPIRED
    assert holds([one], NOW - timedelta(seconds=1)).state is State.NOT_YET


def test_an_expired_fact_is_named_with_its_end() -> None:
    old = fact(1, valid_through=day("2026-01-01"))
    older = fact(2, valid_through=day("2025-01-01"))
    answer = holds([older, old], NOW)
    assert (answer.state, answer.expired, answer.value, answer.fact) == (State.EXPIRED, old, None, None)
    assert answer.since == day("2026-01-01")


def test_a_fact_to_come_is_named_with_its_beginning() -> None:
    soon, later = fact(1, valid_from=day("2026-04-01")), fact(2, valid_from=day("2026-05-01"))
    answer = holds([later, soon], NOW)
    assert (answer.state, answer.not_yet, answer.since) == (State.NOT_YET, soon, day("2026-04-01"))


def test_a_value_that_holds_hides_the_expired_one() -> None:
    old, new = fact(1, valid_through=day("2026-01-01")), fact(2, valid_from=day("2026-01-02"))
    assert holds([old, new], NOW).fact is new


# ---------------------------------------------------------------- scopes


@pytest.mark.parametrize(
    ("scope", "ask", "holds_there"),
    [
        (Scope(), Ask(channel="web", variant="X"), True),
        (Scope(variants=("A",)), Ask(), False),
        (Scope(variants=("A",)), Ask(variant="A"), True),
        (Scope(variants=("A", "B")), Ask(variant="B"), True),
        (Scope(channels=("web",)), Ask(channel="email"), False),
        (Scope(channels=("web",)), Ask(channel="web"), True),
        (Scope(channels=("web",)), Ask(), True),
        (Scope(regions=("GB",)), Ask(regions=("GB-NIR",)), True),
        (Scope(regions=("GB mainland",)), Ask(regions=("GB",)), False),
        (Scope(regions=("GB",)), Ask(regions=("GB", "IE")), False),
        (Scope(regions=("GB", "IE")), Ask(regions=("GB", "IE")), True),
        (Scope(regions=("EU",)), Ask(), True),
        (
            Scope(regions=("the north",)),
            Ask(regions=("GB-SCT",), groups={"The North": ("GB-SCT", "GB-NIR")}),
            True,
        ),
        (Scope(audiences=("trade",)), Ask(audience=("trade",)), True),
        (Scope(audiences=("trade",)), Ask(audience=("trade", "public")), False),
        (Scope(languages=("en",)), Ask(language="de"), False),
        (Scope(languages=("en",)), Ask(language="en"), True),
    ],
)
def test_where_a_fact_speaks(scope: Scope, ask: Ask, holds_there: bool) -> None:
    assert applies(scope, ask) is holds_there


ALL = Ask(channel="web", regions=("GB-NIR",), variant="A", audience=("trade",), language="en")


@pytest.mark.parametrize(
    ("special", "general"),
    [
        (Scope(variants=("A",)), Scope()),
        (Scope(variants=("A",)), Scope(regions=("GB-NIR",), channels=("web",))),
        (Scope(regions=("GB-NIR",)), Scope(regions=("GB",))),
        (Scope(regions=("GB",)), Scope(regions=("Europe",))),
        (Scope(regions=("Europe",)), Scope()),
        (Scope(regions=("GB",)), Scope(channels=("web",))),
        (Scope(channels=("web",)), Scope()),
        (Scope(channels=("web",)), Scope(audiences=("trade",))),
        (Scope(audiences=("trade",)), Scope(languages=("en",))),
        (Scope(languages=("en",)), Scope()),
    ],
)
def test_the_more_specific_scope_wins_even_when_older(special: Scope, general: Scope) -> None:
    inner, outer = (
        fact(1, only_for=special, as_of=day("2020-01-01")),
        fact(2, only_for=general, as_of=day("2026-01-01")),
    )
    assert holds([inner, outer], NOW, ALL).fact is inner
    assert holds([outer, inner], NOW, ALL).fact is inner


def test_a_specific_value_that_ended_leaves_the_general_one() -> None:
    general = fact(1)
    special = fact(2, only_for=Scope(variants=("A",)), valid_through=day("2026-01-01"))
    assert holds([general, special], NOW, Ask(variant="A")).fact is general


# ---------------------------------------------------------------- ties


def test_the_newest_wins_among_equals() -> None:
    undated, old, new = fact(1), fact(2, as_of=day("2026-01-01")), fact(3, as_of=day("2026-02-01"))
    assert holds([undated, new, old], NOW).fact is new


def test_two_values_of_one_day_are_a_conflict() -> None:
    one, two = fact(412), fact(37)
    answer = holds([one, two], NOW)
    assert (answer.state, answer.conflict, answer.fact, answer.value) == (
        State.CONFLICT,
        (one, two),
        None,
        None,
    )


def test_the_same_value_twice_is_none() -> None:
    one, two = fact(412), fact(412)
    assert holds([one, two], NOW).fact is one


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (Quantity("=", Decimal(60), Decimal(60), "minute"), True),
        (Quantity("=", Decimal(61), Decimal(61), "minute"), False),
        (Quantity("<=", Decimal(60), Decimal(60), "minute"), False),
        (Quantity("=", Decimal(1), Decimal(1), "lm"), False),
    ],
)
def test_quantities_are_the_same_across_units(other: Quantity, same: bool) -> None:
    hour = Quantity("=", Decimal("1.0"), Decimal(1), "hour")
    assert (holds([fact(hour), fact(other)], NOW).state is State.HOLDS) is same


def test_values_of_two_places_do_not_conflict_when_the_place_is_unknown() -> None:
    gb, us = fact(1, only_for=Scope(regions=("GB",))), fact(2, only_for=Scope(regions=("US",)))
    assert holds([gb, us], NOW).state is State.ABSENT
    assert holds([gb, us], NOW, Ask(regions=("US-TX",))).fact is us
    general = fact(3)
    assert holds([gb, general, us], NOW).fact is general
    assert holds([gb, general, us], NOW, Ask(regions=("GB",))).fact is gb


SCOPES = st.builds(
    Scope,
    channels=st.sampled_from([(), ("web",), ("email",)]),
    regions=st.sampled_from([(), ("GB",), ("GB-NIR",), ("US",)]),
    variants=st.sampled_from([(), ("A",), ("B",)]),
)
DAYS = st.integers(0, 5).map(lambda n: day("2026-03-01") + timedelta(days=n))
MAYBE = st.none() | DAYS
FACTS = st.lists(
    st.builds(
        fact,
        st.integers(0, 2),
        only_for=SCOPES,
        as_of=MAYBE,
        valid_from=MAYBE,
        valid_through=MAYBE,
    ),
    max_size=5,
)
ASKS = st.builds(
    Ask,
    channel=st.sampled_from(["web", "email"]),
    variant=st.sampled_from(["", "A", "B"]),
    regions=st.sampled_from([("GB",), ("GB-NIR",), ("US",), ("FR",)]),
)


@hypothesis_settings(deadline=None, max_examples=100)
@given(FACTS, DAYS, ASKS)
def test_exactly_one_answer_and_never_by_order(several: list[Fact[object]], at: datetime, ask: Ask) -> None:
    answer = holds(several, at, ask)
    said = [
        answer.fact is not None,
        bool(answer.conflict),
        answer.expired is not None,
        answer.not_yet is not None,
    ]
    assert sum(said) == (0 if answer.state is State.ABSENT else 1)
    turned = holds(several[::-1], at, ask)
    assert (turned.state, turned.value, turned.since) == (answer.state, answer.value, answer.since)
    for one in (answer.fact, *answer.conflict):
        if one is not None:
            assert applies(one.block.only_for, ask)
            assert (one.block.valid_from or at) <= at <= (one.block.valid_through or at)
    if answer.conflict:
        assert len({one.value for one in answer.conflict}) > 1


# ---------------------------------------------------------------- age


@pytest.mark.parametrize(
    ("as_of", "is_day", "hours"),
    [
        (NOW - timedelta(hours=25), False, 25),
        (day("2026-03-02"), True, 9),
        (day("2026-03-02"), False, 33),
        (day("2026-03-03"), True, 0),
        (NOW + timedelta(days=1), False, 0),
    ],
)
def test_age(as_of: datetime, is_day: bool, hours: int) -> None:
    assert age(fact(1, as_of=as_of, as_of_is_day=is_day), NOW) == timedelta(hours=hours)


def test_staleness() -> None:
    one = fact(1, as_of=NOW - timedelta(hours=24))
    assert not is_stale(one, NOW, timedelta(hours=24))
    assert is_stale(one, NOW, timedelta(hours=23))
    assert not is_stale(
        fact(1, as_of=NOW - timedelta(days=9), max_age=timedelta(days=10)), NOW, timedelta(hours=1)
    )
    assert is_stale(
        fact(1, as_of=NOW - timedelta(days=9), max_age=timedelta(days=8)), NOW, timedelta(days=99)
    )
    assert age(fact(1), NOW) is None
    assert not is_stale(fact(1), NOW, timedelta(0))


# ---------------------------------------------------------------- the company's fallback

COMPANY = """\
products: [{product: p, name: P, delivery: {charge: 0 GBP}, guarantees: [{name: Returns, term: 14 days}]}]
company:
  name: Us
  delivery: {charge: 5 GBP, handling: 1 working day, transit: {GB: 2 days}}
  guarantees: [{name: returns, term: 60 days}, {name: warranty, term: 2 years}]
"""


def test_company_delivery_fills_what_is_missing(tmp_path: Path) -> None:
    on_file = facts(tmp_path, COMPANY)
    delivery = delivery_of(on_file, on_file.products[0])
    assert [f[0].key for f in (delivery.charge, delivery.handling, delivery.transit["gb"])] == [
        "p.delivery.charge",
        "company.delivery.handling",
        "company.delivery.transit.GB",
    ]
    assert on_file.company is not None
    assert delivery_of(on_file, on_file.company) is on_file.company.delivery


def test_company_guarantees_stand_beside_the_product_s(tmp_path: Path) -> None:
    on_file = facts(tmp_path, COMPANY)
    assert [g.name.key for g in guarantees_of(on_file, on_file.products[0])] == [
        "p.guarantees.Returns.name",
        "company.guarantees.warranty.name",
    ]


def test_without_a_company_nothing_is_added(tmp_path: Path) -> None:
    on_file = facts(tmp_path, "product: p\nname: P\ndelivery: {charge: 0 GBP}\n")
    p = on_file.products[0]
    assert (delivery_of(on_file, p), guarantees_of(on_file, p)) == (p.delivery, ())


def test_inherited_dates_decide(tmp_path: Path) -> None:
    """The block around a group holds for the values inside, and their own keys win."""
    stock = product(
        tmp_path,
        """\
        stock:
          as_of: 2026-03-01
          units:
            - {value: 1}
            - {value: 2, as_of: 2026-03-02}
    """,
    ).stock
    answer = holds(stock.units, NOW)
    assert answer.fact is stock.units[1]
