"""Everything that the search for failures ever found, and every attack, goes through reader, checks and renderer again."""

from pathlib import Path

import pytest

from tests.attacks import Attack, attacks, flood, is_flood, text_of
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


@pytest.mark.parametrize("attack", [attack for attack in attacks() if attack.kind != "files"], ids=lambda attack: attack.id)
def test_every_attack_is_judged_and_rendered(attack: Attack) -> None:
    """The same for each attack."""
    judge_and_render(text_of(attack).encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("attack", [attack for attack in attacks() if attack.kind == "bodies"], ids=lambda attack: attack.id)
def test_the_renderer_makes_no_markup_of_any_attack(attack: Attack) -> None:
    """Without the signs that a page puts before: the extension alone."""
    text = flood(attack) if is_flood(attack) else str(attack.fields["text"])
    assert not dangers(Html(html(text)))
