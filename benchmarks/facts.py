"""How long a folder of a thousand products takes to load: ``python -m benchmarks.facts [COUNT]``.

Writes the products to a temporary folder first; each has stock, delivery, prices, metrics, offers and
objections, about 140 lines. Prints seconds of one core and products a second. The target is two seconds
for a thousand.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from claimcheck.config import Settings
from claimcheck.facts import load_facts

PRODUCT = """\
product: lamp-{n}
name: Lamp {n} rechargeable lantern
also_called: ["Lamp {n}", "Lamp no. {n}", "the new {n}"]
brand: Northbeck
category: camping lanterns
variants:
  - {{sku: "L{n}-GRN", gtin: "0501{n:010}", color: green}}
  - {{sku: "L{n}-BLK", gtin: "0502{n:010}", color: black}}
stock:
  held_by: us
  availability: in_stock
  units: {units}
  allocated: 37
  as_of: "2026-03-02 07:30"
  by_location: {{Leeds: {units}, "Bristol shop": 32}}
  days_of_cover: {cover} days
  by_variant:
    "L{n}-BLK": {{availability: backorder, units: 0, available_from: "2026-03-20"}}
  incoming:
    - {{units: 600, arrives: "2026-03-20", confirmed: true}}
delivery:
  as_of: "2026-02-15"
  handling: 0 working days
  cutoff: "14:00"
  timezone: "Europe/London"
  charge: 4.95 GBP
  free_over: 50 GBP
  transit:
    "GB mainland": 2-5 working days
    "GB-NIR, GB islands": 3-7 working days
    "EU": 4-9 working days
  excluded: ["US", "CA"]
  surcharges: {{"GB-NIR, GB islands": 7.50 GBP}}
  on_time_rate: {{value: 96.1%, period: "2025-12-01 to 2026-02-28", evidence: EV-CARRIER}}
  guaranteed: none
price:
  value: {price} GBP
  includes_tax: true
  as_of: "2026-03-01"
  history:
    - {{from: "2025-11-01", through: "2026-01-31", value: 109.00 GBP, sold: 640}}
    - {{from: "2026-02-01", through: "2026-02-14", value: 95.00 GBP, sold: 410}}
    - {{from: "2026-02-15", value: {price} GBP}}
performance:
  battery_life:
    called: ["battery life", "run time", "runtime", "hours of light", battery]
    means: time from full charge until the light switches off
    not_to_be_called: ["shelf life", "standby"]
    typical: {hours} hours
    max: {more} hours
    share_reaching_max: 22%
    better: higher
    conditions: {{typical: "at 300 lumens, 20 °C", max: "at 200 lumens, 20 °C"}}
    disclose: required
    test_setting: laboratory
    as_of: "2025-11-14"
    valid_through: "2027-11-30"
    evidence: EV-RUNTIME
  brightness:
    {{typical: {lumens} lumens, max: 1000 lumens, conditions: {{max: "for 30 seconds"}}, evidence: EV-L}}
  charge_time:
    {{typical: 55 minutes, conditions: {{typical: "with a 30 W charger"}}, better: lower, evidence: EV-C}}
  operating_temperature: {{min: -10 °C, max: 40 °C, evidence: EV-CLIMATE}}
  ingress_protection: {{value: IP54, evidence: EV-IP}}
  app_uptime: {{value: 99.5%, period: "2025-01-01 to 2025-12-31", evidence: EV-STATUS}}
comparisons:
  - id: runtime
    metric: battery_life
    baseline: Lamp 1
    baseline_kind: own_previous
    ratio: 1.6
    scope: "both at 300 lumens"
    as_of: "2025-11-14"
    evidence: EV-RUNTIME
superlatives:
  - {{claim: brightest, market: "six lanterns", as_of: "2026-01-20", valid_through: "2026-07-31"}}
guarantees:
  - {{name: product guarantee, term: 2 years, covers: parts, limits: ["battery 1 year", "not drops"]}}
exceptions:
  - {{to: free delivery, text: "orders under 50 GBP, Northern Ireland and islands"}}
offers:
  - id: spring-15
    says: 15% off
    code: SPRING15
    price: 75.65 GBP
    valid_from: "2026-03-03 00:00"
    valid_through: "2026-03-31 23:59"
    timezone: "Europe/London"
    excludes: ["L{n}-BLK"]
    demand_estimate: {{units: 300, method: "spring 2025 offer x 1.2", as_of: "2026-02-20"}}
    history: []
reviews: {{rating: 4.6, count: {units}, as_of: "2026-03-01", source: exports/reviews.csv, incentivised: none}}
disclosures:
  - {{when: "claim is battery_life", say_any_of: ["300 lumens", "300 lm"], near: same_paragraph}}
  - {{when: "claim is guarantee", say_any_of: ["battery 1 year", "1 year on the battery"], near: same_screen}}
objections:
  - id: lasts-the-night
    heard_as: ["Will it last all night?", "My last one died by ten"]
    frequency: 34%
    as_of: "2026-02-10"
    source: CRM lost reasons, Q4 2025 (n=212)
    agreed_answer: Eight hours at reading brightness, ten on low.
    facts: [performance.battery_life]
    answer_any_of: ["8 hours", "eight hours", "on one charge"]
    required_in: [web, email, direct-mail]
selling_points:
  - {{id: replaceable-battery, must_appear: campaign, any_of: ["swap the battery", "replaceable battery"]}}
disqualifiers:
  - {{id: trade, text: "Needs 50 units", say_any_of: ["50 units", "minimum 50"], required_in: [email, web]}}
owner: maria@northbeck.example
approved_by: Legal, J. Ahmed
approved_on: "2026-02-27"
"""


def write(folder: Path, count: int) -> None:
    """So many products, no two with the same figures."""
    for n in range(count):
        text = PRODUCT.format(
            n=n, units=400 + n, cover=10 + n % 60, price=f"{50 + n % 90}.{n % 100:02}", hours=5 + n % 17,
            more=25 + n % 20, lumens=300 + n % 500,
        )
        (folder / f"lamp-{n:05}.yaml").write_text(text, encoding="utf-8")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        folder = root / "facts"
        folder.mkdir()
        write(folder, count)
        began, wall = time.process_time(), time.perf_counter()
        facts = load_facts(("facts",), root, Settings(root=root, timezone="Europe/London"))
        spent, passed = time.process_time() - began, time.perf_counter() - wall
    print(f"{len(facts.products):,} products: {spent:.2f} s of one core, {passed:.2f} s passed, "
          f"{len(facts.products) / spent:,.0f} products a second")


if __name__ == "__main__":
    main()
