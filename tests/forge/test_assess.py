"""What `assess` writes about a proposal: the data from which the comment is made."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from citynet_kb.cli import main
from tests.forge.doubles import Forge

GOLDEN = Path(__file__).parent / "golden"
NEW = "content/faelle/neudorf/parklets-am-markt.md"
GOOD = """---
title: "Neudorf: Parklets am Markt wieder abgebaut"
city: neudorf
topic: verkehr
measure: parklets
outcome: eingestellt
cadence: befristet
effort: klein
added: 2026-05-30
period:
  start: 2025
  end: 2025
failure_reasons:
  - nachfrage/zu-wenig-nachfrage
next_review: 2027-05-30
---

Die Muster Stadtmöbel GmbH stellte vier Parklets auf. Der Verein war schuld, sagte Frau Erika Muster am Telefon (03999 123456).

{copied}
"""
BROKEN = """---
title: Kurz
city: neudorf
topic: verkehr
measure: parkletts
outcome: misslungen
effort: klein
contact:
  role: Frau Muster
  email: erika.muster@neudorf.example
---

Text.
"""

ABROAD = """---
title: Feierabendmarkt in Bregenz verfehlt sein Ziel
city: bregenz
topic: Feste, Märkte
measure: Feierabendmarkt
outcome: Ziel verfehlt
cadence: wiederkehrend
effort: Klein
added: 2026-05-30
failure_reasons:
  - zu wenig Nachfrage
---

Es kamen nur wenige.
"""
"""As a clerk writes it in the editor of a forge: labels where the file has ids, and a town that no register knows."""


def proposed(forge: Forge, monkeypatch: pytest.MonkeyPatch, text: str, *more: Callable[[Path], None], at: str = NEW) -> str:
    """The data about a commit that adds a case, and does more."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", forge.environment["SOURCE_DATE_EPOCH"])
    monkeypatch.chdir(forge.clone)
    (forge.clone / at).parent.mkdir(exist_ok=True)
    (forge.clone / at).write_text(text, encoding="utf-8")
    for change in more:
        change(forge.clone / "content")
    forge.git("add", "--force", "--all", "content")
    forge.git("commit", "-q", "-m", "Vorschlag\n\nAbsichtlich gelöscht: faelle/salzau/stadtfest-2025")
    assert main(["assess", "HEAD~1", "HEAD", "--to", "befund/befund.json", "--summary", "bericht.md"]) == 0
    return (forge.clone / "befund/befund.json").read_text("utf-8")


@pytest.fixture
def forge(tmp_path: Path) -> Forge:
    return Forge(tmp_path)


def copied(content: Path) -> None:
    """Much of the new text stands in a case of another town already."""
    body = "Wir stellten Bänke auf zwei Stellplätze am Markt. Die Gäste kamen, die Händler klagten über weniger Kunden mit dem Auto. " * 2
    for path in (content.parent / NEW, content / "faelle/irgendheim/haendlertreff.md"):
        path.write_text(path.read_text("utf-8").replace("{copied}", "") + f"\n{body}\n", encoding="utf-8")


def another_end(content: Path) -> None:
    """The case was no success after all: the headline of its measure moves."""
    case = content / "faelle/neudorf/eisbahn.md"
    text = case.read_text("utf-8").replace("outcome: erfolgreich", "outcome: wirkungslos")
    case.write_text(text.replace("success_factors:", "failure_reasons:\n  - sonstiges/unbekannt\nsuccess_factors:"), encoding="utf-8")


def gone(content: Path) -> None:
    """One case is lost, one deleted on purpose."""
    (content / "faelle/salzau/stadtfest.md").unlink()
    (content / "faelle/salzau/stadtfest-2025.md").unlink()


@pytest.mark.slow
def test_a_good_proposal(forge: Forge, monkeypatch: pytest.MonkeyPatch, golden: Callable[[Path, str], None]) -> None:
    """Duplicates, blame, firms, the first case of a measure, headlines, what is lost and what is meant; no name of a person."""
    text = proposed(forge, monkeypatch, GOOD, copied, another_end, gone)
    assert "Erika" not in text
    assert "03999" not in text
    golden(GOLDEN / "gut.json", text)


def test_a_proposal_in_which_something_is_missing(
    forge: Forge, monkeypatch: pytest.MonkeyPatch, golden: Callable[[Path, str], None]
) -> None:
    """Question, answer and what to write instead; nothing is compared; no name of a person."""
    text = proposed(forge, monkeypatch, BROKEN)
    assert "uster" not in text.replace("musterstadt", "")
    golden(GOLDEN / "fehlt.json", text)
    assert "| Fehler |" in (forge.clone / "bericht.md").read_text("utf-8")


def test_labels_in_a_file_and_a_town_abroad(forge: Forge, monkeypatch: pytest.MonkeyPatch, golden: Callable[[Path, str], None]) -> None:
    """The answer says what to write in the file, in its own ids, and that the town needs a file."""
    golden(GOLDEN / "ort.json", proposed(forge, monkeypatch, ABROAD, at=NEW.replace("neudorf", "bregenz")))


def test_no_state_is_misuse(forge: Forge, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """As in `diff`."""
    monkeypatch.chdir(forge.clone)
    assert main(["assess", "HEAD", "gibt-es-nicht", "--to", "x.json"]) == 2
    assert "weder ein Ordner" in capsys.readouterr().err
    assert subprocess.run(["ls", "x.json"], capture_output=True, check=False).returncode
