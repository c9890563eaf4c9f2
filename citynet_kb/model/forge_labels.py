"""The labels of the forge: what they are called, look like and mean, and which of them a proposal gets by the paths that it changes."""

from dataclasses import dataclass

from citynet_kb.model import addresses

ADDED = ("added",)


@dataclass(frozen=True)
class ForgeLabel:
    """`colour` in six hexadecimal digits. `paths` = pattern at the beginning of a path, empty where people or tools set the label.

    `status` = what must have happened to the file, in the forge's word; empty: anything.
    """

    name: str
    colour: str
    meaning: str
    paths: str = ""
    status: tuple[str, ...] = ()


LABELS = (
    ForgeLabel("fall", "0e6e78", "Ein Bericht, mit dem Formular eingereicht."),
    ForgeLabel("korrektur", "8a5a00", "Etwas stimmt nicht, oder es gibt Neues zu einem Fall."),
    ForgeLabel("fall-aufnehmen", "2f6f3e", "Von der Redaktion gelesen: bitte einen Vorschlag daraus machen."),
    ForgeLabel("nachfrage-faellig", "6a4c93", "Fälle, bei denen nachzufragen ist."),
    ForgeLabel("quelle-weg", "8a5a00", "Quellen, deren Adresse nicht mehr zu finden ist."),
    ForgeLabel("neuer-fall", "0e6e78", "Der Vorschlag bringt einen Fall.", f"{addresses.CASE_FILES}/", ADDED),
    ForgeLabel("geaenderter-fall", "8a5a00", "Der Vorschlag ändert einen Fall oder nimmt ihn heraus.", f"{addresses.CASE_FILES}/"),
    ForgeLabel("verzeichnis", "4a5568", "Der Vorschlag betrifft Maßnahmen, Themen, Städte, Treffen oder Seiten.", f"{addresses.CONTENT}/"),
    ForgeLabel("programm", "9b2c2c", "Der Vorschlag ändert mehr als Inhalte: Wer das Programm pflegt, liest ihn.", "."),
)
"""For a path the first that fits counts, so the narrower stand first; `programm` is for all the rest."""
