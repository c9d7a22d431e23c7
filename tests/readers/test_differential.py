"""The HTML reader against the standard library's parser: the same visible text, but for blanks."""

from __future__ import annotations

import html.parser
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.model import Surface
from claimcheck.readers import html_names as names
from claimcheck.readers import read
from claimcheck.readers.prose import INVISIBLE

WORD = st.sampled_from(
    ["In", "stock", "3", "left", "café", "&amp;", "&pound;5", "&nbsp;", "a&shy;b", "£9.99", "—", "99%"]
)
INLINE = st.sampled_from(["b", "i", "span", "em", "a", "small", "u", "x-y", "label"])
BLOCK = st.sampled_from(
    ["p", "div", "h2", "li", "section", "td", "blockquote", "mj-text", "article", "button"]
)


def _element(tags: st.SearchStrategy[str], inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(lambda tag, words: f"<{tag}>{words}</{tag}>", tags, inner)


TEXT = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
RUN = st.lists(
    st.one_of(TEXT, _element(INLINE, TEXT), st.just("<br>"), st.just("<!-- c -->"), st.just("<wbr>")),
    max_size=5,
).map("".join)
PAGE = st.lists(
    st.one_of(
        _element(BLOCK, RUN),
        _element(BLOCK, _element(BLOCK, RUN)),
        RUN,
        st.just("<script>x</script><style>y</style><nav><p>z</p></nav>"),
    ),
    max_size=8,
).map("\n".join)


class _Visible(html.parser.HTMLParser):
    """Text outside what nobody reads."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.skip = 0

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self.skip += tag in names.SKIPPED

    def handle_endtag(self, tag: str) -> None:
        self.skip -= tag in names.SKIPPED

    def handle_data(self, data: str) -> None:
        if not self.skip:
            self.words.append(data)


def _letters(text: str) -> str:
    return re.sub(rf"[\s{INVISIBLE}]+", "", text)


@given(source=PAGE)
@settings(max_examples=100, deadline=None)
def test_the_same_visible_text(source: str) -> None:
    other = _Visible()
    other.feed(source)
    other.close()
    segments = [s for s in read("a.html", source.encode()).segments if s.surface is not Surface.ALT]
    assert _letters("".join(s.text for s in segments)) == _letters("".join(other.words))
