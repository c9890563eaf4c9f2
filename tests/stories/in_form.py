"""A story typed into the form: text as people write it, choices picked, each reason found by everyday words."""

from playwright.sync_api import Page

from citynet_kb.intake.asking.questions import choice
from tests.browser.form import errors, fill, saved, settled
from tests.stories import REPORT, Story, Told, asked, location, words
from tests.stories.judging import in_labels

_SUGGESTED = {"Stadt": "city", "Maßnahme": "measure"}


def told_in_form(page: Page, story: Story) -> Told:
    """What the form says about it, and whether the file that it saves holds every word typed."""
    typed: list[str] = []
    for name, text in story.answers.items():
        _answer(page, story, name, text, typed)
    settled(page)
    chosen = page.locator("select[name=failure_reasons]").evaluate_all("lists => lists.filter(list => list.value).length")
    assert chosen == len(story.chosen.get("Gründe", ())), "a reason was not found by its words"
    first = tuple(f"{field}: {text}" for field, text in errors(page).items() if not text.startswith("Hinweis: "))
    for field in [text.partition(":")[0] for text in first]:
        page.click(f"[data-path='{field}'] [data-take]")
        settled(page)
    said = page.locator("form[data-kb-form]").inner_text()
    text = saved(page)
    lost = words(typed) - words([in_labels(text), said])
    return Told(first, len(first), len(story.answers), len(" ".join(typed).split()), tuple(sorted(lost)))


def _answer(page: Page, story: Story, name: str, text: str, typed: list[str]) -> None:
    question, keys = asked()[name], [str(step) for step in location(name)]
    picked = story.chosen.get(name)
    if name in _SUGGESTED:
        typed.append(text)
        page.fill(f"[name=_{_SUGGESTED[name]}]", text)
        page.keyboard.press("Enter")
    elif name == "Gründe":
        for reason in text.split(", "):
            page.fill("[name=_reason]", reason)
            page.keyboard.press("Enter")
    elif question.vocabulary and picked is not None:
        values = [term.value for term in question.vocabulary if choice(term) in ([picked] if isinstance(picked, str) else picked)]
        _pick(page, ".".join(keys), values)
    elif name == REPORT:
        typed.append(text)
        page.evaluate("document.querySelectorAll('form details').forEach(part => { part.open = true; })")
        page.fill("[name=_s2]", text)
    else:
        typed.append(text)
        key = ".0.".join(keys) if keys[0] == "sources" else ".".join(keys)
        fill(page, key, text)


def _pick(page: Page, name: str, values: list[str]) -> None:
    page.evaluate("document.querySelectorAll('form details').forEach(part => { part.open = true; })")
    if page.locator(f"select[name='{name}']").count():
        page.select_option(f"select[name='{name}']", values)
    else:
        for value in values:
            page.check(f"[name='{name}'][value='{value}']")
