"""What the preview says on a page while the content has errors."""

from collections.abc import Sequence
from dataclasses import dataclass

from citynet_kb.findings import Finding
from citynet_kb.pages.environment import environment


@dataclass(frozen=True)
class PreviewNotice:
    """Errors, those of the file behind the page first. `summary` counts all; `is_open` where the page is about one of them; `is_earlier`
    where a state without errors is shown, else what could be read."""

    summary: str
    findings: tuple[Finding, ...]
    is_open: bool
    is_earlier: bool


def preview_notice(errors: Sequence[Finding], summary: str, uri: str, is_earlier: bool) -> str:
    """HTML for a page, `uri`, to be set in before its content."""
    own = tuple(error for error in errors if error.place.path.endswith(f"/{uri}"))
    others = tuple(error for error in errors if error not in own)
    return environment().get_template("preview_notice.html.j2").render(view=PreviewNotice(summary, (*own, *others), bool(own), is_earlier))


def preview_failure(said: str) -> str:
    """HTML for a page that could not be made."""
    return environment().get_template("preview_failure.html.j2").render(view=said)
