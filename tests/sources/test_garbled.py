"""Letters broken by a wrong encoding are found; letters of other languages are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citynet_kb.sources import read
from citynet_kb.sources.garbled import first_garbled

HEAD = "---\ntitle: Ein Titel\n---\n"


@pytest.mark.parametrize("text", ["Für", "Ärger", "Öffnung", "Übung", "Größe – viel", "»so«", "„so“", "70 €", "Café", "er’s"])
@pytest.mark.parametrize("wrong", ["cp1252", "latin-1"])
def test_german_text_read_with_a_wrong_encoding_is_found(text: str, wrong: str) -> None:
    """As Windows and browsers show UTF-8 that they take for something else."""
    try:
        broken = f"Ein {text} hier".encode().decode(wrong)
    except UnicodeDecodeError:
        broken = f"Ein {text} hier".encode().decode(wrong, "replace")
    assert first_garbled(broken) is not None, broken


@pytest.mark.parametrize("wrong", ["cp850", "cp437", "mac_roman"])
@pytest.mark.parametrize("text", ["für", "schön", "Ärger", "Größe", "Café"])
def test_letters_of_dos_and_old_macs_are_found(text: str, wrong: str) -> None:
    """Also as a console or an old program shows them."""
    assert first_garbled(f"Ein {text} hier".encode().decode(wrong)) is not None


@pytest.mark.parametrize(
    "text",
    [
        *("São Paulo", "SÃO PAULO", "Îles", "château", "À la carte", "Ålesund", "Âge", "Ângela", "pâté", "10 € – 20 €"),
        *("√2", "3√x", "√(a)", "├── content", "‚so‘"),
    ],
)
def test_whole_letters_are_left_alone(text: str) -> None:
    """Portuguese, French, Danish."""
    assert first_garbled(text) is None


@given(st.text(st.sampled_from("abcÄÖÜäöüß §€–„“»«1 .\n")))
def test_german_is_never_taken_for_broken(text: str) -> None:
    """Whatever it is made of."""
    assert first_garbled(text) is None


@pytest.mark.parametrize(("body", "place"), [("Gut.\nFÃ¼r uns.", (5, 1)), ("Ein H\ufffdndler", (4, 5))])
def test_a_file_with_broken_letters_is_refused_at_the_first(body: str, place: tuple[int, int]) -> None:
    """With the word and what to do."""
    document, (finding,) = read("a.md", f"{HEAD}{body}".encode())
    assert document is None
    assert (finding.rule, (finding.place.line, finding.place.column)) == ("zeichensalat", place)
    assert "UTF-8" in finding.remedy
