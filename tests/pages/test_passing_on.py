"""How pages are passed on, cited and doubted, and what stands on the pictures beside links to them."""

import re
from functools import partial
from hashlib import sha256
from html import unescape
from io import BytesIO
from itertools import islice
from typing import Any
from urllib.parse import unquote

import pytest
from PIL import Image

from citynet_kb.indexes import build_indexes
from citynet_kb.model import Configuration, addresses
from citynet_kb.pages import build_site, sign_drawings
from citynet_kb.pages.draft import PageSettings
from citynet_kb.pages.environment import environment
from citynet_kb.pages.page import SiteMap
from citynet_kb.pictures.drawn_signs import drawn_sign
from citynet_kb.pictures.link_picture import LinkPicture
from citynet_kb.pictures.painter import HEIGHT, WIDTH, Painter, theme_colours
from citynet_kb.project import COLOURS, TYPEFACE
from tests.pages.examples import expanded, land, meta_of
from tests.site.building import LAND, ROOT, TODAY
from tests.speed import once

CASE, MEASURE = "faelle/musterstadt/eisbahn.md", "massnahmen/eisbahn.md"
SHARED = (CASE, MEASURE, "erfahrungsblatt/eisbahn.md", "vorgehen/feierabendmarkt.md")


@once
def painter() -> Painter:
    style = (ROOT / COLOURS).read_text("utf-8")
    return Painter((ROOT / TYPEFACE).read_bytes(), theme_colours(style), sign_drawings())


def doubted(uri: str, **settings: Any) -> str:
    """Where »Stimmt das noch?« leads on a page with these settings."""
    words: Any = environment().get_template("sharing.html.j2").module
    site, site_map = PageSettings(**settings), SiteMap(frozenset((uri, addresses.FORM, addresses.CERTAINTY)))
    about = ("Eisbahn", "musterstadt/eisbahn", uri) if uri == CASE else ("Eisbahn", uri)
    macro = words.doubt_case if uri == CASE else words.doubt_measure
    return unescape(re.findall(r'<a href="([^"]*)">Stimmt das noch\?', macro(*about, partial(site_map.link, uri), site))[0])


def test_citing() -> None:
    """A case is cited with its title, its town, the day of its last change and the first digits of the digest of its file."""
    site = land().site
    for case in land().content.knowledge_base.cases.values():
        cited = re.search(r'<p class="kb-cite".*', expanded(site, addresses.case(case.id)))
        assert bool(cited) is not bool(case.withdrawn), case.id
        if cited:
            assert f">{sha256((LAND / case.path).read_bytes()).hexdigest()[:8]}</code>" in cited[0], case.id
    cited = re.sub("<.*?>", "", re.findall(r'<p class="kb-cite".*', expanded(site, "faelle/musterstadt/feierabendmarkt.md"))[0])
    assert re.fullmatch(
        r"So zitieren: »Musterstadt: Feierabendmarkt nach drei Sommern eingestellt«, Musterstadt, Beispielland Wissensspeicher\. "
        r"Stand 2\. Mai 2025, Fassung [0-9a-f]{8}\. https://wissen\.example\.org/faelle/musterstadt/feierabendmarkt/",
        cited,
    )


@pytest.mark.parametrize("uri", SHARED)
def test_a_mail_that_passes_a_page_on_names_title_and_address(uri: str) -> None:
    """It needs no script; what needs one is hidden until there is one."""
    page = expanded(land().site, uri)
    line = re.findall(r'<p class="kb-passing".*', page)
    assert len(line) == 1
    subject, body = re.findall(r'href="mailto:\?subject=([^&]*)&amp;body=([^"]*)"', line[0])[0]
    address = f"https://wissen.example.org/{addresses.published(uri)}"
    assert unquote(body) == f"{unquote(subject)}\r\n\r\n{address}"
    assert f'data-kb-address="{address}"' in line[0]
    assert re.search(r"<button[^>]* hidden>Link kopieren</button>", line[0])


def test_doubt_leads_to_a_filled_form_or_mail() -> None:
    """Of a case to the form that knows it, without a forge to a mail; of a measure to a mail, else to how cases are corrected."""
    form, mailbox = "../../../mitmachen/fall-einreichen/?fall=musterstadt/eisbahn&art=korrektur", "redaktion@stadt.example"
    assert [doubted(CASE, has_forge=True, mailbox=mailbox), doubted(CASE)] == [form, form]
    assert doubted(MEASURE, has_forge=True) == "../../wie-sicher/#korrektur-und-stellungnahme"
    mail = unquote(doubted(CASE, mailbox=mailbox, url="https://a.example"))
    assert mail.startswith(f"mailto:{mailbox}?subject=Stimmt das noch? Eisbahn&body=Guten Tag,")
    assert "https://a.example/faelle/musterstadt/eisbahn/\r\n" in mail
    assert doubted(MEASURE, has_forge=True, mailbox=mailbox).startswith(f"mailto:{mailbox}?subject=Stimmt")


def test_pages_name_the_pictures_beside_their_links() -> None:
    """One for each measure and topic, and one for all other pages; none where the site has no address to name them by."""
    site, base = land().site, land().content.knowledge_base
    named = {meta_of(page)["picture"] for page in site.pages.values() if "picture" in meta_of(page)}
    assert set(site.link_pictures) == named | {addresses.link_picture()}
    assert len(named) == len(base.measures) + len(base.topics)
    said = site.link_pictures[addresses.link_picture(MEASURE)]
    assert said == LinkPicture("Beispielland Wissensspeicher", "Maßnahme", "Eisbahn", said.sentence, said.signs)
    assert said.sentence.startswith("Erst 3 Erfahrungen")
    assert build_site(base, build_indexes(base), Configuration(), TODAY).link_pictures == {}


def test_a_painted_picture() -> None:
    """Of the size that services ask for, the same each time; whatever it says fits, however many towns there are."""
    most = LinkPicture(
        "Name " * 20, "Maßnahme", "Donaudampfschifffahrtsgesellschaft" * 3, "viele Worte " * 60, (("erfolgreich", 900), ("offen", 1))
    )
    for picture in (most, *islice(land().site.link_pictures.values(), 1)):
        painted = painter().painted(picture)
        with Image.open(BytesIO(painted)) as image:
            assert image.size == (WIDTH, HEIGHT)
            edge = image.convert("RGB").crop((WIDTH - 60, 0, WIDTH, HEIGHT))
        assert edge.getcolors() == [(60 * HEIGHT, (250, 248, 242))], picture
        assert len(painted) < 60_000
        assert painter().digest(picture) != painter().digest(LinkPicture("", "", "", ""))
    assert painter().painted(most) == painter().painted(most)


def test_signs_are_drawn_as_on_pages() -> None:
    """Each of them; arcs bend outwards, a shape within another is a hole, and what is white is cut out."""
    masks = [drawn_sign(markup, 20) for markup, _ in sign_drawings().values()]
    assert len({mask.tobytes() for mask in masks}) == len(masks)
    square = drawn_sign('<rect x="2" y="2" width="16" height="16" rx="4"/>', 40)
    arcs = drawn_sign('<path d="M6 2h8a4 4 0 0 1 4 4v8a4 4 0 0 1-4 4H6a4 4 0 0 1-4-4V6a4 4 0 0 1 4-4z"/>', 40)
    assert square.tobytes() == arcs.tobytes()
    hole = drawn_sign('<path d="M2 2h16v16H2zM6 6h8v8H6z"/>', 20)
    cut = drawn_sign('<rect x="2" y="2" width="16" height="16"/><rect x="6" y="6" width="8" height="8" fill="#fff"/>', 20)
    assert [(hole.getpixel((x, x)), cut.getpixel((x, x))) for x in (0, 4, 10)] == [(0, 0), (255, 255), (0, 0)]
