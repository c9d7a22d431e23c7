"""What machines read: JSON-LD, microdata and feeds against the facts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation

from claimcheck.facts.model import Fact, Product
from claimcheck.facts.resolve import holds
from claimcheck.model import Cause, DocumentCause, Quantity, StructuredItem, VerdictState
from claimcheck.verification.case import DocumentCase
from claimcheck.verification.objections import products_of
from claimcheck.verification.plain import day, figure, with_article
from claimcheck.verification.surroundings import says

#: schema.org and merchant feed words for "can be had now" and "must be waited for".
NOW = frozenset({"instock", "limitedavailability", "onlineonly", "instoreonly"})
LATER = frozenset({"preorder", "presale", "backorder"})
NEVER = frozenset({"outofstock", "soldout", "discontinued"})
DATES = ("availabilitystarts", "availabilitydate")
WORDS = {
    "in_stock": "in stock",
    "out_of_stock": "out of stock",
    "preorder": "on pre-order",
    "backorder": "on backorder",
    "discontinued": "discontinued",
}


def _key(item: StructuredItem) -> str:
    """The last step of the property path, without case, blanks or underscores."""
    return item.path.rsplit(".", 1)[-1].rsplit(":", 1)[-1].casefold().replace("_", "")


def _word(item: StructuredItem) -> str:
    return item.value.rstrip("/").rsplit("/", 1)[-1].casefold().replace("_", "").replace(" ", "")


def product_of(case: DocumentCase, item: StructuredItem) -> Product | None:
    """The product that an object describes: by its name or SKU, else the document's only one."""
    siblings = [
        i.value for i in case.asset.document.structured if i.item == item.item and _key(i) in ("sku", "name")
    ]
    for product in case.facts.products:
        names = (product.name, *product.also_called, *(v.sku for v in product.variants))
        if says(names, "\n".join((item.name, *siblings))):
            return product
    about = products_of(case)
    return about[0] if len(about) == 1 else None


def _fact(case: DocumentCase, facts: tuple[Fact[object], ...]) -> Fact[object] | None:
    return holds(facts, case.at, case.ask()).fact if facts else None


def _at(case: DocumentCase, item: StructuredItem, cause: Cause) -> DocumentCause:
    return DocumentCause(cause, case.asset.document.path, item.start, item.end, item.value)


def availability_mismatch(case: DocumentCase) -> Iterator[DocumentCause]:
    """SD001: the machine-readable availability says otherwise than the facts."""
    for item in case.asset.document.structured:
        product = product_of(case, item) if _key(item) == "availability" else None
        if product is None:
            continue
        status, units = _fact(case, product.stock.availability), _fact(case, product.stock.units)
        promised = _fact(case, product.stock.allocated)
        free = _number(units) - _number(promised) if units else None
        gone = (status is not None and status.value != "in_stock") or (free is not None and free <= 0)
        facts = tuple(f for f in (status, units, promised) if f)
        if facts and _word(item) in NOW and gone:
            state = (
                WORDS[str(status.value)]
                if status and status.value != "in_stock"
                else "promised to the last unit"
            )
            yield _at(
                case,
                item,
                case.cause(
                    "SD001",
                    "not_there",
                    VerdictState.CONTRADICTED,
                    facts=facts,
                    value=item.value.rsplit("/", 1)[-1],
                    product=with_article(product.name),
                    state=state,
                ),
            )
        elif facts and _word(item) in NEVER and not gone:
            yield _at(
                case,
                item,
                case.cause(
                    "SD001",
                    "is_there",
                    VerdictState.CONTRADICTED,
                    facts=facts,
                    value=item.value.rsplit("/", 1)[-1],
                    product=with_article(product.name),
                ),
            )


def _number(fact: Fact[object] | None) -> Decimal:
    return fact.value.low if fact and isinstance(fact.value, Quantity) else Decimal(0)


def price_mismatch(case: DocumentCase) -> Iterator[DocumentCause]:
    """SD002: the machine-readable price or currency is not the one on file."""
    for item in case.asset.document.structured:
        product = product_of(case, item) if _key(item) in ("price", "lowprice") else None
        usual = _fact(case, product.price.value) if product else None
        if product is None or usual is None or not isinstance(usual.value, Quantity):
            continue
        amount, currency = _money(case, item)
        known = [usual.value, *(o.price.value for o in product.offers if o.price)]
        if amount is not None and all(amount != price.high for price in known):
            yield _at(
                case,
                item,
                case.cause(
                    "SD002",
                    "price",
                    VerdictState.CONTRADICTED,
                    facts=(usual,),
                    value=item.value,
                    product=with_article(product.name),
                    price=figure(usual.value),
                ),
            )
        elif currency and currency != usual.value.unit:
            yield _at(
                case,
                item,
                case.cause(
                    "SD002",
                    "currency",
                    VerdictState.CONTRADICTED,
                    facts=(usual,),
                    value=currency,
                    product=with_article(product.name),
                    price=figure(usual.value),
                ),
            )


def _money(case: DocumentCase, item: StructuredItem) -> tuple[Decimal | None, str]:
    """The sum and its currency: "89.00" with a sibling, or "89.00 GBP" as feeds write it."""
    text, _, currency = item.value.strip().partition(" ")
    siblings = (
        i for i in case.asset.document.structured if i.item == item.item and _key(i) == "pricecurrency"
    )
    code = currency.strip() or next((i.value for i in siblings), "")
    try:
        return Decimal(text.replace(",", "")), code.strip().upper()
    except InvalidOperation:
        return None, code


def date_missing(case: DocumentCase) -> Iterator[DocumentCause]:
    """SD003: a wait without its date, or a price that was valid until a day gone by."""
    structured = case.asset.document.structured
    for item in structured:
        if _key(item) == "availability" and _word(item) in LATER:
            if not any(i.item == item.item and _key(i) in DATES for i in structured):
                yield _at(
                    case,
                    item,
                    case.cause("SD003", "no_date", VerdictState.NEEDS_QUALIFICATION, value=item.value),
                )
        elif _key(item) == "pricevaliduntil" and (until := _day(item.value)) and until < case.day:
            yield _at(
                case,
                item,
                case.cause("SD003", "past", VerdictState.CONTRADICTED, date=day(until), moment=day(case.at)),
            )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


DOCUMENT_CHECKS = {"SD001": availability_mismatch, "SD002": price_mismatch, "SD003": date_missing}
