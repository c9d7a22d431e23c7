"""The plainest ways to say each thing, so that a wider pattern never takes them for something else."""

from __future__ import annotations

import pytest

import claimcheck

#: Copy, the claim's type, and its exact words (empty: any words of that type).
CASES = [
    ("In stock now.", "availability.stock", "In stock now"),
    ("In stock and ready to ship.", "availability.stock", "In stock and ready to ship"),
    ("Out of stock until May.", "availability.stock", ""),
    ("Back in stock!", "availability.stock", "Back in stock"),
    ("Available now.", "availability.stock", "Available now"),
    ("Available from 4 May.", "availability.date", "Available from 4 May"),
    ("Ships today.", "availability.dispatch", "Ships today"),
    ("Order by 2 pm and it ships today.", "availability.dispatch", ""),
    ("Ships within 24 hours.", "availability.dispatch", "Ships within 24 hours"),
    ("Dispatched the same day.", "availability.dispatch", "Dispatched the same day"),
    ("Same day dispatch", "availability.dispatch", "Same day dispatch"),
    ("Next day delivery", "availability.delivery", "Next day delivery"),
    ("Free next day delivery on all orders.", "availability.delivery", ""),
    ("Delivered in 2 to 5 working days.", "availability.delivery", "Delivered in 2 to 5 working days"),
    ("Delivery in 3-5 days.", "availability.delivery", "Delivery in 3-5 days"),
    ("Guaranteed delivery before Christmas.", "availability.delivery", ""),
    ("At your door within 24 hours.", "availability.delivery", "At your door within 24 hours"),
    ("We deliver nationwide.", "availability.area", "deliver nationwide"),
    ("Free UK delivery.", "offer.free", "Free UK delivery"),
    ("We ship worldwide.", "availability.area", "ship worldwide"),
    ("Every colour in stock.", "availability.scope", "Every colour in stock"),
    ("Only 3 left.", "inventory.quantity", "Only 3 left"),
    ("Only 3 left, ships today!", "inventory.quantity", "Only 3 left"),
    ("Over 400 ready to ship from Leeds.", "inventory.quantity", ""),
    ("10,000 in our warehouse.", "inventory.quantity", "10,000 in our warehouse"),
    ("Nearly sold out.", "inventory.scarcity", "Nearly sold out"),
    ("Selling fast!", "inventory.scarcity", "Selling fast"),
    ("While stocks last.", "inventory.scarcity", "While stocks last"),
    ("Last chance to own one.", "inventory.scarcity", ""),
    ("Limited edition of 500.", "inventory.quantity", "Limited edition of 500"),
    ("Going fast!", "inventory.scarcity", "Going fast"),
    ("Sold out.", "inventory.scarcity", "Sold out"),
    ("In high demand.", "inventory.demand", "In high demand"),
    ("27 people are looking at this.", "inventory.demand", "27 people are looking at this"),
    ("99.9% uptime.", "performance.figure", "99.9% uptime"),
    ("Charges in 12 minutes.", "performance.figure", "Charges in 12 minutes"),
    ("Lasts up to 10 hours.", "performance.figure", "Lasts up to 10 hours"),
    ("10-hour battery.", "performance.figure", "10-hour battery"),
    ("8 hours of light.", "performance.figure", "8 hours of light"),
    ("Up to 500 Mbps.", "performance.figure", "Up to 500 Mbps"),
    ("Boils a litre in 2 minutes.", "performance.figure", ""),
    ("Runs 60% longer.", "performance.comparative", "Runs 60% longer"),
    ("Twice as fast as before.", "performance.comparative", ""),
    ("2x faster than the old one.", "performance.comparative", "2x faster than the old one"),
    ("The UK's brightest camping lantern.", "performance.superlative", ""),
    ("The fastest broadband in Britain.", "performance.superlative", "The fastest broadband in Britain"),
    ("Never needs charging.", "performance.quality", "Never needs charging"),
    ("Waterproof.", "performance.quality", "Waterproof"),
    ("Works with every till.", "performance.quality", "Works with every till"),
    ("Dishwasher-safe.", "performance.quality", "Dishwasher-safe"),
    ("Survives a two-metre drop.", "performance.quality", ""),
    ("Cuts your energy bills by 30%.", "performance.figure", ""),
    ("Only £29.99.", "offer.price", "Only £29.99"),
    ("Was £129, now £89.", "offer.price", ""),
    ("Rooms from £28.", "offer.price", ""),
    ("Save 30%.", "offer.discount", "Save 30%"),
    ("15% off with code SPRING15.", "offer.discount", ""),
    ("Buy one, get one free.", "offer.discount", ""),
    ("Ends tonight!", "offer.deadline", "Ends tonight"),
    ("Offer ends Sunday 29 March.", "offer.deadline", "Offer ends Sunday 29 March"),
    ("Today only.", "offer.deadline", "Today only"),
    ("48 hours left!", "offer.deadline", "48 hours left"),
    ("Free carry case!", "offer.free", "Free carry case"),
    ("Money back if you are not happy.", "offer.guarantee", ""),
    ("2-year guarantee.", "offer.guarantee", "2-year guarantee"),
    ("Lifetime guarantee.", "offer.guarantee", "Lifetime guarantee"),
    ("Rated 4.6 out of 5 from 812 reviews.", "offer.review", ""),
    ("9 in 10 customers would buy again.", "offer.review", ""),
]


@pytest.mark.parametrize(("copy", "kind", "words"), CASES, ids=[case[0] for case in CASES])
def test_plain_words(copy: str, kind: str, words: str) -> None:
    found = [claim for claim in claimcheck.extract(copy, on="2026-03-03") if claim.type == kind]
    assert found, "nothing of this type was found"
    if words:
        assert words in [claim.text for claim in found]
