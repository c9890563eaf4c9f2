"""What every built site keeps: all links hold, nothing foreign is loaded, nothing contributed becomes markup."""

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

import pytest
from material.plugins.search.plugin import Parser

from citynet_kb.indexes.tags import tags
from citynet_kb.knowledge_base import load
from citynet_kb.model import Kind
from citynet_kb.model.addresses import tree
from citynet_kb.model.facets import FACETS
from citynet_kb.pages import address as published_at
from citynet_kb.project import Project
from tests.site.building import LAND, ROOT, Built
from tests.site.reading import Html, broken_references, dangers, foreign
from tests.site.test_policy import OURS, directives

HOMES = {"land": "https://wissen.example.org/", "real": ""}
KEYWORD = re.compile(r'<a class="kb-taglist__name" href="([^"]*)">(.*?)</a>.*?<span class="kb-taglist__count">(\d+) F', re.DOTALL)
OWN_MODULES = {
    "mitmachen/fall-einreichen/": "form/main.js",
    "faelle/": "finder.js",
    "staedte/": "town-list.js",
    "karte/": "map.js",
    "rueckwaerts/": "backward/main.js",
    "neu/abonnieren/": "subscribe.js",
}
"""Page → the script that it alone needs."""
ALIKE = frozenset({"karte/", "rueckwaerts/"})
"""What holds for these holds for the pages below them."""
CHOICES = "mitmachen/fall-einreichen"
"""The form: the choices of a list stand in elements that no text parts."""
DOCUMENTED = "Öffentlich dokumentiert, nicht von der Stadt eingereicht"


@pytest.fixture(params=["land", "real"])
def name(request: pytest.FixtureRequest) -> str:
    """Which site."""
    return str(request.param)


@pytest.fixture
def built(name: str, request: pytest.FixtureRequest) -> Built:
    """Each of the two sites."""
    return request.getfixturevalue(name)


@pytest.fixture
def pages(name: str, request: pytest.FixtureRequest) -> dict[str, Html]:
    """Their pages."""
    return request.getfixturevalue(f"{name}_pages")


@pytest.fixture
def content(name: str) -> Path:
    """Where their content lies."""
    return (LAND if name == "land" else ROOT) / "content"


def test_build_succeeds_quietly(built: Built) -> None:
    """A good build ends with 0 and says one sentence; Material's notice about MkDocs 2 is not among it."""
    assert built.code == 0, built.output
    said = [line for line in built.output.strip().splitlines() if "nicht veröffentlicht" not in line and "check --release" not in line]
    assert len(said) == 1, built.output
    assert said[0].endswith(f"die Seiten stehen in {built.site}/")


def test_every_record_has_its_page(pages: dict[str, Html], content: Path) -> None:
    """Cases, measures, topics, towns, meetings and former addresses each have a page."""
    base = load(content).knowledge_base
    wanted = {f"faelle/{case}/" for case in base.cases} | {f"faelle/{old}/" for case in base.cases.values() for old in case.aliases}
    for folder, records in (("massnahmen", base.measures), ("themen", base.topics), ("staedte", base.cities), ("treffen", base.meetings)):
        wanted |= {f"{folder}/{slug}/" for slug in records}
    assert not wanted - set(pages)


def test_no_link_leads_nowhere(built: Built, pages: dict[str, Html], name: str) -> None:
    """Every internal address leads to a file, every anchor to an id on its page."""
    assert not broken_references(built.site, pages, HOMES[name])


def test_ids_are_unique(pages: dict[str, Html]) -> None:
    """No page bears an id twice, whatever headings its text has."""
    assert not {address: twice for address, page in pages.items() if (twice := [id for id, number in page.ids.items() if number > 1])}


def test_switches_and_boxes_are_sound(built: Built) -> None:
    """The theme's switches bear no attribute that HTML does not allow them, and each box of a task list has a name."""
    for file in built.site.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        assert text.count('<input class="md-toggle"') == (0 if 'http-equiv="refresh"' in text else 2)  # one that leads on has no menu
        assert not re.search(r'<input class="md-toggle"[^>]*autocomplete', text)
        assert not re.search(r'task-list-item"><input (?![^>]*aria-label)', text)


def is_data(script: str) -> bool:
    """Whether a script is structured data: JSON, in which no sign of markup stands."""
    return script.startswith("{") and "<" not in script and bool(json.loads(script))


def leads_on(page: Html) -> bool:
    """Whether it is a former address, which leads to another at once."""
    return any(meta.get("http-equiv") == "refresh" for meta in page.all("meta"))


def test_no_style_attributes(pages: dict[str, Html]) -> None:
    """No element carries a style attribute: the security policy will forbid them."""
    assert not [
        f"{address}: <{tag} style={attributes['style']!r}>"
        for address, page in pages.items()
        for tag, attributes in page.elements
        if "style" in attributes
    ]


def test_nothing_foreign_is_loaded(pages: dict[str, Html], name: str) -> None:
    """No page makes a browser ask another host; links that a reader clicks are no matter here."""
    assert not {f"{address}: {url}" for address, page in pages.items() for url in page.fetched if foreign(url, HOMES[name])}


def test_contributed_text_never_becomes_markup(pages: dict[str, Html], name: str) -> None:
    """No event handlers and no addresses that run code on any page, and no scripts but the theme's."""
    staying = [page for page in pages.values() if not leads_on(page)]
    scripts = [[one for one in page.all("script") if one.get("type") not in ("module", "application/ld+json")] for page in staying]
    assert not [page for page in pages.values() if leads_on(page) and page.all("script")]
    modules = {address: [one["src"] for one in page.all("script") if one.get("type") == "module"] for address, page in pages.items()}
    for address, page in pages.items():
        found = [danger for danger in dangers(page) if danger not in ("<script>", "<style>", "<base>")]
        assert not found, address
        assert not [script for script in page.scripts if "alert(" in script and not is_data(script)], address
    assert len({len(found) for found in scripts}) == 1, "the same number of scripts on every page"
    folders = {address: f"{address.partition('/')[0]}/" for address, page in pages.items() if not leads_on(page)}
    own = {address: OWN_MODULES.get(folder if folder in ALIKE else address) for address, folder in folders.items()}
    wanted = {address: own.get(address) for address in pages}
    ways = {address: [f"{'../' * address.count('/')}assets/js/{script}"] if script else [] for address, script in wanted.items()}
    assert modules == ways


def test_documented_cases_say_so(pages: dict[str, Html], content: Path) -> None:
    """A case that the town did not submit bears the badge on its page; no other case page does."""
    for case in load(content).knowledge_base.cases.values():
        if not case.withdrawn:
            assert (DOCUMENTED in pages[f"faelle/{case.id}/"].seen) == (case.kind is Kind.DOCUMENTED), case.id


def test_search_finds_every_case(built: Built, content: Path) -> None:
    """Each case that is not withdrawn is in the search index with its title; tombstones and former addresses are not."""
    index = json.loads((built.site / "search" / "suche.json").read_text(encoding="utf-8"))
    found = {url for url, *_ in index["rows"]}
    for case in load(content).knowledge_base.cases.values():
        assert (f"faelle/{case.id}/" in found) == (case.withdrawn is None), case.id
        assert not {f"faelle/{old}/" for old in case.aliases} & found


def texts_for_a_search(file: Path) -> Iterator[str]:
    """The texts of a page's sections as the theme's own search reads them."""
    article = re.search(r"<article[^>]*>(.*)</article>", file.read_text(encoding="utf-8"), re.DOTALL)
    parser = Parser()
    parser.feed(article[1] if article else "")
    parser.close()
    yield from ("".join(section.text) for section in parser.data if not section.is_excluded())


def test_search_knows_whole_words(land: Built) -> None:
    """Neighbouring cells, facts and links are apart for a search that reads pages; »ErgebnisEingestellt« would be found by nobody."""
    pages = (published_at(page.uri) for page in Project.here(LAND).site.pages.values() if page.searchable)
    read = (land.site / page / "index.html" for page in pages if page != CHOICES)
    texts = (text for file in read for text in texts_for_a_search(file))
    words = (word for text in texts for word in re.sub("<[^>]*>", " ", text).split() if "/" not in word)
    glued = {word for word in words if re.search("[a-zäöüß.)][A-ZÄÖÜ][a-zäöü]|[a-zäöüß][0-9]|[0-9][A-ZÄÖÜ]", word)}
    assert {word.strip(",.") for word in glued} <= {"KeepLocal", "GeoNames", "(v1)", "ThürGastG", "ThürLadÖffG", "FormularMit"}, (
        "two are statutes; the last is Material's own: the labels of two tabs"
    )


def test_machine_readable_files_are_published(built: Built, content: Path) -> None:
    """JSON and CSV lie where the page with the data says."""
    cases = json.loads((built.site / "api" / "v1" / "cases.json").read_text(encoding="utf-8"))
    assert [case["id"] for case in cases] == list(load(content).knowledge_base.cases)
    assert (built.site / "daten" / "faelle.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_withdrawn_text_is_gone(land: Built) -> None:
    """What was withdrawn stands nowhere, not even in the search."""
    files = (file for file in land.site.rglob("*") if file.suffix in (".html", ".json", ".csv"))
    assert not [str(file) for file in files if "Dieser Text darf nirgends mehr stehen" in file.read_text(encoding="utf-8")]


def test_editors_note_about_a_town_is_never_published(land: Built) -> None:
    """A city's note is for editors."""
    files = (file for file in land.site.rglob("*") if file.suffix in (".html", ".json", ".csv"))
    assert not [str(file) for file in files if "nur für die Redaktion" in file.read_text(encoding="utf-8")]


def test_fragments_are_not_published(built: Built) -> None:
    """Trusted markup lies inside the pages; the folder it stems from and the records are not on the site."""
    assert not [file for file in built.site.rglob("*") if file.suffix == ".md" or "_fragmente" in file.parts or file.name == ".citynet-kb"]


def test_edit_links_stand_exactly_on_pages_of_one_record(land_pages: dict[str, Html]) -> None:
    """With a forge configured, the page of a record links to its file; pages that show records of practice link to theirs, and no other
    page does."""
    edits = "https://forge.example.org/beispielland/wissen/_edit/main/content/"
    base = load(LAND / "content").knowledge_base
    records = {f"faelle/{id}/": case.path for id, case in base.cases.items()}
    for folder, group in (("massnahmen", base.measures), ("themen", base.topics), ("staedte", base.cities), ("treffen", base.meetings)):
        records |= {f"{folder}/{slug}/": record.path for slug, record in group.items()}
    records |= {f"treffen/rundruf/{date}/": survey.path for date, survey in base.surveys.items()}
    practice = base.practice
    records |= {f"pruefpunkte/{slug}/": item.path for slug, item in practice.items.items()}
    shown = {"foerderung/": [one.path for one in practice.funding.values()]}
    for slug, procedure in practice.procedures.items():
        needed = (practice.items[one.item].path for one in procedure.items)
        shown[f"vorgehen/{slug}/"] = [procedure.path, *needed]
    wanted = {**shown, **{address: [path] for address, path in records.items()}}
    for address, page in land_pages.items():
        links = [url for url in page.references if url.startswith(edits)]
        assert sorted(links) == sorted(edits + path.removeprefix("content/") for path in wanted.get(address, [])), address


def test_no_edit_links_without_a_forge(real_pages: dict[str, Html]) -> None:
    """What is not configured is left out: no »Bearbeiten«, and mail only to offices that towns and networks name."""
    base = load(ROOT / "content").knowledge_base
    offices = [office for record in (*base.cities.values(), *base.networks.values()) for office in record.offices]
    boxes = {f"mailto:{office.email}" for office in offices if office.email}
    for address, page in real_pages.items():
        assert "Bearbeiten" not in page.seen, address
        mails = {url for url in page.references if url.startswith("mailto:") and not url.startswith("mailto:?")}
        assert mails <= boxes, address  # one without a recipient passes a page on


def test_corrections_open_the_form(land_pages: dict[str, Html]) -> None:
    """Each case page leads to the form with this case loaded, at its beginning and its end, and for what became of it."""
    links = land_pages["faelle/musterstadt/eisbahn/"].references
    assert [link.partition("?")[2] for link in links if "fall-einreichen" in link] == [
        "fall=musterstadt/eisbahn&art=korrektur",
        "fall=musterstadt/eisbahn&art=nachtrag",
        "fall=musterstadt/eisbahn&art=korrektur",
    ]


def test_imprint_shows_who_is_responsible(land_pages: dict[str, Html], real_pages: dict[str, Html]) -> None:
    """The imprint names what is configured; where nothing is, the page says that it is unfinished."""
    assert "Städtenetz Beispielland Marktplatz 1 01234 Musterstadt vertreten durch die Geschäftsstelle" in land_pages["impressum/"].seen
    for address in ("impressum/", "datenschutz/", "barrierefreiheit/"):
        assert "och nicht eingetragen" not in land_pages[address].seen
        assert "nicht zur Veröffentlichung bestimmt" in real_pages[address].seen
    owed = ("Angaben nach § 5 DDG: Noch nicht eingetragen: Name der verantwortlichen Stelle", "eingetragen: Straße und Hausnummer")
    assert [words for words in owed if words not in " ".join(real_pages["impressum/"].seen.split())] == []


STATED = (
    ("impressum/", ("01234 567890", "Nach § 18 Abs. 2 MStV: Erika Muster, Marktplatz 1")),
    ("datenschutz/", ("Rechenzentrum Beispielland, Serverweg 1", "gelöscht nach sieben Tagen", "Datenschutzaufsicht Beispielland")),
    ("barrierefreiheit/", ("teilweise vereinbar", "als Liste <b>.", "4. Mai 2026", "Selbstbewertung", "Durchsetzungsstelle Beispielland")),
)


@pytest.mark.parametrize(("address", "words"), STATED)
def test_legal_pages_say_what_the_operator_stated(land_pages: dict[str, Html], address: str, words: tuple[str, ...]) -> None:
    """Each statement of the settings stands on its page, as text."""
    assert [word for word in words if word not in land_pages[address].seen] == []


def test_a_build_with_placeholders_says_so(real: Built, land: Built) -> None:
    """Unfinished legal pages do not stop a build; the console names the fields and what to do. Of finished ones it says nothing."""
    assert (real.code, land.code) == (0, 0)
    assert "In citynet-kb.toml fehlt: [site] url; [editors] mailbox; [imprint] name, street" in real.output
    assert "citynet-kb check --release" in real.output
    assert "fehlt" not in land.output


def test_topic_tags_list_their_cases(pages: dict[str, Html], content: Path) -> None:
    """The page of keywords has a section for every topic with cases, also for names with comma and ampersand."""
    base = load(content).knowledge_base
    for slug, cases in base.cases_by_topic.items():
        if any(not case.withdrawn for case in cases):
            assert base.topics[slug].name in pages["schlagworte/"].seen


def test_keywords_lead_to_their_pages(built: Built, pages: dict[str, Html], content: Path) -> None:
    """The page of keywords says of every keyword how many cases bear it, and leads to a page on which all of these stand."""
    base = load(content).knowledge_base
    entries = KEYWORD.findall((built.site / "schlagworte" / "index.html").read_text(encoding="utf-8"))
    shown = {
        unescape(name): (urljoin("https://x/schlagworte/", url).removeprefix("https://x/"), int(number)) for url, name, number in entries
    }
    for tag in tags(base):
        address, number = shown[tag.label]
        assert (address, number) == (tag.address, tag.count), tag.label
        parts = [at for at in pages if at == address or at.startswith(f"{address}teil-")]
        led_to = {urljoin(f"https://x/{at}", url) for at in parts for url in pages[at].references}
        assert {f"https://x/faelle/{case.id}/" for case in tag.listing.cases} <= led_to, tag.label


def test_every_case_stands_in_every_kind_of_list(pages: dict[str, Html], content: Path) -> None:
    """By every facet with lists, and by topic, all cases that are not withdrawn are listed without a script."""
    cases = {f"https://x/faelle/{case.id}/" for case in load(content).knowledge_base.cases.values() if not case.withdrawn}
    for folder in (*(tree(facet) for facet in FACETS.values() if facet.is_listed), "themen"):
        listed = {urljoin(f"https://x/{at}", url) for at, page in pages.items() if at.startswith(f"{folder}/") for url in page.references}
        assert cases <= listed, folder


def test_every_page_links_to_the_legal_pages(pages: dict[str, Html]) -> None:
    """Imprint and privacy are one click away from everywhere."""
    for address, page in pages.items():
        for legal in ("impressum/", "datenschutz/", "barrierefreiheit/"):
            assert any(url.endswith(legal) or (address == legal and url in ("./", ".")) for url in page.references), (address, legal)


def test_pages_with_a_script_of_their_own_name_one_that_is_there() -> None:
    """In the folder of scripts."""
    assert [script for script in OWN_MODULES.values() if not (ROOT / "theme" / "assets" / "js" / script).is_file()] == []


def test_a_link_to_a_page_can_be_shown(pages: dict[str, Html], built: Built, name: str) -> None:
    """Each page says its own title and what it is about; where the site has an address, it names a picture, which no page loads."""
    home, about = HOMES[name], []
    for address, page in pages.items():
        if leads_on(page) or address == "404.html":
            continue
        said = {meta.get("property") or meta.get("name"): meta.get("content", "") for meta in page.all("meta")}
        assert said["og:title"], address
        assert said["description"] == said["og:description"] != "", address
        assert said.get("og:url", "") == (f"{home}{address}" if home else ""), address
        about.append((said["og:title"], said["description"]))
        assert ("og:image" in said) is bool(home), address
        if home:
            picture = said["og:image"].removeprefix(home)
            assert (built.site / picture).is_file(), (address, picture)
            assert not [url for url in page.fetched if "bilder/link/" in url], address
    assert len(set(about)) > 0.9 * len(about)


def test_every_page_carries_the_same_policy(pages: dict[str, Html]) -> None:
    """Before anything else in its head, at every depth and on the page for missing addresses."""
    for address, page in pages.items():
        assert [tag for tag, _ in page.elements[:3]] == ["html", "head", "meta"], address
        first = page.elements[2][1]
        assert first["http-equiv"] == "Content-Security-Policy", address
        assert directives(first["content"]) == OURS, address


def test_no_page_holds_a_script_or_style(pages: dict[str, Html]) -> None:
    """Scripts and styles are files; the one exception is data, which no browser runs."""
    for address, page in pages.items():
        scripts = [attributes for attributes in page.all("script") if "src" not in attributes]
        assert {one.get("type") for one in scripts} <= {"application/json", "application/ld+json"}, address
        assert not page.all("style"), address
        assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on") or name == "style"], address
