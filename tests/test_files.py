"""Which files are read: order, links, what is left out, what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck.errors import UsageError
from claimcheck.files import Exclusions, channel_by_glob, expand, matches, relative
from claimcheck.model import Channel


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def plant(*names: str) -> None:
    for name in names:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("copy", "utf-8")


def found(*paths: str, own: tuple[str, ...] = (), globs: tuple[str, ...] = ()) -> list[str]:
    root = Path.cwd()
    exclusions = Exclusions(
        frozenset(root / path for path in own), globs, root, frozenset({".md", ".html", ".eml"})
    )
    return [file.path for file in expand(paths, exclusions).files]


def test_folders_are_walked_by_name_and_each_file_is_read_once(here: Path) -> None:
    plant("b/z.md", "b/a.html", "b/c/x.eml", "a.md", "b/data.csv")
    assert found("b", "a.md", "b/a.html") == ["b/a.html", "b/c/x.eml", "b/z.md", "a.md"]
    assert found(".") == ["a.md", "b/a.html", "b/c/x.eml", "b/z.md"]
    assert found("./b/z.md", "b/z.md") == ["b/z.md"]


def test_hidden_and_foreign_folders_are_left_out(here: Path) -> None:
    plant(".git/x.md", ".draft.md", "node_modules/p/readme.md", "venv/x.md", "a.md")
    assert found(".") == ["a.md"]


def test_the_projects_own_files_and_globs_are_left_out(here: Path) -> None:
    plant("facts/note.md", "evidence/lab.md", "old/2019.md", "a.md", "drafts/b.md")
    assert found(".", own=("facts", "evidence"), globs=("old/**", "drafts/")) == ["a.md"]


def test_a_file_given_by_name_is_always_read(here: Path) -> None:
    plant("facts/note.md", "logo.xyz")
    assert found("facts/note.md", "logo.xyz", own=("facts",)) == ["facts/note.md", "logo.xyz"]


def test_a_missing_path_is_an_error_even_beside_others(here: Path) -> None:
    plant("a.md")
    with pytest.raises(UsageError, match=r'There is no file or folder "b.md", "c". Nothing was checked.'):
        found("a.md", "b.md", "c")


def test_an_empty_folder_is_an_error(here: Path) -> None:
    (here / "empty").mkdir()
    plant("empty/notes.csv")
    with pytest.raises(UsageError, match=r'No file of copy was found in "empty"; looked for .eml .html .md.'):
        found("empty")


def test_links_stay_within_the_folder_and_end(here: Path) -> None:
    plant("site/a.md", "site/sub/b.md", "secret/c.md")
    (here / "site/sub/up").symlink_to(here / "site", target_is_directory=True)
    (here / "site/out").symlink_to(here / "secret", target_is_directory=True)
    (here / "site/leak.md").symlink_to(here / "secret/c.md")
    expansion = expand(["site"], Exclusions(root=here, suffixes=(".md",)))
    assert [file.path for file in expansion.files] == ["site/a.md", "site/sub/b.md"]
    assert expansion.notes == (
        "site/leak.md: not followed, the link leads out of site",
        "site/out: not followed, the link leads out of site",
    )


def test_a_broken_link_to_copy_is_read_so_that_it_is_said(here: Path) -> None:
    plant("site/a.md")
    (here / "site/gone.md").symlink_to(here / "site/nowhere.md")
    assert found("site") == ["site/a.md", "site/gone.md"]


def test_a_deep_tree_needs_no_stack(here: Path) -> None:
    deep = Path("d")
    for _ in range(300):
        deep /= "d"
    deep.mkdir(parents=True)
    (deep / "x.md").write_text("copy", "utf-8")
    assert found("d") == [f"{deep.as_posix()}/x.md"]


@pytest.mark.parametrize(
    ("path", "glob", "same"),
    [
        ("email/2026/a.eml", "email/**", True),
        ("email/a.eml", "email/**", True),
        ("emails/a.eml", "email/**", False),
        ("web/email/a.eml", "email/**", False),
        ("web/email/a.eml", "**/email/*", True),
        ("a.eml", "**/*.eml", True),
        ("web/a.html", "*.html", True),
        ("web/a.html", "web/*.md", False),
        ("web/x/a.html", "web/*.html", False),
        ("product.html", "product.html", True),
        ("old/a.md", "old/", True),
        ("a.md", "./a.md", True),
        ("a/b", "a/**/b", True),
        ("a/x/y/b", "a/**/b", True),
        ("a/x/y/c", "a/**/b", False),
    ],
)
def test_globs(path: str, glob: str, same: bool) -> None:
    assert matches(path, glob) is same


def test_many_double_stars_cost_little() -> None:
    assert not matches("/".join("a" * 400), "/".join(["**", "a"] * 200 + ["b"]))


def test_the_first_glob_that_matches_gives_the_channel() -> None:
    channels = {"print/**": "direct-mail", "**/*.html": "web"}
    assert channel_by_glob("print/a.html", channels) is Channel.DIRECT_MAIL
    assert channel_by_glob("b.html", channels) is Channel.WEB
    assert channel_by_glob("b.eml", channels) is None


def test_paths_are_told_from_the_root(here: Path) -> None:
    assert relative("web/../a.md", here) == "a.md"
    assert relative("/elsewhere/a.md", here) == "/elsewhere/a.md"
