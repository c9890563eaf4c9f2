"""Published pictures and the rules about image files. Loads no image library, so it is cheap to import."""

from dataclasses import dataclass
from hashlib import sha256

from citynet_kb.findings import Place, Problem, rule
from citynet_kb.model import addresses

SIZE_LIMIT = 4 * 1024 * 1024
"""Bytes an image file may have."""
ENDINGS = ("webp", "jpg", "png")


@dataclass(frozen=True)
class PublishedImage:
    """A picture as published: WebP without metadata, width and height in pixels, and the name that its bytes give it."""

    data: bytes
    width: int
    height: int

    @property
    def path(self) -> str:
        """Where it is published, relative to the site."""
        return addresses.picture(sha256(self.data).hexdigest()[:32])


@rule()
def bild_zu_gross(place: Place, found: str) -> Problem:
    """Ein Bild hat höchstens 4 MB, 12,2 Megapixel (als WebP 5) und 8.000 Pixel an der längeren Seite.

    Falsch: ein Foto mit 48 Megapixeln, 11 MB
    Richtig: dasselbe Foto, auf 2.000 Pixel Breite verkleinert
    """
    remedy = "Verkleinern Sie das Bild in einem Bildprogramm auf 2.000 Pixel Breite, und speichern Sie es neu."
    message = f"Das Bild hat {found}; erlaubt sind 4 MB, 12,2 Megapixel (als WebP 5) und 8.000 Pixel an der längeren Seite."
    return Problem(place, message, remedy)


@rule()
def bild_unlesbar(place: Place, reason: str) -> Problem:
    """Eine Bilddatei enthält genau ein unbewegtes, vollständiges Bild der Art, die ihre Endung nennt.

    Falsch: markt.jpg, in Wahrheit ein PNG; eine abgebrochene Datei; ein bewegtes Bild
    Richtig: markt.jpg, aus einem Bildprogramm als JPEG gespeichert
    """
    remedy = "Öffnen Sie das Bild in einem Bildprogramm, und speichern Sie es neu, als JPEG (.jpg), PNG (.png) oder WebP (.webp)."
    return Problem(place, f"Diese Bilddatei lässt sich nicht verwenden: {reason}.", remedy)
