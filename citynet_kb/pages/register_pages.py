"""The keyword register from A to Z, one page a letter: what stands for the search where no script runs."""

from collections.abc import Iterator

from citynet_kb.model import addresses
from citynet_kb.pages.page import GeneratedPage
from citynet_kb.pages.renderer import Renderer
from citynet_kb.search.register import Register


def register_pages(renderer: Renderer, register: Register) -> Iterator[GeneratedPage]:
    """The page that leads to all letters, and one for each letter that has a keyword."""
    meta = {"section": addresses.section(addresses.CASES), "layout": "wide"}
    letters = tuple(register.letters)
    yield renderer.page(addresses.REGISTER, "register.md.j2", meta, letters=register.letters)
    for number, letter in enumerate(letters):
        context = {"letter": letter, "letters": letters, "keywords": register.letters[letter]}
        around = (letters[number - 1] if number else None, letters[number + 1] if number + 1 < len(letters) else None)
        uri, unsearched = addresses.register_letter(letter), {**meta, "search": {"exclude": True}}
        yield renderer.page(uri, "register_letter.md.j2", unsearched, around=around, **context)
