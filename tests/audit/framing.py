"""Ten thousand files in odd frames."""

from collections.abc import Iterator

from tests.attacks.framing import disagreements
from tests.audit import Row, Setting, none_of

FILES = 10_000


def framings(setting: Setting) -> Iterator[Row]:
    """What our reader read, and what the built page shows."""
    taken, found = disagreements(setting.folder, FILES)
    yield Row(f"odd frames: read of {FILES}, the others refused", str(taken), "> 500", taken > 500)
    yield none_of("odd frames: pages that show anything else than was read", found, taken)
