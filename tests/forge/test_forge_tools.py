"""The tools that workflows run: a ticket becomes a file, a file a pull request; one ticket for all letters; a merge before the check."""

import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from citynet_kb.intake.asking.forge_forms import description_template, issue_form
from tests.site.building import EPOCH, LAND, ROOT

TOOLS = ROOT / "tools" / "forge"
FAKE = """#!{python}
import json, sys, pathlib
log = pathlib.Path({log!r})
with log.open("a", encoding="utf-8") as stream:
    stream.write(json.dumps(sys.argv[1:]) + "\\n")
if sys.argv[1:3] == ["issue", "list"]:
    print({listed!r})
"""
"""Stands for GitHub's command gh: writes down how it was called."""
CASE = "content/faelle/neudorf/neuer-fall.md"
TEXT = "---\ntitle: Neudorf versucht etwas Neues\ncity: neudorf\ntopic: feste-maerkte\noutcome: offen\neffort: klein\n---\n\nText.\n"


class Forge:
    """A clone of a bare repository, a fake gh, an event."""

    def __init__(self, folder: Path, listed: str = "[]") -> None:
        self.clone, self.log = folder / "projekt", folder / "gh.log"
        tools = folder / "bin"
        tools.mkdir()
        gh = tools / "gh"
        gh.write_text(FAKE.format(python=sys.executable, log=str(self.log), listed=listed))
        gh.chmod(gh.stat().st_mode | stat.S_IXUSR)
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        self.environment |= {
            "PATH": f"{tools}:{os.environ['PATH']}",
            "GITHUB_EVENT_PATH": str(folder / "event.json"),
            "SOURCE_DATE_EPOCH": EPOCH,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
        }
        self.event("")
        shutil.copytree(LAND, self.clone)
        self.git("init", "-q", "-b", "main", at=self.clone)
        self.commit("Anfang")
        self.git("clone", "-q", "--bare", str(self.clone), str(folder / "forge.git"), at=folder)
        self.git("remote", "add", "origin", str(folder / "forge.git"))

    def event(self, body: str | None, number: int = 7) -> None:
        Path(self.environment["GITHUB_EVENT_PATH"]).write_text(json.dumps({"issue": {"number": number, "body": body}}))

    def git(self, *arguments: str, at: Path | None = None) -> str:
        who = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
        return subprocess.run(
            ["git", *who, *arguments], cwd=at or self.clone, env=self.environment, check=True, capture_output=True, encoding="utf-8"
        ).stdout

    def commit(self, message: str) -> None:
        self.git("add", "--force", "content", "citynet-kb.toml")
        self.git("commit", "-q", "-m", message)

    def run(self, tool: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = ["sh" if tool.endswith(".sh") else sys.executable, str(TOOLS / tool), *arguments]
        return subprocess.run(command, cwd=self.clone, env=self.environment, capture_output=True, encoding="utf-8", check=False)

    @property
    def calls(self) -> list[list[str]]:
        return [json.loads(line) for line in self.log.read_text("utf-8").splitlines()] if self.log.exists() else []

    def made(self, path: str = CASE, text: str = TEXT) -> Path:
        """What the first job hands on."""
        file = self.clone / "eingang" / "dateien" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        (self.clone / "eingang" / "bericht.md").write_text("Bericht", encoding="utf-8")
        return file


@pytest.fixture
def forge(tmp_path: Path) -> Forge:
    return Forge(tmp_path)


def test_a_case_becomes_a_branch_and_a_request(forge: Forge) -> None:
    """The branch holds exactly the one new file; main stays; the report is the text of the request."""
    forge.made()
    done = forge.run("propose.py", "eingang")
    assert done.returncode == 0, done.stderr
    assert forge.git("diff", "--name-only", "main", "eingang/ticket-7").split() == [CASE]
    assert forge.git("ls-remote", "--heads", "origin").count("refs/heads/") == 2
    assert forge.calls[-1][:2] == ["pr", "create"]
    assert forge.calls[-1][-2:] == ["--body-file", "eingang/bericht.md"]
    assert "Neuer Fall: neudorf/neuer-fall" in forge.calls[-1]


def test_an_existing_branch_is_not_overwritten(forge: Forge) -> None:
    """Editors may have worked on it: the ticket is answered instead."""
    forge.git("push", "-q", "origin", "main:eingang/ticket-7")
    forge.made()
    assert forge.run("propose.py", "eingang").returncode == 0
    assert [call[:3] for call in forge.calls] == [["auth", "setup-git"], ["issue", "comment", "7"]]
    assert forge.git("rev-parse", "main") == forge.git("ls-remote", "origin", "eingang/ticket-7").split()[0] + "\n"


def test_what_is_missing_is_answered_in_the_ticket(forge: Forge) -> None:
    """No file, no branch."""
    forge.made().unlink()
    assert forge.run("propose.py", "eingang").returncode == 0
    assert forge.calls == [["issue", "comment", "7", "--body-file", "eingang/bericht.md"]]


def two(forge: Forge) -> None:
    forge.made("content/faelle/neudorf/zwei.md")


def existing(forge: Forge) -> None:
    forge.made("content/faelle/neudorf/eisbahn.md")
    (forge.clone / "eingang/dateien" / CASE).unlink()


def workflow(forge: Forge) -> None:
    forge.made(".github/workflows/boese.yml")
    (forge.clone / "eingang/dateien" / CASE).unlink()


def link(forge: Forge) -> None:
    file = forge.clone / "eingang/dateien" / CASE
    file.unlink()
    file.symlink_to("/etc/passwd")


def huge(forge: Forge) -> None:
    forge.made(text="x" * 300_000)


def strange_name(forge: Forge) -> None:
    forge.made("content/faelle/neudorf/--option.md")
    (forge.clone / "eingang/dateien" / CASE).unlink()


def linked_folder(forge: Forge) -> None:
    aim = forge.clone / "content/faelle/neudorf"
    aim.rename(forge.clone / "anderswo")
    aim.symlink_to(forge.clone / "anderswo")


def linked_report(forge: Forge) -> None:
    report = forge.clone / "eingang/bericht.md"
    report.unlink()
    report.symlink_to("/proc/self/environ")


def no_report(forge: Forge) -> None:
    (forge.clone / "eingang/bericht.md").unlink()


SPOILS = (two, existing, workflow, link, huge, strange_name, linked_folder, linked_report, no_report)


@pytest.mark.parametrize("spoil", SPOILS, ids=lambda spoil: spoil.__name__)
def test_anything_but_one_new_case_is_refused(forge: Forge, spoil: Callable[[Forge], None]) -> None:
    """Whoever could tamper with the first job gains nothing: no branch, no request, exit code 1."""
    forge.made()
    spoil(forge)
    done = forge.run("propose.py", "eingang")
    assert (done.returncode, done.stderr.startswith("Nicht übernommen: ")) == (1, True), done.stderr
    assert forge.calls == []
    assert forge.git("ls-remote", "--heads", "origin").count("refs/heads/") == 1


LIST = "## Fällige Nachfragen\n\n- [ ] 2026-01-01: Fall\n\n### Fall\n\n````text\nAn: …\n````\n"


@pytest.mark.parametrize(("listed", "expected"), [("[]", "create"), ('[{"number": 3}]', "edit")])
def test_there_is_one_ticket_for_all_letters(tmp_path: Path, listed: str, expected: str) -> None:
    """The second month renews it."""
    forge = Forge(tmp_path, listed)
    (forge.clone / "nachfragen.md").write_text(LIST)
    assert forge.run("renew_issue.py", "nachfragen.md").returncode == 0
    assert [call[:2] for call in forge.calls] == [["issue", "list"], ["issue", expected]]


def test_nothing_due_makes_no_ticket(forge: Forge) -> None:
    """An empty ticket a month would only teach people to look away."""
    (forge.clone / "nachfragen.md").write_text("## Fällige Nachfragen\n\nAm 2026-01-01 ist keine Nachfrage fällig.\n")
    assert forge.run("renew_issue.py", "nachfragen.md").returncode == 0
    assert forge.calls == []


def test_a_long_list_is_cut_between_letters(forge: Forge) -> None:
    """GitHub takes 65,536 characters; no block stays open."""
    list_of_many = LIST + "### Fall\n\n````text\nAn: …\n````\n" * 3000
    (forge.clone / "nachfragen.md").write_text(list_of_many)
    assert forge.run("renew_issue.py", "nachfragen.md").returncode == 0
    body = (forge.clone / "nachfragen.md").read_text("utf-8")
    assert len(body) < 65_000
    assert body.count("````") % 2 == 0
    assert "gekürzt" in body


@pytest.mark.slow
def test_a_merge_request_is_checked_as_merged(forge: Forge) -> None:
    """Each of two requests is fine by itself, together they have the same case twice but for spelling: the merged state is red."""
    forge.git("switch", "-q", "--create", "eins")
    (forge.clone / "content/faelle/neudorf/strasse.md").write_text(TEXT)
    forge.commit("Eins")
    forge.git("push", "-q", "origin", "eins:main")
    forge.git("switch", "-q", "--create", "zwei", "main")
    (forge.clone / "content/faelle/neudorf/straße.md").write_text(TEXT)
    forge.commit("Zwei")
    done = forge.run("merge_target.sh")
    assert done.returncode == 0, done.stderr
    assert (forge.clone / "content/faelle/neudorf/strasse.md").exists()
    command = Path(sys.executable).with_name("citynet-kb")
    checked = subprocess.run([command, "check"], cwd=forge.clone, env=forge.environment, capture_output=True, encoding="utf-8", check=False)
    assert checked.returncode == 1
    assert "[kennung-doppelt]" in checked.stdout
    assert forge.git("rev-parse", "FETCH_HEAD") == forge.git("rev-parse", "eins")


def test_a_conflict_is_said_in_german(forge: Forge) -> None:
    """And ends the job."""
    for branch in ("eins", "zwei"):
        forge.git("switch", "-q", "--create", branch, "main")
        (forge.clone / CASE).write_text(f"{TEXT}{branch}\n")
        forge.commit(branch)
    forge.git("push", "-q", "origin", "eins:main")
    done = forge.run("merge_target.sh")
    assert done.returncode == 1
    assert "nicht ohne Konflikte" in done.stderr


ANSWERS = {
    "Überschrift": "Neudorf: Markt am Abend begonnen",
    "Stadt": "Neudorf",
    "Maßnahme": "Feierabendmarkt",
    "Ergebnis": "Eingestellt",
    "Aufwand": "Klein",
    "Bericht": "Anlass war Leerstand.\n\nWir stellten zwölf Stände auf. @alle <script>alert(1)</script> $(touch x) ${{ github.token }}",
    "Zeitraum: Beginn": "2024-05",
    "Was geholfen hat": "Wetter\nMusik",
    "Ansprechstelle: Funktion": "Citymanagement",
    "Quellen": "Titel: Markt am Ende\nAdresse: https://zeitung.example/markt\n\nTitel: Noch einer",
}


def ticket(form: str, answers: dict[str, str], ticked: int = 1) -> str:
    """The text that GitHub makes of a filled form: an answer below each heading, lists of boxes with the first ones ticked."""
    parts = []
    for element in yaml.safe_load(form)["body"]:
        if element["type"] == "markdown":
            continue
        label, options = element["attributes"]["label"], element["attributes"].get("options", [])
        if element["type"] == "checkboxes":
            count = len(options) if label == "Bestätigung" else ticked
            text = "\n".join(f"- [{'X' if number < count else ' '}] {option['label']}" for number, option in enumerate(options))
        else:
            text = answers.get(label) or (options[0] if element.get("validations") and options else "_No response_")
        parts.append(f"### {label}\n\n{text}")
    return "\n\n".join(parts)


def form_of(forge: Forge) -> str:
    files = sorted((forge.clone / "content/themen").glob("feste*.md"))
    return issue_form({file.stem: yaml.safe_load(file.read_text("utf-8").split("---")[1])["name"] for file in files})


@pytest.mark.slow
def test_a_ticket_made_with_the_form_becomes_a_request(forge: Forge) -> None:
    """From GitHub's text to the branch: the answers arrive, what looks like code is text, the report holds check and checklist."""
    forge.event(ticket(form_of(forge), ANSWERS).replace("\n", "\r\n"))
    assert forge.run("receive_issue.py", "eingang").returncode == 0
    report = (forge.clone / "eingang/bericht.md").read_text("utf-8")
    assert "Closes #7" in report, report
    assert "- [ ] Sachlich geschrieben" in report
    assert "- neu: Neudorf: Markt am Abend begonnen" in report
    forge.git("clean", "-qfd", "content")  # the second job has a clone of its own
    assert forge.run("propose.py", "eingang").returncode == 0
    (path,) = forge.git("diff", "--name-only", "main", "eingang/ticket-7").split()
    text = forge.git("show", f"eingang/ticket-7:{path}")
    assert path.startswith("content/faelle/neudorf/")
    for part in (
        "city: neudorf",
        "measure: feierabendmarkt",
        "outcome: eingestellt",
        "  - Musik",
        "role: Citymanagement",
        "title: Noch einer",
    ):
        assert part in text
    assert "touch x" in text
    assert "<script>" not in text
    assert not (forge.clone / "x").exists()


@pytest.mark.slow
def test_a_ticket_in_plain_words_becomes_a_request(forge: Forge) -> None:
    """Written without the form: lines with a label, text below."""
    head = "Stadt: Neudorf\nMaßnahme: Feierabendmarkt\nErgebnis: eingestellt\nAufwand: klein\nGründe: Wetter\nÜberschrift: Neudorf endet\n"
    forge.event(f"Hallo!\n\n{head}\nEs regnete `touch x` $(touch x).\n\nViele Grüße\n".replace("\n", "\r\n"))
    assert forge.run("receive_issue.py", "eingang").returncode == 0
    assert "Closes #7" in (forge.clone / "eingang/bericht.md").read_text("utf-8")
    (made,) = (forge.clone / "eingang/dateien").rglob("*.md")
    assert made.read_text("utf-8").endswith("\n---\n\nEs regnete `touch x` $(touch x).\n")


@pytest.mark.slow
def test_what_is_missing_is_said_line_by_line(forge: Forge) -> None:
    """In the ticket, as a table in which nobody is called."""
    forge.event(ticket(form_of(forge), {**ANSWERS, "Ergebnis": "@alle Mai ```", "Zeitraum: Beginn": "irgendwann @alle", "Überschrift": ""}))
    assert forge.run("receive_issue.py", "eingang").returncode == 0
    assert not (forge.clone / "eingang/dateien").exists()
    report = (forge.clone / "eingang/bericht.md").read_text("utf-8")
    assert report.startswith("Danke für Ihren Bericht!")
    assert "Überschrift" in report
    assert "@alle" not in report, "a mention calls somebody"
    assert "alle Mai \\`\\`\\`«" in report
    assert "irgendwann" not in report, "what is set aside may be private"
    assert "| Fehler | Feld" in report
    assert "eingang.md" not in report, "a ticket has no lines and no file"
    assert forge.run("propose.py", "eingang").returncode == 0
    assert forge.calls == [["issue", "comment", "7", "--body-file", "eingang/bericht.md"]]


@pytest.mark.slow
@pytest.mark.parametrize(
    "body", [None, "", "Nur ein Gruß.", "### Überschrift\n\n" + "x" * 60_000, "\ud800".encode("utf-8", "replace").decode()]
)
def test_any_ticket_ends_in_an_answer(forge: Forge, body: str | None) -> None:
    """Empty, free text, endless: no traceback, nothing written."""
    forge.event(body)
    done = forge.run("receive_issue.py", "eingang")
    assert done.returncode == 0, done.stderr
    report = (forge.clone / "eingang/bericht.md").read_text("utf-8")
    assert report.startswith("Danke für Ihren Bericht!")
    assert "Traceback" not in report
    assert len(report) <= 60_000


@pytest.mark.slow
def test_gitlabs_template_is_read_like_the_form(forge: Forge) -> None:
    """The same headings, with what stands above them passed over."""
    topics = {"feste-maerkte": "Feste, Märkte & Frequenz"}
    text = description_template(topics)
    for heading, answer in {**ANSWERS, "Thema": "feste-maerkte", "Bericht": "Zwölf Stände."}.items():
        text = text.replace(f"### {heading}\n", f"### {heading}\n\n{answer}\n", 1)
    text = text.replace("### Gründe\n\n- [ ]", "### Gründe\n\n- [x]", 1)
    (forge.clone / "ticket.md").write_text(text, encoding="utf-8")
    command = Path(sys.executable).with_name("citynet-kb")
    done = subprocess.run(
        [command, "intake", "ticket.md"], cwd=forge.clone, env=forge.environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_version_gets_its_changes_and_its_list_of_parts(forge: Forge) -> None:
    """The release bears the tag's name, its section of the change log, and the file."""
    forge.environment["GITHUB_REF_NAME"] = "v1.2.0"
    (forge.clone / "CHANGELOG.md").write_text("# Changelog\n\n## [1.2.0] - 2026-12-01\n\n- Neues.\n\n## [1.1.0]\n\n- Altes.\n")
    assert forge.run("publish_version.py", "sbom.json").returncode == 0
    assert forge.calls == [["release", "create", "v1.2.0", "sbom.json", "--verify-tag", "--title", "v1.2.0", "--notes-file", "version.md"]]
    assert (forge.clone / "version.md").read_text("utf-8") == "- Neues.\n"


@pytest.mark.parametrize("tag", ["v1.3.0", "v1.2", "v1.2.0; rm -rf .", ""])
def test_an_unknown_version_is_not_published(forge: Forge, tag: str) -> None:
    """A tag without a section, or one that is no version, makes no release."""
    forge.environment["GITHUB_REF_NAME"] = tag
    (forge.clone / "CHANGELOG.md").write_text("# Changelog\n\n## [1.2.0]\n\n- Neues.\n")
    assert forge.run("publish_version.py", "sbom.json").returncode == 1
    assert forge.calls == []
