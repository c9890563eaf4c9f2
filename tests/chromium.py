"""The one browser of a run. Without one the tests that need it fail; they are never skipped."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

PATIENCE = 20_000
"""Milliseconds that a test waits for what must come; how long it takes is measured elsewhere."""
expect.set_options(timeout=PATIENCE)

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # whatever a page asks for, nothing leaves this machine
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser that $CHROMIUM names."""
    named = os.environ.get("CHROMIUM", "")
    path = shutil.which(named) if named else None
    if path is None:
        pytest.fail(f"CHROMIUM ({named!r}) names no browser. Run the tests with 'make test', or: CHROMIUM=$(make browser)", pytrace=False)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield started
        started.close()
