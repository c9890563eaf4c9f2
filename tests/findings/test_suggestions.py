"""What was most likely meant."""

import pytest

from citynet_kb.findings import describe, nearest
from citynet_kb.model import FailureReason, Outcome
from citynet_kb.model.slugs import plain_slug

REASONS = {reason.value: reason.label for reason in FailureReason}
OUTCOMES = {outcome.value: outcome.label for outcome in Outcome}
TOWNS = {"gera": "Gera", "bad-langensalza": "Bad Langensalza", "muehlhausen": "Mühlhausen/Thüringen", "giessen": "Gießen"}
MEANT = (
    ("Eingestellt", OUTCOMES, "eingestellt"),
    ("Nicht zustande gekommen", OUTCOMES, "nicht-zustande"),
    ("eingestelt", OUTCOMES, "eingestellt"),
    ("zu-wenig-nachfrage", REASONS, "nachfrage/zu-wenig-nachfrage"),
    ("Zu wenig Nachfrage", REASONS, "nachfrage/zu-wenig-nachfrage"),
    ("Bad Langensalza", TOWNS, "bad-langensalza"),
    ("bad langensalsa", TOWNS, "bad-langensalza"),
    ("Mühlhausen", TOWNS, "muehlhausen"),
    ("GIESSEN", TOWNS, "giessen"),
    ("Gießen", TOWNS, "giessen"),
    ("gehra", TOWNS, "gera"),
    ("xy", TOWNS, None),
    ("", TOWNS, None),
    ("end", {"failure_reasons": "Gründe", "city": "Stadt"}, None),
    ("b", ["a", "b"], "b"),
)


@pytest.mark.parametrize(("value", "known", "meant"), MEANT)
def test_the_nearest_value_is_found(value: str, known: dict[str, str], meant: str | None) -> None:
    """By id, label, last part, beginning or similarity; None where nothing is near."""
    assert nearest(value, known) == meant


@pytest.mark.parametrize(
    ("text", "slug"), [("Märkte & Straßen 2024", "maerkte-strassen-2024"), ("ÄÖÜ", "aeoeue"), ("--a--", "a"), ("日本", "")]
)
def test_a_slug_is_plain(text: str, slug: str) -> None:
    """ä→ae, ß→ss, everything else a single hyphen."""
    assert plain_slug(text) == slug


def test_a_rule_without_examples_is_refused() -> None:
    """A docstring that lacks its examples shows when the rules are listed, not to a reader."""

    def rule() -> None:
        """Es gilt etwas."""

    with pytest.raises(ValueError, match="Falsch"):
        describe(rule)
