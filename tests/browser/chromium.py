"""Which Chromium the tests run in, and how: without a sandbox of its own, and without calling home."""

from __future__ import annotations

import os
import shutil

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


def chromium() -> str:
    """The browser's program: ``CLAIMCHECK_CHROMIUM``, or what is installed. RuntimeError for none."""
    named = os.environ.get("CLAIMCHECK_CHROMIUM")
    found = named or next((path for name in NAMES if (path := shutil.which(name))), None)
    if not found:
        raise RuntimeError("These tests need Chromium (Debian: apt-get install chromium).")
    return found
