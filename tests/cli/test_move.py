"""`citynet-kb move`: a measure, topic or town under another id, and everything that names it."""

from pathlib import Path

import pytest

from citynet_kb.indexes import Indexes
from citynet_kb.knowledge_base import KnowledgeBase, load
from citynet_kb.pages.uris import moved_addresses
from tests.cli.running import run
from tests.site.building import files

Capture = pytest.CaptureFixture[str]


def base(root: Path) -> KnowledgeBase:
    return load(root / "content").knowledge_base


def text(root: Path, path: str) -> str:
    return (root / "content" / path).read_text("utf-8")


def changed(root: Path, before: dict[str, bytes]) -> set[str]:
    """Paths that are new, gone or different."""
    after = files(root / "content")
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


@pytest.fixture
def tidy(root: Path, capsys: Capture) -> dict[str, bytes]:
    """All files in canonical form; what they hold then."""
    run(capsys, "fmt")
    return files(root / "content")


def test_a_measure_is_renamed(root: Path, tidy: dict[str, bytes], capsys: Capture) -> None:
    """Its cases name it, nothing else changes, and all is sound and in canonical form afterwards."""
    cases = {case.id for case in base(root).cases_by_measure["eisbahn"]}
    code, out, _ = run(capsys, "move", "measure", "eisbahn", "schlittschuhbahn")
    assert code == 0
    assert f"»eisbahn« heißt jetzt »schlittschuhbahn«, {len(cases) + 1} Dateien geschrieben, davon {len(cases)} Fallberichte." in out
    expected = {"massnahmen/eisbahn.md", "massnahmen/schlittschuhbahn.md", *(f"faelle/{id}.md" for id in cases)}
    assert changed(root, tidy) == expected
    now = base(root)
    assert {case.id for case in now.cases_by_measure["schlittschuhbahn"]} == cases
    assert now.measures["schlittschuhbahn"].aliases == ("eisbahn",)
    assert "eisbahn" not in now.measures
    assert run(capsys, "fmt", "--check")[0] == 0
    assert run(capsys, "check")[0] == 0


def test_what_belongs_to_a_measure_moves_along(root: Path, tidy: dict[str, bytes], capsys: Capture) -> None:
    """Its procedure bears its id, documented costs and roll-calls name it."""
    assert run(capsys, "move", "measure", "feierabendmarkt", "abendmarkt")[0] == 0
    now = base(root)
    assert set(now.practice.procedures) == {"abendmarkt"}
    assert {cost.measure for cost in now.practice.costs.values()} == {"abendmarkt", None}
    survey = now.surveys["2024-06-11"]
    assert "abendmarkt" in survey.measures
    assert [(answer.tried, answer.missed) for answer in survey.answers if answer.missed] == [(("abendmarkt",), ("abendmarkt",))]
    assert run(capsys, "check")[0] == 0


def test_renaming_back_leaves_no_trace_but_the_alias(root: Path, tidy: dict[str, bytes], capsys: Capture) -> None:
    """The former id may be taken again by the record whose alias it is."""
    run(capsys, "move", "measure", "eisbahn", "schlittschuhbahn")
    assert run(capsys, "move", "measure", "schlittschuhbahn", "eisbahn")[0] == 0
    assert changed(root, tidy) == {"massnahmen/eisbahn.md"}
    assert base(root).measures["eisbahn"].aliases == ("schlittschuhbahn",)


def test_measures_are_merged(root: Path, tidy: dict[str, bytes], capsys: Capture) -> None:
    """The one that stays keeps its name and takes the words of the other; cases go along into its topic."""
    old = base(root)
    cases = {case.id for case in old.cases_by_measure["stadtgutschein"]}
    code, out, _ = run(capsys, "move", "measure", "stadtgutschein", "pop-up-store")
    assert (code, "»stadtgutschein« zusammengelegt mit »pop-up-store«" in out) == (0, True)
    now = base(root)
    measure = now.measures["pop-up-store"]
    assert measure.name == old.measures["pop-up-store"].name
    assert measure.aliases == ("pop-up-laden", "stadtgutschein")
    assert {old.measures["stadtgutschein"].name, *old.measures["stadtgutschein"].synonyms} <= set(measure.synonyms)
    assert cases <= {case.id for case in now.cases_by_measure["pop-up-store"]}
    assert {now.cases[id].topic for id in cases} == {measure.topic}
    assert not (root / "content/massnahmen/stadtgutschein.md").exists()


def test_texts_of_merged_records_are_kept(root: Path, capsys: Capture) -> None:
    for name in ("stadtgutschein", "pop-up-store"):
        file = root / f"content/massnahmen/{name}.md"
        file.write_text(file.read_text("utf-8").partition("\n---\n")[0] + f"\n---\n\nZu {name}.\n", encoding="utf-8")
    assert run(capsys, "move", "measure", "stadtgutschein", "pop-up-store")[0] == 0
    assert text(root, "massnahmen/pop-up-store.md").endswith("---\n\nZu pop-up-store.\n\nZu stadtgutschein.\n")


def test_a_topic_is_renamed(root: Path, capsys: Capture) -> None:
    """In measures, cases, further topics of cases and in what offices answer for."""
    old = base(root)
    assert run(capsys, "move", "topic", "leerstand", "leere-laeden")[0] == 0
    now = base(root)
    assert {id for id, one in old.measures.items() if one.topic == "leerstand"} == {
        id for id, one in now.measures.items() if one.topic == "leere-laeden"
    }
    assert [case.id for case in now.cases_by_topic["leere-laeden"]] == [case.id for case in old.cases_by_topic["leerstand"]]
    assert now.cities["musterstadt"].offices[0].for_topics == ("leere-laeden",)
    assert now.topics["leere-laeden"].aliases == ("leerstand",)


def test_topics_are_merged(root: Path, capsys: Capture) -> None:
    """A further topic that would repeat the topic goes."""
    assert base(root).cases["musterstadt/feierabendmarkt"].topics_more == ("handel",)
    assert run(capsys, "move", "topic", "handel", "feste-maerkte")[0] == 0
    now = base(root)
    assert now.cases["musterstadt/feierabendmarkt"].topics_more == ()
    assert now.measures["stadtgutschein"].topic == "feste-maerkte"
    assert "topics_more" not in text(root, "faelle/musterstadt/feierabendmarkt.md")


def test_a_town_takes_its_folder_along(root: Path, capsys: Capture) -> None:
    """Cases with their former ids, meetings, and what is related to them."""
    old = base(root)
    other = root / "content/faelle/neudorf/eisbahn.md"
    other.write_text(other.read_text("utf-8").replace("\n---\n", "\nrelated:\n  - musterstadt/eisbahn\n---\n", 1), encoding="utf-8")
    assert run(capsys, "move", "town", "musterstadt", "musterstadt-am-see")[0] == 0
    now = base(root)
    slugs = {case.slug for case in old.cases_by_city["musterstadt"]}
    assert {case.slug for case in now.cases_by_city["musterstadt-am-see"]} == slugs
    assert all(f"musterstadt/{case.slug}" in case.aliases for case in now.cases_by_city["musterstadt-am-see"])
    assert now.cases["neudorf/eisbahn"].related == ("musterstadt-am-see/eisbahn",)
    assert now.cities["musterstadt-am-see"].aliases == ("musterstadt",)
    assert "2024-06-11-musterstadt-am-see" in now.meetings
    assert "2024-01-25-musterstadt-am-see" in now.other_meetings
    assert now.meetings["2024-06-11-musterstadt-am-see"].cases == ("musterstadt-am-see/feierabendmarkt",)
    for survey in now.surveys.values():
        assert "musterstadt-am-see" in survey.towns
        assert "musterstadt" not in (*survey.towns, *(answer.town for answer in survey.answers))
    assert not (root / "content/faelle/musterstadt").exists()
    former = {one.former: one.uri for one in moved_addresses(now, Indexes(now))}
    assert former["treffen/2024-06-11-musterstadt.md"] == "treffen/2024-06-11-musterstadt-am-see.md"
    assert {f"faelle/musterstadt/{slug}.md" for slug in slugs} < former.keys()
    assert run(capsys, "check")[0] == 0


def test_a_town_of_the_register_leads_on_without_a_file(root: Path, capsys: Capture) -> None:
    """A municipality goes into another: no file is written for either, its addresses lead on, and a case of its own takes them back."""
    case = text(root, "faelle/neudorf/eisbahn.md").replace("city: neudorf", "city: teistungen").replace("Neudorf: ", "Teistungen: ")
    (root / "content/faelle/teistungen").mkdir()
    (root / "content/faelle/teistungen/eisbahn.md").write_text(case.partition("\n---\n")[0] + "\n---\n\nEin Sommer.\n", "utf-8")
    code, out, _ = run(capsys, "move", "town", "teistungen", "leinefelde-worbis")
    assert (code, "1 Datei geschrieben, davon 1 Fallbericht." in out) == (0, True), out
    assert not (root / "content/staedte/leinefelde-worbis.md").exists()
    now = base(root)
    assert now.former_towns["teistungen"] == "leinefelde-worbis"
    moved = {one.former: one.uri for one in moved_addresses(now, Indexes(now))}
    for former in ("staedte/teistungen.md", "faelle/teistungen.md"):
        assert moved[former] == "staedte/leinefelde-worbis.md"
    assert moved["faelle/teistungen/eisbahn.md"] == "faelle/leinefelde-worbis/eisbahn.md"
    assert now.knows_town("teistungen"), "it may report again"


def test_links_lead_where_they_did(root: Path, capsys: Capture) -> None:
    """To what moves and from what moves, with their anchors; links to the web and to what stays are left as they are."""
    site = "[a](https://example.org/eisbahn.md)"
    page = root / "content/mitmachen/hinweise.md"
    page.write_text(
        f"---\ntitle: Hinweise\n---\n\nSiehe [b](../massnahmen/eisbahn.md#x) und {site}.\n\n[c]: ../massnahmen/eisbahn.md\n", "utf-8"
    )
    case = root / "content/faelle/musterstadt/feierabendmarkt.md"
    links = "\n[x](../../staedte/musterstadt.md) [y](eisbahn.md) [z](../neudorf/eisbahn.md)\n"
    case.write_text(case.read_text("utf-8") + links, "utf-8")
    assert run(capsys, "move", "measure", "eisbahn", "eis")[0] == 0
    assert run(capsys, "move", "town", "musterstadt", "muster")[0] == 0
    assert text(root, "mitmachen/hinweise.md").endswith(f"Siehe [b](../massnahmen/eis.md#x) und {site}.\n\n[c]: ../massnahmen/eis.md\n")
    assert text(root, "faelle/muster/feierabendmarkt.md").endswith(links.replace("musterstadt", "muster"))
    assert run(capsys, "check")[0] == 0


def test_pictures_stay_beside_their_cases(root: Path, capsys: Capture) -> None:
    """Byte for byte."""
    before = (root / "content/faelle/beispielhausen/feierabendmarkt.png").read_bytes()
    assert run(capsys, "move", "town", "beispielhausen", "beispielheim")[0] == 0
    assert (root / "content/faelle/beispielheim/feierabendmarkt.png").read_bytes() == before
    assert not (root / "content/faelle/beispielhausen").exists()
    assert run(capsys, "check")[0] == 0


def test_towns_with_a_case_of_one_name_are_not_merged(root: Path, capsys: Capture) -> None:
    """Nothing is overwritten, nothing changes."""
    before = files(root)
    code, _, err = run(capsys, "move", "town", "musterstadt", "neudorf")
    assert (code, "Diese Dateien gibt es dort schon: content/faelle/neudorf/eisbahn.md" in err) == (2, True)
    assert files(root) == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("measure", "eisban", "x"), "Die Maßnahme »eisban« gibt es nicht. Meinten Sie »eisbahn«?"),
        (("measure", "pop-up-laden", "x"), "Die Maßnahme »pop-up-laden« heißt schon »pop-up-store«."),
        (("measure", "eisbahn", "pop-up-laden"), "»pop-up-laden« ist eine frühere Kennung von »pop-up-store«. Nehmen Sie diese."),
        (("measure", "eisbahn", "Eis Bahn"), "»Eis Bahn« ist keine Kennung"),
        (("topic", "handel", "handel"), "Beide Kennungen sind gleich."),
        (("town", "neudorf", "anonym"), "»anonym« ist keine Kennung"),
        (("stadt", "neudorf", "altdorf"), "»stadt« ist kein Wert"),
    ],
)
def test_what_cannot_be_is_refused(root: Path, capsys: Capture, arguments: tuple[str, ...], words: str) -> None:
    """With 2 and one sentence; nothing changes."""
    before = files(root)
    code, _, err = run(capsys, "move", *arguments)
    assert code == 2
    assert words in err
    assert files(root) == before


def test_a_rehearsal_changes_nothing(root: Path, capsys: Capture) -> None:
    """It names every file that would be written or go."""
    before = files(root)
    slugs = [case.slug for case in base(root).cases_by_city["grenzstadt"]]
    code, out, _ = run(capsys, "move", "town", "grenzstadt", "grenzdorf", "--dry-run")
    assert code == 0
    cases = [f"faelle/{town}/{slug}" for town in ("grenzdorf", "grenzstadt") for slug in sorted(slugs)]
    expected = [*cases, "staedte/grenzdorf", "staedte/grenzstadt"]
    assert out.splitlines() == [f"würde ändern: content/{path}.md" for path in expected]
    assert files(root) == before


def test_content_with_errors_is_left_alone(root: Path, capsys: Capture) -> None:
    """A file that cannot be read might name the record too."""
    case = root / "content/faelle/neudorf/eisbahn.md"
    case.write_text(case.read_text("utf-8").replace("outcome: erfolgreich", "outcome: erfolg"), encoding="utf-8")
    before = files(root)
    code, out, err = run(capsys, "move", "measure", "eisbahn", "schlittschuhbahn")
    assert (code, "Nichts geändert" in err) == (1, True)
    assert "neudorf/eisbahn.md" in out
    assert files(root) == before
