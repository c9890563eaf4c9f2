"""What a forge has to be told once: labels, who is asked, what must hold before a proposal is taken over. Requests as values.

Two proposals that are green alone can be wrong together. What sees that is a setting of the forge: the merge queue or merge trains where
there are such, else that a proposal must have been checked on the newest state of the branch.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any
from urllib.parse import quote, urlsplit

from citynet_kb.model.configuration import Configuration, Forge
from citynet_kb.model.forge_labels import LABELS, ForgeLabel

REQUIRED = "Ergebnis"
"""The one job that must have succeeded; it looks itself at what a proposal changes."""
RULESET = "citynet-kb"
OWNERS_FILES = MappingProxyType({Forge.GITHUB: ".github/CODEOWNERS", Forge.FORGEJO: "CODEOWNERS", Forge.GITLAB: ".gitlab/CODEOWNERS"})
TOKENS = MappingProxyType({Forge.GITHUB: ("GH_TOKEN", "GITHUB_TOKEN"), Forge.FORGEJO: ("FORGEJO_TOKEN",), Forge.GITLAB: ("GITLAB_TOKEN",)})
"""Variables of the environment in which a token may stand."""


@dataclass(frozen=True)
class Request:
    """One call of the forge's interface. `path` is relative to its base."""

    method: str
    path: str
    body: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Wish:
    """Something that shall be there. `listed` = where all of its kind are listed, empty where it is simply set by `make`.

    An entry is known by its `key`, which holds `name`. `renew` replaces it; `{id}` in its path stands for what the list calls it.
    """

    make: Request
    listed: str = ""
    key: str = "name"
    name: str = ""
    renew: Request | None = None
    id_key: str = "id"


def base_of(configuration: Configuration) -> str:
    """The address of the forge's interface. Raises ValueError where no forge is configured."""
    if configuration.forge.url is None:
        raise ValueError("no forge is configured")
    parts = urlsplit(configuration.forge.url)
    host = f"{parts.scheme}://{parts.netloc}"
    if configuration.forge.kind is Forge.GITHUB:
        return "https://api.github.com" if parts.netloc == "github.com" else "/".join((host, "api", "v3"))
    return "/".join((host, "api", "v4" if configuration.forge.kind is Forge.GITLAB else "v1"))


def headers_of(kind: Forge, token: str) -> dict[str, str]:
    """How a forge wants to be shown a token."""
    if kind is Forge.GITLAB:
        return {"PRIVATE-TOKEN": token}
    return {"Authorization": f"{'Bearer' if kind is Forge.GITHUB else 'token'} {token}"}


def wishes(configuration: Configuration) -> tuple[Wish, ...]:
    """All that the forge shall have, in the order in which to ask for it."""
    forge = configuration.forge
    path = urlsplit(forge.url or "").path.strip("/")
    kinds = {Forge.GITHUB: _github, Forge.FORGEJO: _forgejo, Forge.GITLAB: _gitlab}
    return tuple(kinds[forge.kind](path, configuration))


def _github(path: str, configuration: Configuration) -> Iterator[Wish]:
    repository = f"repos/{path}"
    for label in LABELS:
        body = {"name": label.name, "color": label.colour, "description": label.meaning}
        yield _label(repository, label, body, "PATCH", "name")
    rules = {
        "name": RULESET,
        "target": "branch",
        "enforcement": "active",
        "conditions": _branch(configuration),
        "rules": _rules(configuration),
    }
    renew = Request("PUT", f"{repository}/rulesets/{{id}}", rules)
    yield Wish(Request("POST", f"{repository}/rulesets", rules), f"{repository}/rulesets", name=RULESET, renew=renew)
    allowed = {"default_workflow_permissions": "read", "can_approve_pull_request_reviews": True}
    yield Wish(Request("PUT", f"{repository}/actions/permissions/workflow", allowed))


def _label(place: str, label: ForgeLabel, body: Mapping[str, Any], method: str, id_key: str) -> Wish:
    renew = Request(method, f"{place}/labels/{{id}}", body)
    return Wish(Request("POST", f"{place}/labels", body), f"{place}/labels", name=label.name, renew=renew, id_key=id_key)


def _branch(configuration: Configuration) -> dict[str, Any]:
    return {"ref_name": {"include": [f"refs/heads/{configuration.forge.branch}"], "exclude": []}}


def _rules(configuration: Configuration) -> list[dict[str, Any]]:
    forge = configuration.forge
    reviewed = {
        "required_approving_review_count": 1,
        "dismiss_stale_reviews_on_push": True,
        "require_code_owner_review": bool(forge.editors or forge.maintainers),
        "require_last_push_approval": False,
        "required_review_thread_resolution": False,
    }
    checked = {"strict_required_status_checks_policy": not forge.merge_queue, "required_status_checks": [{"context": REQUIRED}]}
    queue = {
        "check_response_timeout_minutes": 60,
        "grouping_strategy": "ALLGREEN",
        "max_entries_to_build": 5,
        "max_entries_to_merge": 5,
        "merge_method": "MERGE",
        "min_entries_to_merge": 1,
        "min_entries_to_merge_wait_minutes": 1,
    }
    rules: list[dict[str, Any]] = [
        {"type": "deletion"},
        {"type": "non_fast_forward"},
        {"type": "pull_request", "parameters": reviewed},
        {"type": "required_status_checks", "parameters": checked},
    ]
    return [*rules, *([{"type": "merge_queue", "parameters": queue}] if forge.merge_queue else [])]


def _forgejo(path: str, configuration: Configuration) -> Iterator[Wish]:
    repository, branch = f"repos/{path}", configuration.forge.branch
    for label in LABELS:
        body = {"name": label.name, "color": f"#{label.colour}", "description": label.meaning}
        yield _label(repository, label, body, "PATCH", "id")
    rule = {
        "rule_name": branch,
        "enable_push": False,
        "required_approvals": 1,
        "dismiss_stale_approvals": True,
        "block_on_outdated_branch": True,
        "enable_status_check": True,
        "status_check_contexts": [f"*{REQUIRED}*"],
    }
    place = f"{repository}/branch_protections"
    renew = Request("PATCH", f"{place}/{{id}}", rule)
    yield Wish(Request("POST", place, rule), place, "rule_name", branch, renew, "rule_name")


def _gitlab(path: str, configuration: Configuration) -> Iterator[Wish]:
    project, forge = f"projects/{quote(path, safe='')}", configuration.forge
    for label in LABELS:
        body = {"name": label.name, "color": f"#{label.colour}", "description": label.meaning}
        yield _label(project, label, body, "PUT", "name")
    place = f"{project}/protected_branches"
    protected = {"name": forge.branch, "push_access_level": 0, "merge_access_level": 40, "allow_force_push": False}
    yield Wish(
        Request("POST", place, protected),
        place,
        "name",
        forge.branch,
        Request("PATCH", f"{place}/{{id}}", {"allow_force_push": False}),
        "name",
    )
    trains = {"merge_pipelines_enabled": True, "merge_trains_enabled": True, "merge_method": "merge"}
    settings = {
        "only_allow_merge_if_pipeline_succeeds": True,
        "allow_merge_on_skipped_pipeline": False,
        "remove_source_branch_after_merge": True,
        **(trains if forge.merge_queue else {"merge_method": "rebase_merge"}),
    }
    yield Wish(Request("PUT", project, settings))


def code_owners(configuration: Configuration) -> str:
    """The file that says who is asked before something changes; the last line that fits counts. Without names it asks nobody."""
    forge = configuration.forge
    editors, maintainers = " ".join(forge.editors) or "@ORGANISATION/redaktion", " ".join(forge.maintainers) or "@ORGANISATION/pflege"
    star, folder, dot = (".*", ".*", r"\.") if forge.kind is Forge.FORGEJO else ("*", "", ".")
    root = "" if forge.kind is Forge.FORGEJO else "/"
    rows = (
        (f"{star}", maintainers, bool(forge.maintainers)),
        (f"{root}content/{folder}", editors, bool(forge.editors)),
        (f"{root}citynet-kb{dot}toml", f"{editors} {maintainers}", bool(forge.editors and forge.maintainers)),
        (f"{root}{dot}github/{folder}", maintainers, bool(forge.maintainers)),
    )
    lines = (f"{'' if is_named else '# '}{path:<21} {owners}" for path, owners, is_named in rows)
    return "\n".join((*_OWNERS_HEAD, "#", *lines)) + "\n"


_OWNERS_HEAD = (
    "# Wer gefragt wird, bevor sich etwas ändert. Aus citynet-kb.toml erzeugt, [forge] editors und maintainers: citynet-kb forge setup",
    "# Beginnen alle Zeilen mit einer Raute, fragt die Forge niemanden von selbst. Die letzte passende Zeile gilt.",
    "#",
    "# Inhalte liest die Redaktion, alles andere, wer das Programm pflegt.",
)
