"""Suppressions in the copy: every form, every way to get one wrong, and each fails open."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimcheck.errors import ReadError, SourceLocation
from claimcheck.model import Report, Severity, Suppressed

Check = Callable[..., Report]

TERMS = "counted, by hand, approved-by=R. Okafor, until=2026-03-31"
NEXT = f"claimcheck-disable-next-line IN001 -- {TERMS}"
COMMENT = f"<!-- {NEXT} -->"
WRONG = "Only 3 left."


def seen(report: Report) -> list[str]:
    """Codes in order of place, silent ones in brackets; a figure in mail (IN003) is another matter."""
    return [f"({f.code})" if f.suppressed else f.code for f in report.findings if f.code != "IN003"]


# ---------------------------------------------------------------- right


def test_a_right_one_silences_and_keeps_the_finding(check_copy: Check) -> None:
    (finding,) = check_copy({"a.md": f"# Fell\n\n{COMMENT}\n{WRONG}\n"}).findings
    assert (finding.code, finding.start.line) == ("IN001", 4)
    assert finding.suppressed == Suppressed(
        "counted, by hand", "R. Okafor", "2026-03-31", SourceLocation("a.md", 3, 1)
    )


@pytest.mark.parametrize(
    ("name", "copy"),
    [
        ("a.html", f"<p>Fell</p>\n{COMMENT}\n<p>Only <b>3</b> left.</p>\n"),
        (
            "a.mjml",
            f"<mjml><mj-body><mj-text>Fell</mj-text>\n{COMMENT}\n<mj-text>{WRONG}</mj-text></mj-body></mjml>",
        ),
        ("a.md", f"Fell\n\n{COMMENT}\n\n\n{WRONG}\n"),
        ("a.mdx", f"Fell\n\n{{/* {NEXT} */}}\n\n{WRONG}\n"),
        ("a.liquid", f"<p>Fell</p>\n{{% comment %}} {NEXT} {{% endcomment %}}\n<p>{WRONG}</p>\n"),
        ("b.liquid", f"<p>Fell</p>\n{{%- comment -%}}\n  {NEXT}\n{{%- endcomment -%}}\n<p>{WRONG}</p>\n"),
        ("c.liquid", f"<p>Fell</p>\n{{% # {NEXT} %}}\n<p>{WRONG}</p>\n"),
        ("a.j2", f"<p>Fell</p>\n{{# {NEXT} #}}\n<p>{WRONG}</p>\n"),
        ("a.twig", f"<p>Fell</p>\n{{#- {NEXT} -#}}\n<p>{WRONG}</p>\n"),
        ("a.hbs", f"<p>Fell</p>\n{{{{!-- {NEXT} --}}}}\n<p>{WRONG}</p>\n"),
        ("b.mustache", f"<p>Fell</p>\n{{{{! {NEXT} }}}}\n<p>{WRONG}</p>\n"),
        ("a.erb", f"<p>Fell</p>\n<%# {NEXT} %>\n<p>{WRONG}</p>\n"),
        ("a.asp", f"<p>Fell</p>\n<%-- {NEXT} --%>\n<p>{WRONG}</p>\n"),
        ("a.php", f"<p>Fell</p>\n<?php /* {NEXT} */ ?>\n<p>{WRONG}</p>\n"),
        ("b.php", f"<p>Fell</p>\n<?php\n// {NEXT}\n?>\n<p>{WRONG}</p>\n"),
        ("c.php", f"<p>Fell</p>\n<?php # {NEXT} ?>\n<p>{WRONG}</p>\n"),
        ("a.amp", f"<p>Fell</p>\n%%[ /* {NEXT} */ ]%%\n<p>{WRONG}</p>\n"),
        ("a.gohtml", f"<p>Fell</p>\n{{{{/* {NEXT} */}}}}\n<p>{WRONG}</p>\n"),
        ("b.tmpl", f"<p>Fell</p>\n{{{{- /* {NEXT} */ -}}}}\n<p>{WRONG}</p>\n"),
        ("front.md", f"---\n# {NEXT}\ntitle: {WRONG}\n---\n\nThe Fell.\n"),
        ("a.txt.j2", f"The Fell\n\n{{# {NEXT} #}}\n{WRONG}\n"),
    ],
)
def test_in_the_comments_of_each_format(check_copy: Check, name: str, copy: str) -> None:
    assert seen(check_copy({name: copy})) == ["(IN001)"]
    assert "IN001" in seen(check_copy({name: copy.replace(NEXT, "a remark")}))


@pytest.mark.parametrize(
    ("name", "copy"),
    [
        ("a.txt", f"The Fell\n\n{COMMENT}\n\n{WRONG}\n"),
        ("a.html", f"<p>Fell</p>\n/* {NEXT} */\n<p>{WRONG}</p>"),
        ("a.md", f"Fell\n\n# {NEXT}\n\n{WRONG}\n"),
        ("b.md", f"Fell\n\n```html\n{COMMENT}\n```\n{WRONG}\n"),
        ("c.md", f"Write `{COMMENT}` above it.\n\n{WRONG}\n"),
        ("d.md", f"---\ntitle: Fell\n---\n\nSee {NEXT}\n\n{WRONG}\n"),
    ],
)
def test_what_is_no_comment_there_is_nothing_at_all(check_copy: Check, name: str, copy: str) -> None:
    assert seen(check_copy({name: copy})) == ["IN001"]


MAIL = """From: a@x.example
Subject: The Fell lantern
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: {encoding}

<p>Hello</p>
{comment}
<p>Only <b>3</b>{cut} left.</p>
<p>Only 4 left.</p>
"""


def test_in_mail_as_sent_and_as_quoted_printable(check_copy: Check) -> None:
    plain = MAIL.format(encoding="8bit", comment=COMMENT, cut="")
    assert seen(check_copy({"a.eml": plain}))[:2] == ["(IN001)", "IN001"]
    quoted = COMMENT.replace("=", "=3D").replace("counted", "cou=\nnted")
    folded = MAIL.format(encoding="quoted-printable", comment=quoted, cut="=\n")
    first, second = (f for f in check_copy({"a.eml": folded}).findings if f.code == "IN001")
    assert first.suppressed == Suppressed(
        "counted, by hand", "R. Okafor", "2026-03-31", SourceLocation("a.eml", 8, 1)
    )
    assert second.suppressed is None


TWO_PARTS = f"""Subject: The Fell lantern
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=cut

--cut
Content-Type: text/plain; charset=utf-8

Fell lantern. Only 3 left.

--cut
Content-Type: text/html; charset=utf-8

<p>Fell lantern.</p>
{COMMENT}
<p>Only 3 left.</p>
--cut--
"""


def test_the_same_claim_in_the_plain_part_is_covered_with_it(check_copy: Check) -> None:
    report = check_copy({"a.eml": TWO_PARTS})
    assert [bool(f.suppressed) for f in report.findings if f.code == "IN001"] == [True]


def test_disable_line_is_the_comments_own_line(check_copy: Check) -> None:
    line = f"<!-- claimcheck-disable-line IN001 -- {TERMS} -->"
    copy = f"<p>Only 3 left.</p> {line}\n<p>Only 4 left.</p>\n"
    assert seen(check_copy({"a.html": copy})) == ["(IN001)", "IN001"]


def test_next_line_covers_one_line_and_a_claim_that_spans_it(check_copy: Check) -> None:
    copy = f"Fell\n\n{COMMENT}\nOnly 3 left. Only\n4 left.\nOnly 5 left.\n"
    assert seen(check_copy({"a.md": copy})) == ["(IN001)", "(IN001)", "IN001"]


def test_two_above_one_line_cover_it_both(check_copy: Check) -> None:
    other = COMMENT.replace("IN001", "EV005")
    facts = "The Fell ships today. Only 3 left."
    report = check_copy({"a.md": f"{COMMENT}\n{other}\n\n{facts}\n"})
    assert [code for code in seen(report) if not code.startswith("(")] == []


def test_several_rules_names_and_a_dash(check_copy: Check) -> None:
    for head in ("EV005, quantity-contradicted --", "quantity-contradicted,EV005 —", "in001 ev005 –"):
        comment = f"<!-- claimcheck-disable-next-line {head} {TERMS} -->"
        report = check_copy({"a.md": f"{comment}\nThe Fell ships today. Only 3 left.\n"})
        assert seen(report) == ["(EV005)", "(IN001)"]


def test_quotes_hold_a_comma_and_other_equals_signs_are_words(check_copy: Check) -> None:
    comment = (
        "<!-- claimcheck-disable-next-line IN001 -- batch=7, as counted, "
        'approved_by="Okafor, R.", until=2026-03-31 -->'
    )
    (finding,) = check_copy({"a.md": f"{comment}\n{WRONG}\n"}).findings
    assert finding.suppressed is not None
    assert (finding.suppressed.reason, finding.suppressed.approved_by) == (
        "batch=7, as counted",
        "Okafor, R.",
    )


# ---------------------------------------------------------------- blocks


BLOCK = f"<!-- claimcheck-disable IN001 -- {TERMS} -->"
ENABLE = "<!-- claimcheck-enable IN001 -->"


def test_a_block_ends_where_it_is_enabled(check_copy: Check) -> None:
    copy = f"Only 2 left.\n\n{BLOCK}\n\nOnly 3 left.\n\nOnly 4 left.\n\n{ENABLE}\n\nOnly 5 left.\n"
    assert seen(check_copy({"a.md": copy})) == ["IN001", "(IN001)", "(IN001)", "IN001"]


def test_a_block_without_an_end_reaches_the_end_of_the_file(check_copy: Check) -> None:
    assert seen(check_copy({"a.md": f"{BLOCK}\n\nOnly 3 left.\n\nOnly 4 left."})) == ["(IN001)", "(IN001)"]


def test_blocks_nest_and_the_innermost_gives_the_reason(check_copy: Check) -> None:
    inner = BLOCK.replace("R. Okafor", "I. Moss")
    parts = (BLOCK, "Only 3 left.", inner, "Only 4 left.", ENABLE, "Only 5 left.", ENABLE, "Only 6 left.")
    copy = "\n\n".join(parts)
    findings = check_copy({"a.md": copy}).findings
    by = [f.suppressed and f.suppressed.approved_by for f in findings]
    assert by == ["R. Okafor", "I. Moss", "R. Okafor", None]


def test_one_rule_of_a_block_may_end_before_the_other(check_copy: Check) -> None:
    both = BLOCK.replace("IN001", "IN001,EV005")
    wrong = "The Fell ships today. Only 3 left."
    copy = f"{both}\n\n{wrong}\n\n{ENABLE}\n\n{wrong}\n\n<!-- claimcheck-enable -->\n\n{wrong}\n"
    assert seen(check_copy({"a.md": copy})) == ["(EV005)", "(IN001)", "(EV005)", "IN001", "EV005", "IN001"]


def test_an_enable_alone_is_said(check_copy: Check) -> None:
    report = check_copy({"a.md": f"Fell\n\n{ENABLE}\n\n{WRONG}\n"})
    assert seen(report) == ["SU003", "IN001"]
    assert report.findings[0].message.startswith("Nothing is disabled here")


def test_a_comment_on_the_last_line_covers_nothing_and_is_said(check_copy: Check) -> None:
    for end in ("", "\n", "\n\n"):
        assert seen(check_copy({"a.md": f"{WRONG}\n\n{COMMENT}{end}"})) == ["IN001", "SU003"]
    line = f"{WRONG} <!-- claimcheck-disable-line IN001 -- {TERMS} -->"
    assert seen(check_copy({"a.md": f"Fell\n\n{line}"})) == ["(IN001)"]


# ---------------------------------------------------------------- wrong


@pytest.mark.parametrize(
    ("comment", "says"),
    [
        (
            "claimcheck-disable-next-line IN001",
            "it gives no reason; it names nobody who approved it; it has no end date",
        ),
        ("claimcheck-disable-next-line IN001 -- approved-by=R, until=2026-03-31", "it gives no reason."),
        (
            "claimcheck-disable-next-line IN001 -- counted, until=2026-03-31",
            "it names nobody who approved it.",
        ),
        ("claimcheck-disable-next-line IN001 -- counted, approved-by=R", "it has no end date."),
        ("claimcheck-disable-next-line IN001 -- counted, approved-by=R, until=soon", "“soon” is no date"),
        (
            "claimcheck-disable-next-line IN001 -- counted, approved-by=R, until=2026-02-30",
            "“2026-02-30” is no date",
        ),
        (
            "claimcheck-disable-next-line IN001 -- counted, aproved-by=R, until=2026-03-31",
            'Did you mean "approved-by"?',
        ),
        (f"claimcheck-disable-next-line IN01 -- {TERMS}", '“IN01” is no rule. Did you mean "IN001"?'),
        (
            f"claimcheck-disable-next-line quantity-contradict -- {TERMS}",
            'Did you mean "quantity-contradicted"?',
        ),
        (f"claimcheck-disable-next-line IN -- {TERMS}", "“IN” is no rule"),
        (f"claimcheck-disable-next-line -- {TERMS}", "it names no rule."),
        (
            f"claimcheck-disable-next-line SU003 -- {TERMS}",
            "SU003 is about suppressions and cannot be suppressed.",
        ),
        (f"claimcheck-disable-nxt-line IN001 -- {TERMS}", 'Did you mean "disable-next-line"?'),
        (f"claimcheck-off IN001 -- {TERMS}", "“claimcheck-off” is no word of claimcheck."),
    ],
)
def test_a_malformed_one_fails_open_and_says_what_is_wrong(
    check_copy: Check, comment: str, says: str
) -> None:
    report = check_copy({"a.md": f"Fell\n\n<!-- {comment} -->\n{WRONG}\n"})
    assert seen(report) == ["SU001", "IN001"]
    assert says in report.findings[0].message
    assert (report.findings[0].severity, report.findings[0].start.line) == (Severity.ERROR, 3)
    assert report.findings[0].excerpt[0].text.startswith("<!-- claimcheck-")


def test_a_comment_never_closed_fails_open(check_copy: Check) -> None:
    report = check_copy({"a.j2": f"<p>{WRONG}</p>\n<p>Fell</p>\n{{# {NEXT}\n<p>{WRONG}</p>\n"})
    assert "SU001" in seen(report)
    assert not any(f.suppressed for f in report.findings)
    assert any("its comment is never closed" in f.message for f in report.findings)


def test_an_expired_one_is_said_and_what_it_covered_is_told(check_copy: Check) -> None:
    report = check_copy({"a.md": f"{COMMENT.replace('2026-03-31', '2026-03-02')}\n{WRONG}\n"})
    assert seen(report) == ["SU002", "IN001"]
    assert report.findings[0].severity is Severity.WARNING
    assert report.findings[0].message.startswith("R. Okafor suppressed IN001 until 2026-03-02")
    assert seen(check_copy({"a.md": f"{COMMENT.replace('2026-03-31', '2026-03-03')}\n{WRONG}\n"})) == [
        "(IN001)"
    ]


def test_an_expired_inner_one_leaves_the_outer_in_force(check_copy: Check) -> None:
    old = COMMENT.replace("2026-03-31", "2026-03-02")
    assert seen(check_copy({"a.md": f"{BLOCK}\n\n{old}\n{WRONG}\n"})) == ["SU002", "(IN001)"]


def test_an_unused_one_and_a_wrong_code_are_said(check_copy: Check) -> None:
    assert seen(check_copy({"a.md": f"{COMMENT}\nThe Fell.\n"})) == ["SU003"]
    wrong_code = check_copy({"a.md": f"{COMMENT.replace('IN001', 'EV005')}\n{WRONG}\n"})
    assert seen(wrong_code) == ["SU003", "IN001"]
    half = check_copy({"a.md": f"{COMMENT.replace('IN001', 'IN001,EV005')}\n{WRONG}\n"})
    assert seen(half) == ["SU003", "(IN001)"]
    assert "covers EV005," in half.findings[0].message


def test_a_rule_left_out_of_the_run_is_not_unused(check_copy: Check) -> None:
    copy = {"a.md": f"{COMMENT}\n{WRONG}\n"}
    assert seen(check_copy(copy, settings="select: [DL]\n")) == []
    assert seen(check_copy(copy, settings="ignore: [IN001]\n")) == []


def test_what_is_about_suppressions_is_never_suppressed(check_copy: Check) -> None:
    silencer = f"<!-- claimcheck-disable SU001,SU003 -- {TERMS} -->"
    report = check_copy({"a.md": f"{silencer}\n\n{COMMENT}\nThe Fell.\n"})
    assert seen(report) == ["SU001", "SU003"]


def test_it_works_where_the_rest_does_not_parse(check_copy: Check) -> None:
    broken = f"<p>{{% if sale %}}<table><td><p>Fell\n{COMMENT}\n<p>Only 3 left.</b>{{% endfor"
    assert "(IN001)" in seen(check_copy({"a.html": broken}))
    assert "IN001" not in seen(check_copy({"a.html": broken}))


def test_it_works_where_nothing_could_be_read(check_copy: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(*_args: object, **_more: object) -> None:
        raise ReadError("This file has more than 9 blocks.")

    monkeypatch.setattr("claimcheck.pipeline.read", unreadable)
    whole = f"<!-- claimcheck-disable RD001 -- {TERMS} -->\n<p>Fell</p>\n"
    assert seen(check_copy({"a.html": whole})) == ["(RD001)"]
    broken = f"<p>Fell</p>\n<!-- claimcheck-disable RD001 -->\n<p>{WRONG}</p>\n"
    report = check_copy({"a.html": broken})
    assert [(f.code, f.start.line) for f in report.findings] == [("RD001", 1), ("SU001", 2)]
    for data in (b"\xff\xfe" + whole.encode(), b"\0" + whole.encode()):
        assert seen(check_copy({"a.html": data})) == ["RD001"]


def test_silencing_one_rule_brings_the_next_to_light(check_copy: Check) -> None:
    mail = MAIL.format(encoding="8bit", comment="<p>Fell</p>", cut="").replace("<p>Only 4 left.</p>", "")
    (finding,) = check_copy({"a.eml": mail}).findings
    assert (finding.code, finding.also) == ("IN001", ("IN003",))
    silenced = check_copy({"a.eml": mail.replace("<p>Fell</p>", COMMENT)}).findings
    assert [(f.code, bool(f.suppressed), f.text) for f in silenced] == [
        ("IN001", True, "Only 3 left"),
        ("IN003", False, "Only 3 left"),
    ]
    both = COMMENT.replace("IN001", "IN001,IN003")
    assert all(f.suppressed for f in check_copy({"a.eml": mail.replace("<p>Fell</p>", both)}).findings)


def test_too_many_are_not_read(check_copy: Check) -> None:
    report = check_copy({"a.md": f"{COMMENT}\n{WRONG}\n\n" + f"{COMMENT}\n" * 1200})
    malformed = [f for f in report.findings if f.code == "SU001"]
    assert len(malformed) == 1
    assert "this file has more than 1,000 of them." in malformed[0].message
