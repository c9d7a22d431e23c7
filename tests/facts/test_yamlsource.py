"""YAML as text with places, and everything hostile refused at its place."""

from __future__ import annotations

from pathlib import Path
from string import ascii_letters

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck import yamlsource
from claimcheck.errors import ClaimcheckError, FactsError
from claimcheck.yamlsource import Mapping, Scalar, Sequence, parse_yaml, plain, read_yaml


@pytest.fixture(params=["C", "Python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both parsers: libyaml's, and the one used where libyaml is missing."""
    if request.param == "Python":
        monkeypatch.setattr(yamlsource, "_LOADER", yaml.SafeLoader)


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("NO", "NO"),
        ("no", "no"),
        ("on", "on"),
        ("14:00", "14:00"),
        ("4.10", "4.10"),
        ("0755", "0755"),
        ("2026-13-45", "2026-13-45"),
        ("~", "~"),
        ("null", "null"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        (".inf", ".inf"),
        ("2026-03-20", "2026-03-20"),
        ("'it''s'", "it's"),
        ('"a\\tb"', "a\tb"),
        ("", ""),
    ],
)
def test_every_scalar_is_its_text(written: str, read: str) -> None:
    node = parse_yaml(f"key: {written}", "f.yaml")
    assert plain(node) == {"key": read}


@pytest.mark.usefixtures("parser")
def test_a_key_that_yaml_would_make_true() -> None:
    assert plain(parse_yaml("on: 1\nNO: 2\n", "f.yaml")) == {"on": "1", "NO": "2"}


@pytest.mark.usefixtures("parser")
def test_places_count_from_one_in_code_points() -> None:
    node = parse_yaml("é: x\nlist:\n  - {a: 'b'}\n  - ü: ßß c\n", "f.yaml")
    assert isinstance(node, Mapping)
    assert [(k.text, k.line, k.column) for k, _ in node.items()] == [("é", 1, 1), ("list", 2, 1)]
    listed = node.get("list")
    assert isinstance(listed, Sequence)
    first, second = listed
    assert str(first.where) == "f.yaml:3:5"
    assert isinstance(second, Mapping)
    assert str(second.key("ü").where) == "f.yaml:4:5"
    assert second.get("ü") == Scalar("ßß c", "f.yaml", 4, 8)


@pytest.mark.usefixtures("parser")
def test_lines_are_those_of_an_editor() -> None:
    """U+2028 and U+0085 end a line in YAML 1.1, but in no editor."""
    node = parse_yaml("a: 'x\u2028y\x85z'\nb: 1\n", "f.yaml")
    assert isinstance(node, Mapping)
    assert node.key("b").line == 2
    assert plain(node) == {"a": "x y z", "b": "1"}


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_newlines(newline: str) -> None:
    node = parse_yaml(newline.join(("a: 1", "b:", "  - 2")), "f.yaml")
    assert isinstance(node, Mapping)
    assert str(node.get("b").where) == "f.yaml:3:3"  # type: ignore[union-attr]


def test_a_byte_order_mark_is_no_column() -> None:
    node = parse_yaml("\ufeffa: 1".encode(), "f.yaml")
    assert str(node.where) == "f.yaml:1:1"


def test_quotes_are_remembered() -> None:
    node = parse_yaml("a: ''\nb:\n", "f.yaml")
    assert isinstance(node, Mapping)
    assert [n.bare for _, n in node.items() if isinstance(n, Scalar)] == [False, True]


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("a: 1\nb: 2\na: 3", "3:1", '"a" stands twice in one block; first on line 1'),
        ("x: {a: 1, a: 2}", "1:11", '"a" stands twice'),
        ("a: &x [1, *x]", "1:11", "The alias *x stands inside its own anchor"),
        ("a: &x {b: *x}", "1:11", "inside its own anchor"),
        ("a: *x", "1:4", "The alias *x has no anchor"),
        (
            "a: !!python/object/apply:os.system [ls]",
            "1:4",
            "Tags (tag:yaml.org,2002:python/object/apply:os.system)",
        ),
        ("a: !!str 1", "1:4", "Tags (tag:yaml.org,2002:str)"),
        ("!mine {a: 1}", "1:1", "Tags (!mine)"),
        ("a: 1\n---\nb: 2", "2:1", "A second document starts here"),
        ("a:\n\tb: 1", "2:1", "A tab stands where blanks should indent"),
        ("a: b: c", "1:5", "A second colon stands in this value"),
        ("? [a]\n: b", "1:3", "A key must be a word"),
        ("<<: {a: 1}", "1:1", "Merge keys"),
        ("a: b\0", "1:5", "A control character (U+0000)"),
        ("a: b\nc: \x07", "2:4", "A control character (U+0007)"),
        ("", "1:1", "The file says nothing"),
        ("# only a remark\n", "1:1", "The file says nothing"),
        ("[" * 100_000, "1:101", "nested more than 100 levels"),
        ("{a: " * 100_000, "1:401", "nested more than 100 levels"),
        ("- " * 100_000, "1:201", "nested more than 100 levels"),
    ],
)
def test_what_is_refused(text: str, place: str, said: str) -> None:
    with pytest.raises(FactsError) as problem:
        parse_yaml(text, "f.yaml", FactsError)
    assert str(problem.value.where) == f"f.yaml:{place}"
    assert said in problem.value.message


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    "text", ["a: [1, 2", "a: {b: 1", 'a: "x', "@a", "a: `b", "- a\nb: 1", "a: 'x\n", "%YAML 9.9\n---\na"]
)
def test_broken_yaml_is_one_error_with_a_place(text: str) -> None:
    with pytest.raises(FactsError) as problem:
        parse_yaml(text, "f.yaml", FactsError)
    assert problem.value.where is not None
    assert problem.value.where.file == "f.yaml"
    assert "\n" not in str(problem.value)


def test_aliases_are_read_where_they_stand() -> None:
    assert plain(parse_yaml("a: &x {b: 1}\nc: [*x, *x]", "f.yaml")) == {
        "a": {"b": "1"},
        "c": [{"b": "1"}, {"b": "1"}],
    }


def test_an_anchor_may_be_given_again() -> None:
    assert plain(parse_yaml("a: &x 1\nb: *x\nc: &x 2\nd: *x", "f.yaml")) == {
        "a": "1",
        "b": "1",
        "c": "2",
        "d": "2",
    }


@pytest.mark.usefixtures("parser")
def test_a_bomb_of_aliases_is_counted_as_it_would_unfold() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    with pytest.raises(FactsError, match="more than 1,000,000 values"):
        parse_yaml("\n".join(lines), "f.yaml", FactsError)


def test_many_values_are_refused_while_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yamlsource, "MAX_NODES", 10)
    with pytest.raises(FactsError, match="more than 10 values") as problem:
        parse_yaml("- 1\n" * 100, "f.yaml", FactsError)
    assert str(problem.value.where) == "f.yaml:11:3"


def test_a_file_of_fifty_megabytes_is_not_read_to_its_end(tmp_path: Path) -> None:
    large = tmp_path / "large.yaml"
    with large.open("wb") as stream:
        stream.truncate(50 * 1024 * 1024)
    with pytest.raises(FactsError, match="larger than 16 MB"):
        read_yaml(large, "large.yaml", FactsError)


def test_broken_utf8_has_its_place() -> None:
    with pytest.raises(ClaimcheckError) as problem:
        parse_yaml("a: é\nbé: ".encode() + b"\xff", "f.yaml")
    assert str(problem.value) == "f.yaml:2:5: The file is not UTF-8 from here on. Save it as UTF-8."


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FactsError, match=r"^no.yaml: This file cannot be read: No such file or directory\.$"):
        read_yaml(tmp_path / "no.yaml", "no.yaml", FactsError)


WORDS = st.text(ascii_letters + "äß 0:#-[]{}&*!|>'\"%@`,?\\\n\t\u2028é", min_size=0, max_size=12)
TREES = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None, max_examples=60)
@given(st.dictionaries(WORDS, TREES, min_size=1, max_size=4))
def test_what_is_written_is_read_back(tree: dict[str, object]) -> None:
    text = yaml.safe_dump(tree, allow_unicode=True, default_style='"')
    assert plain(parse_yaml(text, "f.yaml")) == tree


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    said = "f.yaml"
    try:
        parse_yaml(text, "f.yaml", FactsError)
    except FactsError as problem:
        said = str(problem)
    assert said.startswith("f.yaml")
    assert "\n" not in said


@pytest.mark.parametrize(
    "hostile", ["[" * 200_000, "a: " * 50_000, "'" * 99_999, "- " * 100_000, "&a " * 50_000]
)
def test_hostile_text_ends(hostile: str) -> None:
    with pytest.raises(FactsError):
        parse_yaml(hostile, "f.yaml", FactsError)
