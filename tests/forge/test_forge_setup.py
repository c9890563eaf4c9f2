"""What a forge is told: labels, branch rules and who is asked, from the settings alone; without a token nothing is written."""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from citynet_kb.cli import main
from citynet_kb.model import Configuration
from citynet_kb.model.forge_labels import LABELS
from citynet_kb.model.forge_rules import OWNERS_FILES, REQUIRED, code_owners, wishes
from citynet_kb.project import Project
from tests.forge.doubles import REPOSITORY, Interface, interface
from tests.site.building import LAND, ROOT

GOLDEN = Path(__file__).parent / "golden"
FORGES = {"github": "https://github.com", "gitlab": "https://gitlab.example", "forgejo": "https://forgejo.example"}
TOKENS = {"github": "GH_TOKEN", "gitlab": "GITLAB_TOKEN", "forgejo": "FORGEJO_TOKEN"}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose forge is known, and no token."""
    folder = tmp_path / "projekt"
    shutil.copytree(LAND, folder)
    monkeypatch.chdir(folder)
    for name in (*TOKENS.values(), "GITHUB_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    return folder


def settings(root: Path, kind: str, address: str, *more: str) -> None:
    text = [f'kind = "{kind}"', f'url = "{address}/{REPOSITORY}"', 'editors = ["@netz/redaktion"]', 'maintainers = ["@netz/pflege"]', *more]
    (root / "citynet-kb.toml").write_text("[forge]\n" + "\n".join(text) + "\n", encoding="utf-8")


@pytest.mark.parametrize("kind", FORGES)
def test_what_each_forge_is_told(root: Path, kind: str, capsys: pytest.CaptureFixture[str], golden: Callable[[Path, str], None]) -> None:
    """Word by word, to be read before it is done, or typed by whoever has the token."""
    settings(root, kind, FORGES[kind])
    assert main(["forge", "setup", "--print"]) == 0
    golden(GOLDEN / f"setup-{kind}.txt", capsys.readouterr().out)
    assert not (root / OWNERS_FILES[Project(root).configuration.forge.kind]).exists()


@pytest.mark.parametrize("kind", FORGES)
def test_without_a_token_nothing_is_written(root: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither in the forge nor here."""
    settings(root, kind, "http://127.0.0.1:1")
    before = sorted(root.rglob("*"))
    assert main(["forge", "setup"]) == 2
    assert "--print" in capsys.readouterr().err
    assert sorted(root.rglob("*")) == before
    (root / "citynet-kb.toml").write_text("")
    assert main(["forge", "setup", "--print"]) == 2
    (root / "citynet-kb.toml").write_text('[forge]\neditors = ["redaktion"]\nmerge_queue = "vielleicht"')
    assert main(["forge", "setup"]) == 1
    said = capsys.readouterr().out
    assert "ist kein Konto der Forge" in said
    assert "weder ja noch nein" in said


@pytest.fixture
def api() -> Iterator[Interface]:
    with interface() as double:
        yield double


PLACES: Mapping[str, tuple[str, str, str, str]] = {
    "github": ("api/v3/repos/netz/wissen", "PATCH", "rulesets", "PUT"),
    "gitlab": ("api/v4/projects/netz%2Fwissen", "PUT", "protected_branches", "PATCH"),
    "forgejo": ("api/v1/repos/netz/wissen", "PATCH", "branch_protections", "PATCH"),
}
"""By forge: where the repository is, how a label is renewed, where the rules of a branch are and how they are renewed."""


@pytest.mark.parametrize("kind", FORGES)
def test_what_is_there_is_renewed(root: Path, api: Interface, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second run makes nothing twice."""
    settings(root, kind, api.url)
    monkeypatch.setenv(TOKENS[kind], "geheim")
    place, label_method, rules, rule_method = PLACES[kind]
    assert main(["forge", "setup"]) == 0
    made = [call[:2] for call in api.writes]
    assert made.count(("POST", f"{place}/labels")) == len(LABELS)
    assert ("POST", f"{place}/{rules}") in made
    labels = [{"id": number, "name": label.name} for number, label in enumerate(LABELS)]
    api.told(
        {f"GET {place}/labels": labels, f"GET {place}/{rules}": [{"id": 5, "name": "citynet-kb"}, {"name": "main", "rule_name": "main"}]}
    )
    before = len(api.writes)
    assert main(["forge", "setup"]) == 0
    again = [call[:2] for call in api.writes[before:]]
    assert [method for method, _ in again].count(label_method) >= len(LABELS)
    assert not any(method == "POST" for method, _ in again)
    assert any(method == rule_method and f"/{rules}/" in path for method, path in again)
    owners = root / OWNERS_FILES[Project(root).configuration.forge.kind]
    assert "@netz/redaktion" in owners.read_text("utf-8")


def test_a_refusal_ends_it_and_is_told(
    root: Path, api: Interface, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With what was asked for; the token is not shown."""
    settings(root, "forgejo", api.url)
    monkeypatch.setenv("FORGEJO_TOKEN", "geheim")
    api.told({"POST api/v1/repos/netz/wissen/labels": None})
    assert main(["forge", "setup"]) == 1
    said = "".join(capsys.readouterr())
    assert "Die Forge lehnt ab" in said
    assert "geheim" not in said
    assert len(api.writes) == 1


def rule(configuration: Configuration, kind: str) -> Any:
    rules = next(wish for wish in wishes(configuration) if wish.make.path.endswith("rulesets")).make.body["rules"]
    return next((one["parameters"] for one in rules if one["type"] == kind), None)


def test_one_setting_sees_what_is_wrong_together() -> None:
    """The queue where there is one; else a proposal must have been checked on the newest state."""
    alone, queued = (
        Configuration.model_validate({"forge": {"url": "https://github.com/netz/wissen", "merge_queue": on}}) for on in (False, True)
    )
    assert rule(alone, "required_status_checks") == {
        "strict_required_status_checks_policy": True,
        "required_status_checks": [{"context": REQUIRED}],
    }
    assert rule(alone, "merge_queue") is None
    assert rule(queued, "required_status_checks")["strict_required_status_checks_policy"] is False
    assert rule(queued, "merge_queue")["grouping_strategy"] == "ALLGREEN"


def test_the_committed_owners_are_those_of_the_settings() -> None:
    """After a change of the settings: `citynet-kb forge setup`, or the text that --print shows."""
    assert (ROOT / ".github/CODEOWNERS").read_text("utf-8") == code_owners(Project(ROOT).configuration)
    assert json.dumps(code_owners(Configuration())).count("\\n# ") > 3
