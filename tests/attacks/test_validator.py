"""The first wall: what must be refused is refused, in German, at file and line; what is good passes."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from citynet_kb.findings import Finding, Severity
from tests.attacks import EITHER, HARMLESS, REFUSE, Attack, addresses, attacks, by_class, failures, of, planted
from tests.fixtures import checked, town

IN_CODE = {"X20"}
"""Attacks on files outside content/: no case, and `citynet-kb check` says so when it is given their names."""
GERMAN = re.compile(r"\b(der|die|das|ist|hier|kein|keine|eine|nicht|steht|Sie|Datei|Text|Feld|fehlt|muss|darf)\b", re.IGNORECASE)


def errors(content: Path) -> list[Finding]:
    """What is refused."""
    return [finding for finding in checked(content)[1] if finding.severity is Severity.ERROR]


def is_clear(finding: Finding) -> bool:
    """Whether a finding says where, what and what to do, in German."""
    return bool(finding.place.path and finding.place.line >= 0 and finding.remedy and GERMAN.search(f"{finding.message} {finding.remedy}"))


def test_there_are_enough_attacks() -> None:
    """More than 170, of every kind, each with its own id."""
    assert len(attacks()) >= 170
    assert len({attack.id for attack in attacks()}) == len(attacks())
    assert {attack.want for attack in attacks()} == {REFUSE, EITHER, HARMLESS}
    assert len({attack.id for attack in (*attacks(), *addresses())}) == len(attacks()) + len(addresses())


@pytest.mark.parametrize("group", by_class(attack for attack in attacks() if attack.want == REFUSE and attack.id not in IN_CODE))
def test_what_must_be_refused_is_refused(group: tuple[Attack, ...], tmp_path: Path) -> None:
    """Every attack marked for rejection gives an error with file, line, German message and remedy."""

    def refused(attack: Attack) -> None:
        found = errors(planted(attack, tmp_path / attack.id))
        assert found, "not refused"
        assert all(map(is_clear, found)), found

    assert failures(group, refused) == {}


IMAGES = [attack for attack in of("files") if attack.fields["content"].startswith("base64:")]


@pytest.mark.parametrize("attack", IMAGES, ids=lambda it: it.id)
def test_an_image_is_refused_for_what_it_is(attack: Attack, tmp_path: Path) -> None:
    """A case shows each of them, so that nothing else is wrong; what a camera or a comment left in a good image stays out of the site."""
    found = {finding.rule for finding in errors(planted(attack, tmp_path))}
    assert found <= {"bild-unlesbar", "bild-zu-gross"}
    assert bool(found) == (attack.want == REFUSE)


@pytest.mark.parametrize("group", by_class(attack for attack in attacks() if attack.want != REFUSE))
def test_the_others_end_in_clear_words_or_a_case(group: tuple[Attack, ...], tmp_path: Path) -> None:
    """No attack ends in anything but findings or a case; what passes is looked at in a browser."""

    def clear(attack: Attack) -> None:
        found = errors(planted(attack, tmp_path / attack.id))
        assert all(map(is_clear, found)), found

    assert failures(group, clear) == {}


MARKUP = ("raw-html", "redirect", "overlay", "external", "phish")


@pytest.mark.parametrize("group", by_class(it for it in of("bodies") if it.want == EITHER and it.fields["class"] in MARKUP))
def test_markup_does_not_even_reach_a_page(group: tuple[Attack, ...], tmp_path: Path) -> None:
    """Raw HTML is refused, though the renderer would show it as text. Brackets of other scripts are no HTML."""
    passed = [attack.id for attack in group if attack.id != "O20" and not errors(planted(attack, tmp_path / attack.id))]
    assert passed == []


@pytest.mark.slow
@pytest.mark.parametrize("names", [["mkdocs.yml"], ["hooks/x.py"], [".github/workflows/x.yml"]])
def test_code_is_no_case(names: list[str], tmp_path: Path) -> None:
    """Asked about a file outside content/, the check refuses with its name and never looks at it as a case."""
    town(tmp_path)
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("-\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "citynet_kb.cli.main", "check", *names], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode > 0
    assert names[0] in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
