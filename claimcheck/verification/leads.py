"""Whether a reply can be traced, asked about and learnt from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

from claimcheck.facts.model import Campaign
from claimcheck.model import Channel, DocumentCause, VerdictState
from claimcheck.verification.case import DocumentCase
from claimcheck.verification.objections import products_of
from claimcheck.verification.plain import day, listed, span, with_article
from claimcheck.verification.surroundings import says

TAGS = ("utm_source", "utm_medium", "utm_campaign")
#: A form's hidden field. Attributes stand in any order, so the tag is read first and its name after.
_INPUT = re.compile(r"<input\b[^<>]*>", re.IGNORECASE)
_FIELD = re.compile(r"\bname\s*=\s*[\"']?([\w.\-\[\]]+)", re.IGNORECASE)
_MARKUP = frozenset({"html", "mjml", "mdx", "jsx"})
FORM = VerdictState.NEEDS_QUALIFICATION


def link_untagged(case: DocumentCase) -> Iterator[DocumentCause]:
    """LC001: a campaign's links without its tags, or print without a code to reply by."""
    campaign, entry = case.asset.campaign, case.asset.entry
    if campaign is None or entry is None:
        return
    if case.asset.channel is Channel.DIRECT_MAIL:
        codes = entry.response_codes
        text = case.around.whole() + case.asset.document.text
        if codes and not any(code in text for code in codes):
            yield case.found(case.cause("LC001", "no_code", FORM, codes=listed(codes)))
    elif case.asset.channel is Channel.EMAIL and campaign.utm:
        yield from _links(case, campaign)


def _links(case: DocumentCase, campaign: Campaign) -> Iterator[DocumentCause]:
    """One finding a document, at the first link that lacks a tag."""
    wrong = [
        (i, link, problem)
        for i, segment in enumerate(case.asset.document.segments)
        for link in segment.links
        if (problem := _tag_problem(case, link.href, campaign))
    ]
    if wrong:
        index, link, problem = wrong[0]
        cause = case.cause("LC001", "untagged", FORM, link=link.href, problem=problem, count=str(len(wrong)))
        yield case.found(cause, index, (link.prose_start, max(link.prose_end, link.prose_start)))


def _tag_problem(case: DocumentCase, href: str, campaign: Campaign) -> str:
    """What is wrong with a link's tags, in words; empty when nothing is or when it needs none."""
    if not href.startswith(("http://", "https://")) or any(m in href for m in ("{", "*|", "%%", "<%")):
        return ""
    if any(word in href.casefold() for word in case.words("LC001", "service")):
        return ""
    tags = parse_qs(urlsplit(href).query)
    for tag in (t for t in TAGS if t in campaign.utm):
        if tag not in tags:
            return f"{tag} is missing"
        if tags[tag][0] not in campaign.utm[tag]:
            return f'{tag} is "{tags[tag][0]}", the campaign says {listed(campaign.utm[tag])}'
    return ""


def source_not_captured(case: DocumentCase) -> Iterator[DocumentCause]:
    """LC002: a form without the hidden fields that say where the reader came from."""
    campaign, entry = case.asset.campaign, case.asset.entry
    document = case.asset.document
    if campaign is None or entry is None or not entry.form or document.format not in _MARKUP:
        return
    if "<form" not in document.text.casefold():
        return
    fields = {m[1] for tag in _INPUT.findall(document.text) if (m := _FIELD.search(tag))}
    missing = [name for name in campaign.form_fields if name not in fields]
    if missing:
        start = document.text.casefold().index("<form")
        cause = case.cause("LC002", "missing", FORM, fields=listed(missing))
        yield DocumentCause(cause, document.path, start, start + 5, "<form")


def question_missing(case: DocumentCase) -> Iterator[DocumentCause]:
    """LC003: a form that leaves out a question agreed with sales."""
    campaign, entry = case.asset.campaign, case.asset.entry
    if campaign is None or entry is None or not entry.form:
        return
    for question in campaign.qualifying_questions:
        asked = question.get("ask_any_of", ())
        if entry.form in question.get("required_in", ()) and not says(asked, case.around.whole()):
            name = next(iter(question.get("id", ())), "")
            yield case.found(case.cause("LC003", "missing", FORM, id=name, words=asked[0] if asked else name))


def audience_undefined(case: DocumentCase) -> Iterator[DocumentCause]:
    """LC004: the campaign names no audience, or one that the settings do not define; once a campaign."""
    campaign = case.asset.campaign
    if campaign is None or not case.is_first:
        return
    unknown = [name for name in campaign.audience if name not in case.settings.audiences]
    if not campaign.audience:
        yield _of_campaign(case, campaign, "none")
    elif case.settings.audiences and unknown:
        yield _of_campaign(
            case, campaign, "unknown", audience=listed(unknown), known=listed(case.settings.audiences)
        )


def _of_campaign(case: DocumentCase, campaign: Campaign, sentence: str, **values: str) -> DocumentCause:
    known: dict[str, Any] = {"campaign": campaign.id, **values}
    return DocumentCause(case.cause("LC004", sentence, FORM, **known), campaign.where.file)


def feedback_missing(case: DocumentCase) -> Iterator[DocumentCause]:
    """LC005: what sales hears was last written down too long ago; once a campaign."""
    if not case.is_first or case.asset.campaign is None:
        return
    limit = case.settings.max_age.objections
    for product in products_of(case):
        dated = [o.as_of for o in product.objections if o.as_of]
        if dated and case.at - max(dated) > limit:
            cause = case.cause(
                "LC005",
                "old",
                FORM,
                product=with_article(product.name),
                date=day(max(dated)),
                limit=span(limit),
            )
            yield DocumentCause(cause, product.where.file)


DOCUMENT_CHECKS = {
    "LC001": link_untagged,
    "LC002": source_not_captured,
    "LC003": question_missing,
    "LC004": audience_undefined,
    "LC005": feedback_missing,
}
