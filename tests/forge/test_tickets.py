"""The whole way of a ticket: label, answer, edit, pull request, edited again; with the events as the forge sends them."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from citynet_kb.intake.asking.forge_forms import description_template, issue_form
from tests.forge.doubles import REPOSITORY, Forge, Interface, recorded
from tests.forked_programs import COMMAND, run
from tests.site.building import ROOT

GOLDEN = Path(__file__).parent / "golden"
COMMENTS = f"repos/{REPOSITORY}/issues/7/comments"


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
def test_a_ticket_made_with_the_form_becomes_a_request(forge: Forge, golden: Callable[[Path, str], None]) -> None:
    """From GitHub's text to the branch: the answers arrive, what looks like code is text, the report holds check and checklist."""
    forge.event(ticket(form_of(forge), ANSWERS).replace("\n", "\r\n"))
    assert forge.run("receive_issue.py", "eingang").returncode == 0
    report = (forge.clone / "eingang/bericht.md").read_text("utf-8")
    golden(GOLDEN / "ticket-gut.md", report)
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
def test_what_is_missing_is_said_line_by_line(forge: Forge, api: Interface, golden: Callable[[Path, str], None]) -> None:
    """In the ticket, as a table in which nobody is called."""
    forge.event(ticket(form_of(forge), {**ANSWERS, "Ergebnis": "@alle Mai ```", "Zeitraum: Beginn": "irgendwann @alle", "Überschrift": ""}))
    assert forge.run("receive_issue.py", "eingang").returncode == 0
    assert not (forge.clone / "eingang/dateien").exists()
    report = (forge.clone / "eingang/bericht.md").read_text("utf-8")
    golden(GOLDEN / "ticket-fehlt.md", report)
    assert "@alle" not in report, "a mention calls somebody"
    assert "irgendwann" not in report, "what is set aside may be private"
    assert not re.search(r":\d+:\d+", report)
    assert "eingang.md" not in report, "a ticket has no lines and no file"
    assert forge.run("propose.py", "eingang").returncode == 0
    assert (forge.calls, api.writes) == ([], [("POST", COMMENTS, {"body": report})])


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
    assert "\n## Danke für Ihren Bericht!\n" in report
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
    done = run([COMMAND, "intake", "ticket.md"], forge.clone, forge.environment)
    assert done.returncode == 0, done.stdout + done.stderr


def played(forge: Forge, event: dict[str, object], body: str) -> str:
    """Both jobs, each in a clean clone, as eingang.yml runs them; the branch that the forge holds afterwards."""
    forge.git("switch", "-q", "main")
    forge.git("branch", "-q", "-D", "eingang/ticket-7") if "eingang/ticket-7" in forge.git("branch") else None
    shutil.rmtree(forge.clone / "eingang", ignore_errors=True)
    forge.happened({**event, "issue": {**event["issue"], "body": body}})  # type: ignore[dict-item]
    received = forge.run("receive_issue.py", "eingang")
    assert received.returncode == 0, received.stderr
    forge.git("clean", "-qfd", "content")
    proposed = forge.run("propose.py", "eingang")
    assert proposed.returncode == 0, proposed.stderr
    return forge.git("ls-remote", "--heads", "origin", "eingang/ticket-7").split("\t")[0]


@pytest.mark.slow
def test_the_whole_way_of_a_ticket(forge: Forge, api: Interface) -> None:
    """Something is missing; the edit brings a request; the next edit renews it; after people have worked on it, it is left to them."""
    labelled, edited = recorded("ticket-labelled.json"), recorded("ticket-edited.json")
    form = form_of(forge)
    assert played(forge, labelled, ticket(form, {**ANSWERS, "Ergebnis": "misslungen"})) == ""
    (first,) = api.writes
    assert "| Ergebnis | misslungen | »misslungen« ist kein" in first[2]["body"]
    own = {"id": 11, "user": {"type": "Bot"}, "body": first[2]["body"]}
    forgery = {"id": 10, "user": {"type": "User"}, "body": first[2]["body"]}
    api.told({f"GET {COMMENTS}": [forgery, own]})
    one = played(forge, edited, ticket(form, ANSWERS))
    assert one
    assert [call[:2] for call in forge.calls] == [["auth", "setup-git"], ["pr", "list"], ["pr", "create"]]
    assert api.writes[-1][:2] == ("PATCH", f"repos/{REPOSITORY}/issues/comments/11")
    forge.listed('[{"url": "https://forge.example/netz/wissen/pull/8"}]')
    two = played(forge, edited, ticket(form, {**ANSWERS, "Überschrift": "Neudorf: Markt am Abend beendet"}))
    assert two != one
    assert [call[:2] for call in forge.calls[-2:]] == [["pr", "list"], ["pr", "edit"]]
    paths = forge.git("diff", "--name-only", "main", "eingang/ticket-7").split()
    assert paths == ["content/faelle/neudorf/markt-am-abend-beendet.md"]
    forge.git("commit", "-q", "--allow-empty", "-m", "Von Hand")
    forge.git("push", "-q", "origin", "HEAD:eingang/ticket-7")
    by_hand = forge.git("rev-parse", "HEAD").strip()
    assert played(forge, edited, ticket(form, ANSWERS)) == by_hand
    assert "schon weitergearbeitet" in api.writes[-1][2]["body"]


def test_an_edit_starts_the_same_without_the_label_being_set_again() -> None:
    """Once an editor has read a ticket and labelled it, it stays labelled; other labels and unlabelled tickets start nothing."""
    text = (ROOT / ".github/workflows/eingang.yml").read_text("utf-8")
    job = yaml.safe_load(text)["jobs"]["umwandeln"]
    started_by = job["if"].split("||")
    assert "types: [labeled, edited]" in text
    assert started_by[0].strip() == "github.event.label.name == 'fall-aufnehmen'"
    assert "github.event.action == 'edited' && contains(github.event.issue.labels.*.name, 'fall-aufnehmen')" in started_by[1]
    assert "label" not in recorded("ticket-edited.json")
