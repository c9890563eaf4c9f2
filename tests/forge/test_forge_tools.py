"""The tools that workflows run: a file becomes a pull request; one ticket for all letters; a merge before the check; a version."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.forge.doubles import CASE, REPOSITORY, TEXT, Forge, Interface
from tests.forked_programs import COMMAND, run


def answers(api: Interface) -> list[str]:
    """The comments that were written in ticket 7."""
    return [body["body"] for method, path, body in api.writes if (method, path) == ("POST", f"repos/{REPOSITORY}/issues/7/comments")]


def test_a_case_becomes_a_branch_and_a_request(forge: Forge, api: Interface) -> None:
    """The branch holds exactly the one new file; main stays; the report is the text of the request; the ticket says where it is."""
    forge.made()
    done = forge.run("propose.py", "eingang")
    assert done.returncode == 0, done.stderr
    assert forge.git("diff", "--name-only", "main", "eingang/ticket-7").split() == [CASE]
    assert forge.git("ls-remote", "--heads", "origin").count("refs/heads/") == 2
    assert forge.calls[-1][:2] == ["pr", "create"]
    assert forge.calls[-1][-2:] == ["--body-file", "eingang/bericht.md"]
    assert "Neuer Fall: neudorf/neuer-fall" in forge.calls[-1]
    (said,) = answers(api)
    assert "Daraus ist ein Vorschlag geworden: https://forge.example/netz/wissen/pull/8\n" in said


def test_what_people_have_worked_on_is_not_overwritten(forge: Forge, api: Interface) -> None:
    """The ticket is answered instead."""
    forge.git("switch", "-q", "--create", "fremd")
    (forge.clone / CASE).write_text(TEXT)
    forge.commit("Von Hand")
    forge.git("push", "-q", "origin", "fremd:eingang/ticket-7")
    forge.git("switch", "-q", "main")
    forge.made()
    assert forge.run("propose.py", "eingang").returncode == 0
    assert [call[:3] for call in forge.calls] == [["auth", "setup-git"]]
    assert "schon weitergearbeitet" in answers(api)[0]
    assert forge.git("rev-parse", "fremd") == forge.git("ls-remote", "origin", "eingang/ticket-7").split()[0] + "\n"


def test_what_is_missing_is_answered_in_the_ticket(forge: Forge, api: Interface) -> None:
    """No file, no branch."""
    forge.made().unlink()
    assert forge.run("propose.py", "eingang").returncode == 0
    assert (forge.calls, answers(api)) == ([], ["Bericht"])


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
def test_anything_but_one_new_case_is_refused(forge: Forge, api: Interface, spoil: Callable[[Forge], None]) -> None:
    """Whoever could tamper with the first job gains nothing: no branch, no request, exit code 1."""
    forge.made()
    spoil(forge)
    done = forge.run("propose.py", "eingang")
    assert (done.returncode, done.stderr.startswith("Nicht übernommen: ")) == (1, True), done.stderr
    assert (forge.calls, answers(api)) == ([], [])
    assert forge.git("ls-remote", "--heads", "origin").count("refs/heads/") == 1


LIST = "## Fällige Nachfragen\n\n- [ ] 2026-01-01: Fall\n\n### Fall\n\n````text\nAn: …\n````\n"


@pytest.mark.parametrize(("listed", "expected"), [("[]", "create"), ('[{"number": 3}]', "edit")])
def test_there_is_one_ticket_for_all_letters(tmp_path: Path, listed: str, expected: str) -> None:
    """The second month renews it."""
    forge = Forge(tmp_path, listed)
    (forge.clone / "nachfragen.md").write_text(LIST)
    assert forge.run("renew_issue.py", "nachfragen.md").returncode == 0
    assert [call[:2] for call in forge.calls] == [["issue", "list"], ["issue", expected]]


def test_the_name_of_the_list_says_which_ticket(forge: Forge) -> None:
    """Sources that are gone have a label and a title of their own, so that neither ticket replaces the other."""
    (forge.clone / "quellen.md").write_text("## Quellen\n\n- [ ] a.md: https://a.example/\n")
    assert forge.run("renew_issue.py", "quellen.md").returncode == 0
    assert [call[call.index("--label") + 1] for call in forge.calls] == ["quelle-weg", "quelle-weg"]


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
    checked = run([COMMAND, "check"], forge.clone, forge.environment)
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
