"""Scripts and styles are published without their comments, and do the same."""

import re

import pytest

from citynet_kb.published_assets import is_own_asset, published
from tests.site.building import ROOT, Built

THEME, COMPONENTS = ROOT / "theme", ROOT / "citynet_kb" / "pages"
JOINED = "assets/css/citynet.css"
OWN = sorted(path for file in THEME.rglob("*") if file.is_file() and is_own_asset(path := file.relative_to(THEME).as_posix()))


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("// says why\nlet a = 1;\n\n/* and\n   how */ let b = 2;\n", "let a=1,b=2"),
        ("const text = `a // b ${c /* d */} \n  e`;", "const text=`a // b ${c} \n  e`"),
        ("const rule = /[/*]\\/\\/x/u; // a rule", "const rule=/[/*]\\/\\/x/u"),
        ('const home = "https://example.org/"; // an address', 'const home="https://example.org/"'),
        ("export function f(long) { return /a b/.test(long) // d\n}", "export function f(e){return/a b/.test(e)}"),
    ],
)
def test_a_script_loses_its_comments_and_long_names(source: str, wanted: str) -> None:
    """Templates, patterns and texts that look like comments stay."""
    assert published("assets/js/x.js", source) == wanted


def test_a_style_loses_its_comments_and_nothing_else() -> None:
    """Spaces that mean something stay."""
    source = "/* why */\na > b , c { width: calc(1px + 2px); content: '/* no */' }\n"
    assert published("assets/css/x.css", source) == "a>b,c{width:calc(1px + 2px);content:'/* no */'}"


@pytest.mark.parametrize("path", ["assets/javascripts/bundle.min.js", "api/v1/cases.json", "assets/js/licence.txt", "404.html"])
def test_every_other_file_stays_as_it_is(path: str) -> None:
    """Ours alone are made smaller."""
    assert published(path, "/* a */ b\n") == "/* a */ b\n"


def test_the_site_serves_them_so(real: Built) -> None:
    """Each script and style of the theme lies in the site as it is published, and twice the same: see `make verify`."""
    assert len(OWN) > 20
    for path in set(OWN) - {JOINED}:
        assert (real.site / path).read_text(encoding="utf-8") == published(path, (THEME / path).read_text(encoding="utf-8")), path


def test_the_joined_stylesheet_holds_all_of_its_parts(real: Built) -> None:
    """What it names stands in it, without a comment."""
    text = (real.site / JOINED).read_text(encoding="utf-8")
    parts = re.findall(r'include "(.*?)"', (THEME / JOINED).read_text(encoding="utf-8"))
    assert len(parts) > 20
    for part in parts:
        folder = COMPONENTS if part.startswith("components/") else THEME
        assert published(JOINED, (folder / part).read_text(encoding="utf-8")) in text, part
    assert "/*" not in text
