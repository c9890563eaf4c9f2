"""What tests of the form share: opening it, asking its own modules, reading what it saves."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from citynet_kb.checks import Context, check_record
from citynet_kb.findings import Finding
from citynet_kb.knowledge_base import Content
from citynet_kb.model import CaseStudy
from citynet_kb.schema import bind
from citynet_kb.sources import read
from tests.browser.conftest import Visit
from tests.chromium import PATIENCE

FORM = "mitmachen/fall-einreichen/"
MODULES = "../../assets/js/form/"


def opened(visitor: Visit, query: str = "") -> Page:
    """The form, ready to be filled in."""
    page = visitor.to(FORM + query)
    page.wait_for_selector("form[data-ready]", state="attached")
    return page


def choose(page: Page, name: str, text: str) -> None:
    """Type into a field with suggestions and take the first."""
    page.fill(f"[name=_{name}]", text)
    page.keyboard.press("Enter")


def settled(page: Page) -> None:
    """Wait until what was typed is judged and stored."""
    page.wait_for_selector("form[data-kb-form]:not([data-pending])", state="attached", timeout=PATIENCE)


def fill(page: Page, name: str, text: str) -> None:
    """Type into a field wherever it stands; a row is added where it needs one."""
    page.evaluate("document.querySelectorAll('form details').forEach(part => { part.open = true; })")
    if ".0." in name and not page.locator(f"[name='{name}']").count():
        page.click(f"[data-add={name.partition('.')[0]}]")
    page.fill(f"[name='{name}']", text)
    page.keyboard.press("Tab")


def fill_brief(page: Page) -> None:
    """A complete Kurzmeldung about a success."""
    choose(page, "city", "Gera")
    choose(page, "measure", "Feierabendmarkt")
    page.check("[name=outcome][value=erfolgreich]")
    page.check("[name=effort][value=klein]")
    page.fill("[name=title]", "Gera: Feierabendmarkt zog viele an")
    settled(page)


def saved(page: Page) -> str:
    """What »Als Datei speichern« gives."""
    with page.expect_download() as download:
        page.click("[data-out=file]")
    return Path(download.value.path()).read_text(encoding="utf-8")


def errors(page: Page) -> dict[str, str]:
    """The errors that the form shows, by field."""
    found: dict[str, str] = page.evaluate("""() => Object.fromEntries([...document.querySelectorAll(".kb-form__error")]
        .filter(one => !one.hidden).map(one => [one.id.slice(2), one.textContent]))""")
    return found


def ask(page: Page, code: str, argument: Any = None) -> Any:
    """Run a function of (argument, form, case, data) with the form's own modules.

    Argument and answer go over as one text: Playwright would take them apart value by value, which takes ten times as long.
    """
    answer: str = page.evaluate(
        f"""async (argument) => {{
            const names = ["main.js", "case.js", "rules.js"];
            const [form, kase, rules] = await Promise.all(names.map(name => import(new URL("{MODULES}" + name, location))));
            const data = await (await fetch("formular.json")).json();
            return JSON.stringify(await ({code})(JSON.parse(argument), {{...form, ...kase, ...rules}}, data) ?? null);
        }}""",
        json.dumps(argument),
    )
    return json.loads(answer)


def checked(content: Content, path: str, text: str, today: str) -> list[Finding]:
    """What the check says about one file, the rest of the content in view."""
    document, findings = read(path, text.encode())
    if document is None:
        return findings
    case_id = path.removeprefix("content/faelle/").removesuffix(".md")
    case, bound = bind(document, CaseStudy, case_id)
    return [*findings, *bound] if case is None else [*findings, *bound, *check_record(case, document, Context(content, today))]
