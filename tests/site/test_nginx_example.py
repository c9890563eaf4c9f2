"""The example for nginx, as far as it can be held without nginx: what it compresses, what it calls unchanging, what it says of CSV."""

import re
from hashlib import sha256

import pytest

from tests.site.building import ROOT, Built

CONFIGURATION = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
UNCHANGING = [re.compile(pattern) for pattern in re.findall(r'"~(\S+)" "public, max-age=31536000, immutable";', CONFIGURATION)]
TYPES = {
    "css": "text/css",
    "csv": "text/csv",
    "ics": "text/calendar",
    "js": "application/javascript",
    "json": "application/json",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "xml": "text/xml",
}
"""How nginx calls files that are text and not yet compressed."""


def directive(name: str) -> list[str]:
    """The words of a directive."""
    found = re.search(rf"^\s*{name} (.*?);", CONFIGURATION, re.MULTILINE)
    assert found, name
    return found.group(1).split()


def is_unchanging(address: str) -> bool:
    return any(pattern.search(address) for pattern in UNCHANGING)


def addresses(built: Built) -> list[str]:
    """Of all files of a site."""
    return [f"/{file.relative_to(built.site).as_posix()}" for file in sorted(built.site.rglob("*")) if file.is_file()]


def test_every_text_is_compressed(land: Built) -> None:
    """Style, script, data, tables and drawings; HTML always is."""
    endings = {address.rpartition(".")[2] for address in addresses(land)} & set(TYPES)
    assert {"css", "csv", "js", "json", "svg"} <= endings
    assert directive("gzip") == ["on"]
    assert {TYPES[ending] for ending in endings} <= set(directive("gzip_types"))


def test_a_table_has_its_type_and_charset() -> None:
    """CSV opens as text in UTF-8; nginx knows no type for it."""
    assert re.search(r"location ~ \\\.csv\$ \{\s*types \{ text/csv csv; \}\s*\}", CONFIGURATION)
    assert directive("charset") == ["utf-8"]
    assert "text/csv" in directive("charset_types")


def test_what_is_called_unchanging_bears_a_hash(land: Built) -> None:
    """Pictures of cases and the files of Material alone; pages, data and our own scripts are asked for again."""
    kept = [address for address in addresses(land) if is_unchanging(address)]
    assert {address.split("/")[1] for address in kept} == {"assets", "bilder"}
    assert [address for address in kept if not re.search(r"[0-9a-f]{8,}", address.rpartition("/")[2])] == []
    assert 'default "no-cache";' in CONFIGURATION


def test_a_picture_is_named_after_its_bytes(land: Built) -> None:
    """Another picture has another name, so its address may be kept for good."""
    pictures = [address for address in addresses(land) if address.startswith("/bilder/")]
    assert pictures
    for address in pictures:
        assert is_unchanging(address)
        name = address.rpartition("/")[2].partition(".")[0]
        assert sha256((land.site / address[1:]).read_bytes()).hexdigest().startswith(name)


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/index.html",
        "/faelle/neudorf-0123456789abcdef/index.html",
        "/assets/js/finder.js",
        "/assets/css/citynet.css",
        "/search/suche.json",
        "/bilder/wappen.webp",
        "/ueberblicke/land/x-00000000-74f20629/index.html",
    ],
)
def test_what_may_change_is_asked_for_again(address: str) -> None:
    """No name without a hash, and no page whatever its name."""
    assert not is_unchanging(address)


def test_a_folder_without_a_page_is_not_there() -> None:
    """404 and our page, not 403."""
    assert re.search(r"error_page 403 =404 /404\.html;", CONFIGURATION)
    assert re.search(r"error_page 404 /404\.html;", CONFIGURATION)


def test_no_log_names_readers() -> None:
    """Neither who read a page nor who asked for one that is missing."""
    assert directive("access_log") == ["off"]
    assert directive("error_log")[1] == "crit"
