"""Everything that the search for failures ever found, and every attack, goes through reader, checks and renderer again."""

from pathlib import Path

import pytest

from tests.attacks import Attack, attacks, by_class, failures, flood, is_flood, of, text_of
from tests.attacks.judging import CORPUS, judge_and_render, judge_image
from tests.site.reading import Html, dangers
from tests.site.test_fragments import html


@pytest.mark.parametrize("file", sorted(CORPUS.iterdir()), ids=lambda file: file.name)
def test_what_was_found_stays_mended(file: Path) -> None:
    """No exception, no long time, no markup; of an image a picture or one finding."""
    if file.suffix == ".md":
        judge_and_render(file.read_bytes())
    else:
        judge_image(file.suffix[1:], file.read_bytes())


@pytest.mark.parametrize("group", by_class(attack for attack in attacks() if attack.kind != "files"))
def test_every_attack_is_judged_and_rendered(group: tuple[Attack, ...]) -> None:
    """The same for each attack."""
    assert failures(group, lambda attack: judge_and_render(text_of(attack).encode("utf-8", "surrogatepass"))) == {}


@pytest.mark.parametrize("group", by_class(of("bodies")))
def test_the_renderer_makes_no_markup_of_any_attack(group: tuple[Attack, ...]) -> None:
    """Without the signs that a page puts before: the extension alone."""
    texts = {attack.id: flood(attack) if is_flood(attack) else str(attack.fields["text"]) for attack in group}
    assert {id: found for id, text in texts.items() if (found := dangers(Html(html(text))))} == {}
