"""The settings of an installation."""

import pytest

from citynet_kb.sources import configuration_file
from tests.fixtures import places

BROKEN = (
    "[site",
    '[site]\nurl = "ftp://x"',
    '[editors]\nmailbox = "niemand"',
    '[forge]\nkind = "svn"',
    "[unbekannt]\na = 1",
    "\x00",
    "site = 3",
)


@pytest.mark.parametrize("text", BROKEN)
def test_broken_settings_are_a_finding(text: str) -> None:
    """No traceback: the file is named, and the settings are the defaults."""
    _, findings = configuration_file.read_configuration("citynet-kb.toml", text.encode())
    assert {rule for _, rule in places(findings)} == {"einstellung-ungueltig"}
    assert all(finding.place.path == "citynet-kb.toml" and finding.remedy for finding in findings)


@pytest.mark.parametrize(
    ("text", "line", "fault", "remedy"),
    [
        ('[forge]\nkind = "mail"', 2, "[forge] kind: »mail« gibt es hier nicht.", 'kind = "github", "forgejo" oder "gitlab".'),
        ('[forge]\nkind = "mail"', 2, "»mail«", 'Sollen Berichte per Mail kommen, bleibt url leer (url = "")'),
        ('[forge]\nurl = "github.com/x"', 2, "[forge] url: »github.com/x« ist keine Internetadresse.", 'url = "https://'),
        ("[site]\n\nname = Stadt", 3, "Die Zeile »name = Stadt« ist nicht zu lesen.", 'name = "Wert", mit geraden Anführungszeichen'),
        ("[site]\nname = „Stadt“", 2, "Die Zeile »name = „Stadt“« ist nicht zu lesen.", "mit geraden Anführungszeichen"),
        ('[site]\nland = "Thüringn"', 2, "[site] land: »Thüringn« gibt es hier nicht.", '"Schleswig-Holstein" oder "Thüringen".'),
        ('[site]\nname = "a"\nname = "b"', 3, "steht schon weiter oben", "Löschen Sie eine"),
        ("[site]\n[forge]\n[site]", 3, "steht schon weiter oben", "Löschen Sie eine"),
        ("[site]\nname = 3", 2, "[site] name: »3« ist kein Text.", 'name = "…"'),
        ("site = 3", 1, "site: Das ist ein Abschnitt", "[site] in eine eigene Zeile"),
        ('[editors]\nmailbox = "Redaktion"', 2, "»Redaktion« ist keine Mailadresse.", 'mailbox = "redaktion@'),
        ('[editors]\nmailbx = "a@b.de"', 2, "[editors] mailbx: Diese Einstellung gibt es nicht.", "Meinten Sie »mailbox«?"),
        ('mailbox = "a@b.de"', 1, "außerhalb ihres Abschnitts", "unter die Zeile [editors]"),
        ('[seite]\nname = "a"', 1, "[seite]: Diesen Abschnitt gibt es nicht.", "Meinten Sie »site«? Bekannt sind: site, forge"),
        ('[accessibility]\nstatus = "gut"', 2, "»gut« gibt es hier nicht.", 'status = "vollstaendig", "teilweise" oder "nicht".'),
        ('[accessibility]\nprepared = "heute"', 2, "»heute« ist kein Tag", 'prepared = "2026-03-15"'),
        ('[accessibility]\nbarriers = "keine"', 2, "»keine« gehört in eine Liste", 'barriers = ["…", "…"]'),
        ("[accessibility]\nbarriers = [1]", 2, "»1« gehört in eine Liste", 'barriers = ["…", "…"]'),
    ],
)
def test_a_wrong_setting_says_what_to_write_where(text: str, line: int, fault: str, remedy: str) -> None:
    """At its line, in German, with the choices or an example."""
    (found,) = configuration_file.read_configuration("citynet-kb.toml", text.encode())[1]
    assert found.place.line == line
    assert fault in found.message
    assert remedy in found.remedy


def test_a_file_in_another_encoding_names_its_line() -> None:
    """As Windows editors may save it; a byte order mark is no harm."""
    (found,) = configuration_file.read_configuration("citynet-kb.toml", "[site]\nname = 'Köln'".encode("latin-1"))[1]
    assert (found.place.line, "UTF-8" in found.message) == (2, True)
    assert configuration_file.read_configuration("citynet-kb.toml", b"\xef\xbb\xbf[site]\r\nname = 'a'\r\n")[1] == []


def test_empty_settings_are_fine() -> None:
    """What is left empty is left out of the site."""
    read, findings = configuration_file.read_configuration("citynet-kb.toml", b'[site]\nurl = ""\n[editors]\nmailbox = ""\n')
    assert findings == []
    assert read.site.url is None
    assert read.editors.mailbox is None


@pytest.mark.parametrize("text", ["x = " + "[" * 20_000, "[site]\nname = " + "9" * 6_000, "x = " + "{a = " * 3_000])
def test_settings_without_end_are_a_finding_too(text: str) -> None:
    """Where the reader of TOML gives up, the answer is one finding, no traceback."""
    found = configuration_file.read_configuration("citynet-kb.toml", text.encode())[1]
    assert [finding.rule for finding in found] == ["einstellung-ungueltig"]
