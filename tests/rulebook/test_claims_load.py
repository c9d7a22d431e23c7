"""Loading rules/claims: strict, complete, every error at its place."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from claimcheck.errors import RuleError
from claimcheck.model import ClaimType, Family, Surface
from claimcheck.rulebook.claims import RuleErrors, load_patterns
from claimcheck.rulebook.entries import Direction
from claimcheck.rulefolder import rules_folder

GOOD = """
lists:
  carrier: [courier, "special delivery"]
entries:
  - id: in-stock
    type: availability.stock
    sense: in-stock
    patterns: ["in stock", "by <carrier>"]
    exceptions: "in stock photo"
    surfaces: [body, heading]
    header: "stock|delivery"
    with: [offer]
    keep: conditional
    negated: discontinued
    polarity: affirmed
    match:
      - "It is [[in stock]] now."
      - {text: "NO [[in stock]]", polarity: negated, value: "14:00"}
    no_match: [A photo.]
    note: why
cues:
  - id: not
    kind: negation
    direction: forward
    scope: 6
    words: ["not", "n't"]
    exceptions: ["not only"]
    terminators: [",", but]
    families: [availability, inventory.quantity]
"""


def write(folder: Path, text: str, name: str = "a.yaml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_everything_that_a_file_says_is_read(tmp_path: Path) -> None:
    book = load_patterns(write(tmp_path, GOOD))
    (entry,) = book.entries
    assert (entry.id, entry.type, entry.sense) == ("in-stock", ClaimType.STOCK, "in-stock")
    assert [pattern.text for pattern in (*entry.patterns, *entry.exceptions)] == [
        "in stock", "by <carrier>", "in stock photo"]
    assert entry.surfaces == {Surface.BODY, Surface.HEADING}
    assert (entry.beside, entry.keep, entry.negated) == ({Family.OFFER}, {"conditional"}, "discontinued")
    assert entry.fixed == (("polarity", "affirmed"),)
    assert entry.header is not None
    assert len(entry.header.options) == 2
    assert [(e.text, e.spans, e.expected) for e in entry.match] == [
        ("It is in stock now.", ((6, 14),), ()),
        ("NO in stock", ((3, 11),), (("polarity", "negated"), ("value", "14:00")))]
    assert str(entry.match[1].where) == f"{tmp_path.name}/a.yaml:18:16"
    (cue,) = book.cues
    assert (cue.direction, cue.scope, cue.families) == (
        Direction.FORWARD, 6, {"availability", "inventory.quantity"})
    assert list(book.lists) == ["carrier"]


def test_order_is_by_file_name_and_the_hash_by_content(tmp_path: Path) -> None:
    one = "entries: [{id: %s, type: offer.free, sense: free, patterns: [free]}]"
    write(tmp_path, one % "b", "b.yaml")
    first = load_patterns(write(tmp_path, one % "a", "a.yaml"))
    assert [(entry.id, entry.order) for entry in first.entries] == [("a", 0), ("b", 1)]
    assert load_patterns(tmp_path).sha256 == first.sha256
    assert load_patterns(write(tmp_path, one % "c", "a.yaml")).sha256 != first.sha256


ENTRY = "entries: [{id: x, type: offer.free, sense: free, patterns: [free]%s}]"
OTHER = "entries: [{id: x, type: offer.free, sense: free, patterns: [%s]}]"
CUE = "cues: [{id: x, kind: negation, direction: forward, words: [not]%s}]"
NOTHING = "holds nothing to search for: give it a word, a list or a figure that must stand there."
#: What is wrong, with § before the place that must be named, and what is said of it.
WRONG = [
    ("§entrys: []", 'There is no key "entrys" here. Did you mean "entries"?'),
    ("§- a", "Expected a block with lists, entries, cues ... here."),
    ("entries: §{a: b}", 'Expected a list under "entries".'),
    ("lists: §[a]", "Expected named lists of words here."),
    (ENTRY % ", §pattern: a", 'There is no key "pattern" here. Did you mean "patterns"?'),
    ("entries: [{id: x, type: §offer.fre, sense: free, patterns: [a]}]",
     '"offer.fre" is not known here. Did you mean "offer.free"?'),
    ("entries: [{id: x, type: offer.free, sense: §in-stock, patterns: [a]}]",
     ('"in-stock" is not known here. '
      "Expected one of: free, free-delivery, free-gift, free-trial, free-returns.")),
    ("entries: [§{id: x, type: offer.free, sense: free}]", 'The block has no "patterns".'),
    ("entries: [{id: §X y, type: offer.free, sense: free, patterns: [a]}]",
     'The block needs an "id" of lower-case words joined by hyphens.'),
    ("entries: [§{type: offer.free, sense: free, patterns: [a]}]",
     'The block needs an "id" of lower-case words joined by hyphens.'),
    (ENTRY % ", match: §free", 'Expected a list under "match".'),
    (ENTRY % ", match: [§{polarity: negated}]", "The example has no text."),
    (ENTRY % ", surfaces: [§bodi]", '"bodi" is not known here. Did you mean "body"?'),
    (ENTRY % ", exceptions: [§'<nix>']", 'There is no list "<nix>".'),
    (ENTRY % ", exceptions: [§'a /b/ c']",
     'In the pattern "a /b/ c" a /context/ stands inside; it may only begin or end a pattern.'),
    (OTHER % "§'[free] ..'", f'The pattern "[free] .." {NOTHING}'),
    (OTHER % "§'{thing}'", f'The pattern "{{thing}}" {NOTHING}'),
    (OTHER % "§'{measure/secnd}'",
     '"secnd" is no unit and no dimension of rules/language/units.yaml. Did you mean "second"?'),
    (OTHER % "§'in (stock'", 'In the pattern "in (stock" "(" is never closed.'),
    ("lists: {a: [§'b <a>']}", 'The list "<a>" contains itself.'),
    ("lists: {a: ['<b>'], b: [§'c|<a>']}\n" + OTHER % "'<a>'", 'The list "<a>" contains itself.'),
    (CUE % ", scope: §none", '"scope" must be a number of words from 1 to 99.'),
    (CUE % ", families: [§ofer]", '"ofer" is not known here. Did you mean "offer"?'),
    ("cues: [{id: x, kind: §negatoin, direction: forward, words: [not]}]",
     '"negatoin" is not known here. Did you mean "negation"?'),
    ("a: &a [§*a]", "The alias *a stands inside its own anchor."),
]


@pytest.mark.parametrize(("text", "said"), WRONG)
def test_an_error_names_its_place_and_the_nearest_word(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(RuleErrors) as caught:
        load_patterns(write(tmp_path, text.replace("§", "")))
    assert str(caught.value.errors[0]) == f"{tmp_path.name}/a.yaml:1:{text.index('§') + 1}: {said}"


def test_all_errors_are_told_at_once_and_may_be_left_out(tmp_path: Path) -> None:
    write(tmp_path, "entries: [{id: x, type: offer.free, sense: free, patterns: ['(a']}]", "a.yaml")
    write(tmp_path, ENTRY % "" + "\ncues: [{id: x, kind: nix}]", "b.yaml")
    with pytest.raises(RuleErrors) as caught:
        load_patterns(tmp_path)
    assert len(caught.value.errors) == 2
    assert str(caught.value).count("\n") == 1
    left_out: list[RuleError] = []
    assert [entry.id for entry in load_patterns(tmp_path, left_out=left_out).entries] == ["x"]
    assert len(left_out) == 2


def test_an_id_is_taken_once(tmp_path: Path) -> None:
    write(tmp_path, ENTRY % "", "a.yaml")
    write(tmp_path, CUE % "", "b.yaml")
    with pytest.raises(RuleErrors, match=r'b\.yaml:1:8: The id "x" is taken by .*a\.yaml:1:11\.'):
        load_patterns(tmp_path)


def test_a_list_is_defined_once(tmp_path: Path) -> None:
    write(tmp_path, "lists: {a: [b]}", "a.yaml")
    write(tmp_path, "lists: {a: [c]}", "b.yaml")
    with pytest.raises(RuleErrors, match=r'b\.yaml:1:9: The list "a" is defined twice\.'):
        load_patterns(tmp_path)


def test_a_folder_without_rules_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="No rule file"):
        load_patterns(tmp_path)


def test_the_installed_rules_are_read_once() -> None:
    assert load_patterns() is load_patterns()
    assert (rules_folder() / "claims").is_dir()


def test_the_rules_are_found_inside_an_installed_package(tmp_path: Path) -> None:
    """The wheel holds rules at claimcheck/rules; a checkout has them beside the package."""
    package = Path(__file__).parents[2] / "claimcheck"
    shutil.copytree(package, tmp_path / "claimcheck", ignore=shutil.ignore_patterns("__pycache__", "rules"))
    shutil.copytree(rules_folder(), tmp_path / "claimcheck" / "rules")
    code = ("from claimcheck.rulebook.claims import load_patterns\n"
            "from claimcheck.rulefolder import rules_folder\n"
            "print(rules_folder().resolve(), len(load_patterns().entries))")
    done = subprocess.run([sys.executable, "-P", "-c", code], cwd=tmp_path, capture_output=True, text=True,
                          timeout=60, env={"PYTHONPATH": str(tmp_path)}, check=True)
    assert done.stdout.split() == [str((tmp_path / "claimcheck" / "rules").resolve()),
                                   str(len(load_patterns().entries))]
