"""What a Word document says about the look of a text: hidden, struck out, an entry of a list. By itself or by styles."""

from types import MappingProxyType
from xml.etree.ElementTree import Element

from citynet_kb.intake.reading.word_package import child, local, value

HIDDEN, STRUCK, UNSEEN = "verborgener Text", "durchgestrichener Text", "unsichtbar geschrieben"
"""What is set aside within an answer, in words for people."""
OFF = ("0", "false", "off")
"""How a mark says that it does not hold."""
_WHITE = ("ffffff", "fffffe")
_TINIEST = 4
"""Half points: two points, as nobody reads."""
_SYMBOLS = MappingProxyType(
    {
        **{0xF0FE: "☒", 0xF0FD: "☒", 0xF078: "☒", 0xF052: "☑", 0xF053: "☒", 0xF0A8: "☐", 0xF06F: "☐", 0xF071: "☐", 0xF0A3: "☐"},
        **{0xF0FC: "✓", 0xF050: "✓", 0xF0FB: "✗", 0xF04F: "✗", 0xF0B7: "•", 0xF0A7: "▪", 0xF06E: "■", 0xF0D8: "➢"},
        **{0xF0E0: "→", 0xF0E8: "→", 0xF0DF: "←", 0xF0E1: "↑", 0xF0E2: "↓", 0xF04A: "☺", 0xF04B: "😐", 0xF04C: "☹"},
    }
)
"""Signs of Wingdings and its like that people insert, by their code."""


class TextMarks:
    """The styles of a document, and what they and a run's own marks say."""

    def __init__(self, styles: Element | None) -> None:
        self._styles = {value(style, "styleId"): style for style in styles if local(style) == "style"} if styles is not None else {}
        self._known: dict[tuple[str, tuple[str, ...]], bool] = {}

    def kind_of(self, run: Element, style: str) -> str:
        """Whether a run is hidden or struck out, by itself or by its style; else empty."""
        properties = child(run, "rPr")
        own = child(properties, "rStyle")
        for names, kind in ((("vanish",), HIDDEN), (("strike", "dstrike"), STRUCK)):
            stated = [mark for mark in properties if local(mark) in names] if properties is not None else []
            if any(is_stated(mark) for mark in stated):
                return kind
            inherited = (value(own) if own is not None else "", style)
            if not stated and any(self._has(name, ("rPr",), names) for name in inherited):
                return kind
        return UNSEEN if properties is not None and _is_unseen(properties) else ""

    def is_entry(self, properties: Element | None, style: str) -> bool:
        """Whether a paragraph is an entry of a list."""
        number = child(properties, "numPr", "numId")
        if number is not None:
            return value(number) != "0"
        return child(properties, "numPr") is not None or self._has(style, ("pPr",), ("numPr",))

    def _has(self, style: str, way: tuple[str, ...], names: tuple[str, ...]) -> bool:
        """Whether a style or one that it is based on has such a mark. Once known it is known of all in between."""
        seen: dict[str, None] = {}
        has = False
        while style in self._styles and style not in seen:
            if (style, names) in self._known:
                has = self._known[style, names]
                break
            seen[style] = None
            mark = next((mark for name in names if (mark := child(self._styles[style], *way, name)) is not None), None)
            if mark is not None:
                has = is_stated(mark)
                break
            based = child(self._styles[style], "basedOn")
            style = value(based) if based is not None else ""
        self._known.update(((one, names), has) for one in seen)
        return has


def is_stated(mark: Element | None) -> bool:
    """Whether a mark is there and on."""
    return mark is not None and value(mark).casefold() not in OFF


def _is_unseen(properties: Element) -> bool:
    """Written in white on no colour, or too small to be seen."""
    color, size = child(properties, "color"), child(properties, "sz")
    if size is not None and value(size).isdigit() and int(value(size)) <= _TINIEST:
        return True
    is_white = color is not None and value(color).casefold() in _WHITE
    return is_white and child(properties, "shd") is None and child(properties, "highlight") is None


def symbol(part: Element) -> tuple[str, str]:
    """The sign that `w:sym` shows, and its name where that is not known: fonts of symbols have codes of their own."""
    try:
        code = int(value(part, "char"), 16)
    except ValueError:
        return "", ""
    if 0xE000 <= code <= 0xF8FF:
        sign = _SYMBOLS.get(code, "")
        return sign, "" if sign else f"{value(part, 'font')} {value(part, 'char')}".strip()
    return (chr(code), "") if 0x20 <= code < 0x11_0000 and not 0xD800 <= code < 0xE000 else ("", "")


def form_field(field: Element) -> str:
    """What an older form field shows: the choice of a list, or whether its box is ticked."""
    if local(field) == "checkBox":
        stated = child(field, "checked")
        ticked = stated if stated is not None else child(field, "default")
        return "☒" if is_stated(ticked) else "☐"
    entries = [value(entry) for entry in field if local(entry) == "listEntry"]
    result = child(field, "result")
    if result is None:
        result = child(field, "default")
    number = int(value(result)) if result is not None and value(result).isdigit() else 0
    return entries[number] if number < len(entries) else ""
