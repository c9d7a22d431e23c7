"""Segments to claims. The only folder that uses spaCy, and only once some sentence may hold a claim."""

from __future__ import annotations

from claimcheck.extraction.engine import extract_document
from claimcheck.extraction.examples import ExampleResult, run_examples

__all__ = ["ExampleResult", "extract_document", "run_examples"]
