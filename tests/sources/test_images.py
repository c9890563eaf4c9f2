"""Image files: what is kept, what is dropped, what is refused, and how long that takes."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from citynet_kb.sources.image_rules import SIZE_LIMIT, PublishedImage
from citynet_kb.sources.images import PIXELS_LIMITS, PUBLISHED_EDGE, read_image
from tests.attacks import empty_png
from tests.speed import slowness

FORMATS = {"png": "PNG", "jpg": "JPEG", "webp": "WEBP"}
TRACES = (b"Geheim", b"Exif", b"EXIF", b"XMP ", b"ICCP", b"http://ns.adobe.com", b"Kamera")


def image(width: int = 64, height: int = 40, mode: str = "RGB") -> Image.Image:
    """Stripes, so that the corners can be told apart."""
    made = Image.linear_gradient("L").resize((width, height))
    made.paste(0, (0, 0, width // 4, height // 4))
    return made.convert(mode)


def saved(kind: str, of: Image.Image | None = None, **options: object) -> bytes:
    buffer = io.BytesIO()
    (of or image()).save(buffer, FORMATS[kind], **options)
    return buffer.getvalue()


def read(kind: str, data: bytes) -> PublishedImage:
    picture, findings = read_image(f"content/faelle/musterstadt/markt.{kind}", data)
    assert findings == []
    assert picture
    return picture


def refused(kind: str, data: bytes) -> str:
    """The one rule and message of a refusal."""
    picture, findings = read_image(f"content/faelle/musterstadt/markt.{kind}", data)
    assert picture is None
    assert [finding.place.path for finding in findings] == [f"content/faelle/musterstadt/markt.{kind}"]
    assert findings[0].remedy
    return f"{findings[0].rule}: {findings[0].message}"


def with_everything(kind: str) -> bytes:
    """An image that says where it was taken, by whom and with what."""
    exif = Image.Exif()
    exif[0x010F], exif[0x013B] = "Kamera", "Geheim"
    exif.get_ifd(0x8825).update({1: "N", 2: (50.0, 52.0, 48.0), 29: "Geheim"})
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    more: dict[str, object] = {"png": {}, "jpg": {"comment": b"Geheim"}, "webp": {"xmp": b"Geheim"}}[kind]
    if kind == "png":
        notes = PngImagePlugin.PngInfo()
        notes.add_text("Author", "Geheim")
        notes.add_itxt("XML:com.adobe.xmp", "Geheim")
        more = {"pnginfo": notes}
    data = saved(kind, exif=exif, icc_profile=profile, **more)
    assert b"Geheim" in data
    return data


@pytest.mark.parametrize("kind", FORMATS)
def test_only_the_pixels_are_published(kind: str) -> None:
    """Place, author, camera, comments, XMP and profile are gone; the result is a WebP without metadata."""
    picture = read(kind, with_everything(kind))
    assert [trace for trace in TRACES if trace in picture.data] == []
    assert picture.data[:4] + picture.data[8:16] == b"RIFFWEBPVP8 "
    with Image.open(io.BytesIO(picture.data)) as published:
        assert (published.size, published.mode, dict(published.getexif())) == ((64, 40), "RGB", {})


@pytest.mark.slow
def test_metadata_do_not_even_change_the_name() -> None:
    """The same pixels give the same bytes under the same name, which says nothing of the file; again and in another process."""
    assert read("png", with_everything("png")) == read("png", saved("png"))
    picture = read("png", saved("png"))
    assert picture.path.startswith("bilder/")
    assert picture.path.removeprefix("bilder/").removesuffix(".webp").isalnum()
    code = "import sys; from citynet_kb.sources.images import read_image as r; print(r('a.png', sys.stdin.buffer.read())[0].path)"
    again = subprocess.run(
        [sys.executable, "-c", code], input=saved("png"), env={**os.environ, "PYTHONHASHSEED": "7"}, capture_output=True, check=True
    )
    assert again.stdout.decode().strip() == picture.path


def test_a_large_photo_becomes_smaller_and_stands_upright() -> None:
    """At most 1,600 pixels at the longer edge; turned as the camera noted."""
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = read("jpg", saved("jpg", image(3200, 2000), exif=exif))
    assert (picture.width, picture.height) == (1000, PUBLISHED_EDGE)
    with Image.open(io.BytesIO(picture.data)) as published:
        assert published.size == (1000, PUBLISHED_EDGE)
        assert max(published.getpixel((950, 50))) < 40, "the dark corner went from the upper left to the upper right"


def test_what_is_transparent_becomes_white() -> None:
    """Dark lines on nothing stay readable in the dark scheme."""
    for mode in ("RGBA", "LA", "P"):
        drawing = Image.new("RGBA", (64, 40), (0, 0, 0, 0)).convert(mode)
        options = {"transparency": drawing.getpixel((0, 0))} if mode == "P" else {}
        with Image.open(io.BytesIO(read("png", saved("png", drawing, **options)).data)) as published:
            assert min(published.getpixel((20, 20))) > 250, mode


def test_another_colour_space_becomes_that_of_the_web() -> None:
    """Colours look the same without the profile; a broken profile is ignored."""
    lab_like = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    for profile in (lab_like, b"kein Profil", b""):
        read("jpg", saved("jpg", icc_profile=profile))


def animated(kind: str) -> bytes:
    frames = [image(), Image.new("RGB", (64, 40), "red")]
    return saved(kind, frames[0], save_all=True, append_images=frames[1:], duration=100)


def wrong_files() -> Iterator[tuple[str, str, bytes, str]]:
    """What it is, its ending, its bytes, and what the finding says."""
    yield "empty", "png", b"", "leer"
    yield "SVG", "png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "kein Bild der Art png"
    yield "HTML", "jpg", b"<script>alert(1)</script>", "kein Bild der Art jpg"
    yield "PNG as JPEG", "jpg", saved("png"), "ihr Inhalt ist png"
    yield "GIF", "webp", b"GIF89a" + bytes(60), "kein Bild der Art webp"
    yield "moving PNG", "png", animated("png"), "bewegtes"
    yield "moving WebP", "webp", animated("webp"), "bewegtes"
    yield "CMYK", "jpg", saved("jpg", image(mode="CMYK")), "Farbmodell"
    yield "16 bits of grey", "png", saved("png", Image.new("I;16", (8, 8))), "Farbmodell"
    for kind in FORMATS:
        good = saved(kind)
        yield f"{kind} cut off", kind, good[: len(good) // 2], "unvollständig"
        yield f"{kind} with one byte less", kind, good[:-1], "unvollständig"
        yield f"{kind} and a script", kind, good + b"<script>alert(1)</script>", "weitere Daten"
        yield f"{kind} and an archive", kind, good + b"PK\x03\x04" + bytes(40), "weitere Daten"
        yield f"{kind}, first bytes only", kind, good[:16], "unvollständig"
    scan = saved("jpg", image(mode="L"), progressive=True)
    start = scan.rindex(b"\xff\xda")
    yield "JPEG of many passes", "jpg", scan[:-2] + scan[start:-2] * 30 + b"\xff\xd9", "Durchgänge"
    yield "PNG with broken pixels", "png", saved("png").replace(b"IDAT", b"IDAU"), "beschädigt"


@pytest.mark.parametrize(("kind", "data", "says"), [row[1:] for row in wrong_files()], ids=[row[0] for row in wrong_files()])
def test_what_is_no_proper_image_is_refused(kind: str, data: bytes, says: str) -> None:
    """One finding with the file, the reason and a remedy; never a traceback."""
    found = refused(kind, data)
    assert found.startswith("bild-unlesbar")
    assert says in found


@pytest.mark.slow
def test_what_is_too_large_is_refused_before_it_is_unpacked() -> None:
    """Bytes, pixels and edges."""
    assert refused("png", saved("png") + bytes(SIZE_LIMIT)).startswith("bild-zu-gross: Das Bild hat 4,0 MB")
    assert refused("png", empty_png(30_000, 30_000)).startswith("bild-zu-gross: Das Bild hat 30000 × 30000 Pixel")
    assert refused("png", empty_png(9_000, 10)).startswith("bild-zu-gross")
    lying = bytearray(saved("webp", image(mode="RGBA"), lossless=True))
    lying[21:25] = b"\xff\xff\xff\x0f"
    assert refused("webp", bytes(lying)).startswith("bild-zu-gross")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(kind=st.sampled_from(sorted(FORMATS)), place=st.floats(0, 1), bytes_there=st.binary(max_size=6), cut=st.integers(0, 6))
def test_no_damage_raises(kind: str, place: float, bytes_there: bytes, cut: int) -> None:
    """Whatever stands in a file, wherever it is damaged: a picture or one finding."""
    good = saved(kind)
    at = int(place * len(good))
    picture, findings = read_image(f"a.{kind}", good[:at] + bytes_there + good[at + cut :])
    assert (picture is None) == (len(findings) == 1)


WORST = """
import os, sys, time
from PIL import Image
from citynet_kb.sources.images import read_image

def judge(file):
    with open(file, "rb") as opened:
        data = opened.read()
    start = time.process_time()
    read_image(file, data)
    status = dict(line.split(":") for line in open("/proc/self/status"))
    print(time.process_time() - start, int(status["VmHWM"].split()[0]) / 1024, flush=True)

Image.init()
for file in sys.argv[1:]:
    process = os.fork()
    if not process:
        judge(file)
        os._exit(0)
    if os.waitpid(process, 0)[1]:
        sys.exit(f"{file} was not judged")
"""
"""Each in a process of its own, which has loaded nothing but what looks at images."""


def worst() -> Iterator[tuple[str, str, bytes]]:
    """As many pixels as are allowed, in the formats that cost most."""
    for mode in ("P", "RGBA", "LA"):
        yield f"PNG {mode}", "png", saved("png", image(4_096, PIXELS_LIMITS["png"] // 4_096, mode), compress_level=9)
    photo = image(4_096, PIXELS_LIMITS["jpg"] // 4_096)
    yield "progressive JPEG", "jpg", saved("jpg", photo, progressive=True, subsampling=0, quality=90)
    small = image(3_000, PIXELS_LIMITS["webp"] // 3_000, "RGBA")
    yield "WebP", "webp", saved("webp", small, quality=40, method=0)
    yield "lossless WebP", "webp", saved("webp", small, lossless=True, method=0)
    yield "bomb", "png", empty_png(30_000, 30_000)
    scan = saved("jpg", image(2_048, 1_024, "L"), progressive=True)
    yield "many passes", "jpg", scan[:-2] + scan[scan.rindex(b"\xff\xda") : -2] * 3_000 + b"\xff\xd9"


@pytest.mark.slow
def test_the_worst_image_takes_two_seconds_and_200_mb(tmp_path: Path) -> None:
    """Measured in a process of its own; a slower machine has as much longer."""
    files = []
    for name, kind, data in worst():
        assert len(data) < SIZE_LIMIT or name == "many passes", name
        files.append(tmp_path / f"{name}.{kind}")
        files[-1].write_bytes(data)
    before = slowness()
    done = subprocess.run([sys.executable, "-c", WORST, *files], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    longest = 2 * max(1, before, slowness())
    spent = {file.name: tuple(map(float, line.split())) for file, line in zip(files, done.stdout.splitlines(), strict=True)}
    assert {name: (seconds, megabytes) for name, (seconds, megabytes) in spent.items() if seconds > longest or megabytes > 200} == {}
