"""Image files: bytes in, a re-encoded picture or one finding out. The file itself is never published.

Metadata (place, camera, comments) is dropped, since only the pixels are copied.
Pillow opens a file last, when its structure and size are known to be harmless.
"""

import io
import warnings
from collections.abc import Mapping
from types import MappingProxyType

from PIL import Image, ImageCms, ImageOps
from PIL.Image import open as decode  # of bytes; no file is opened here

from citynet_kb.findings import Finding, Place
from citynet_kb.sources.image_outline import NoImageError, outline
from citynet_kb.sources.image_rules import SIZE_LIMIT, PublishedImage, bild_unlesbar, bild_zu_gross

PIXELS_LIMITS: Mapping[str, int] = MappingProxyType({"jpg": 12_200_000, "png": 12_200_000, "webp": 5_000_000})
"""Pixels of an image: what phones take by default (4,032 × 3,024); less for WebP, whose decoder holds an image four times. More would not
unpack within the 200 MB that a check may use for a file."""
EDGE_LIMIT = 8_000
"""Pixels of the longer edge."""
PUBLISHED_EDGE = 1_600
"""Pixels of the longer edge of a published picture: twice the text column."""
_FORMATS: Mapping[str, str] = MappingProxyType({"webp": "WEBP", "jpg": "JPEG", "png": "PNG"})
_MODES = frozenset({"1", "L", "LA", "P", "PA", "RGB", "RGBA"})
_QUALITY, _METHOD = 80, 4


def read_image(path: str, data: bytes) -> tuple[PublishedImage | None, list[Finding]]:
    """The picture made from a file, or the finding why there is none. `path` names the file in findings. Never raises for what it holds."""
    kind, place = path.rpartition(".")[2], Place(path)
    if len(data) > SIZE_LIMIT:
        return None, [bild_zu_gross(place, f"{len(data) / 1024**2:.1f} MB".replace(".", ","))]
    try:
        size = outline(kind, data)
        if size.width * size.height > PIXELS_LIMITS[kind] or max(size.width, size.height) > EDGE_LIMIT:
            return None, [bild_zu_gross(place, f"{size.width} × {size.height} Pixel")]
        if not size.width or not size.height:
            raise NoImageError("das Bild hat keine Fläche")
        return _re_encoded(kind, data, (size.width, size.height)), []
    except NoImageError as problem:
        return None, [bild_unlesbar(place, str(problem))]
    except Exception:  # decoders raise errors of any kind, and every file must end in a picture or a finding
        return None, [bild_unlesbar(place, "sie ist beschädigt")]


def _re_encoded(kind: str, data: bytes, size: tuple[int, int]) -> PublishedImage:
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        warnings.simplefilter("ignore", UserWarning)
        with decode(io.BytesIO(data), formats=[_FORMATS[kind]]) as image:
            if image.size != size:
                raise NoImageError("sie ist beschädigt")
            if image.mode not in _MODES:
                raise NoImageError(f"ihr Farbmodell ({image.mode}) ist eines für Druckereien oder Messgeräte")
            if kind == "jpg":
                image.draft(image.mode, (PUBLISHED_EDGE, PUBLISHED_EDGE))  # unpacks a large photo at half its size or less
            profile = image.info.get("icc_profile")
            return _written(_as_srgb(_upright(_small(image)), profile))


def _small(image: Image.Image) -> Image.Image:
    """The image in red, green and blue, on white where it is transparent, no longer than published."""
    if image.mode in ("1", "P", "PA"):
        image = image.convert("RGBA")
    image.thumbnail((PUBLISHED_EDGE, PUBLISHED_EDGE), Image.Resampling.LANCZOS)
    return image


def _upright(image: Image.Image) -> Image.Image:
    """Turned as the camera noted, before that note is dropped. An unreadable note is ignored."""
    try:
        return ImageOps.exif_transpose(image)
    except Exception:
        return image


def _as_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Opaque, in sRGB. A colour profile that is unreadable or for other colours is ignored."""
    opaque = image.convert("RGB")
    if "A" in image.mode or "transparency" in image.info:
        layer = image.convert("RGBA")
        opaque = Image.new("RGB", layer.size, "white")
        opaque.paste(layer, mask=layer.getchannel("A"))
    if not profile:
        return opaque
    try:
        source, target = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(opaque, source, target) or opaque
    except Exception:
        return opaque


def _written(image: Image.Image) -> PublishedImage:
    """The same bytes for the same pixels: all settings are given, and metadata is left out."""
    pixels, buffer = Image.frombytes("RGB", image.size, image.tobytes()), io.BytesIO()
    pixels.save(buffer, "WEBP", quality=_QUALITY, method=_METHOD, lossless=False, exact=False)
    return PublishedImage(buffer.getvalue(), *pixels.size)
