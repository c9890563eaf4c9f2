"""argparse in German. It takes its words from gettext; this is the catalogue, in force while a call is read.

A catalogue on disk would depend on the language that the system is set to; our commands speak German everywhere.
"""

import argparse
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

CATALOGUE: Mapping[str, str] = MappingProxyType(
    {
        "usage: ": "Aufruf: ",
        "positional arguments": "Angaben",
        "options": "Schalter",
        "show this help message and exit": "diese Hilfe zeigen",
        "show program's version number and exit": "die Fassung nennen",
        "argument %(argument_name)s: %(message)s": "Hinter »%(argument_name)s« %(message)s",
        "expected one argument": "fehlt ein Wert.",
        "expected at most one argument": "steht mehr als ein Wert.",
        "expected at least one argument": "fehlt mindestens ein Wert.",
        "expected %s argument": "steht nicht genau %s Wert.",
        "expected %s arguments": "stehen nicht genau %s Werte.",
        "ignored explicit argument %r": "steht %r, dort gehört kein Wert hin.",
        "not allowed with argument %s": "darf nicht zugleich %s stehen.",
        "invalid %(type)s value: %(value)r": "steht %(value)r, das passt dort nicht.",
        "can't open '%(filename)s': %(error)s": "steht »%(filename)s«, das lässt sich nicht öffnen: %(error)s.",
        "the following arguments are required: %s": "Es fehlt: %s.",
        "one of the arguments %s is required": "Es fehlt eine dieser Angaben: %s.",
        "ambiguous option: %(option)s could match %(matches)s": "»%(option)s« ist mehrdeutig: %(matches)s.",
        "option '%(option)s' is deprecated": "Den Schalter »%(option)s« wird es nicht mehr lange geben.",
        "argument '%(argument_name)s' is deprecated": "Die Angabe »%(argument_name)s« wird es nicht mehr lange geben.",
        "command '%(parser_name)s' is deprecated": "Den Befehl »%(parser_name)s« wird es nicht mehr lange geben.",
        "%(prog)s: warning: %(message)s\n": "%(prog)s: %(message)s\n",
        "subcommands": "Befehle",
        "%(heading)s:": "%(heading)s:",
        " (default: %(default)s)": " (sonst %(default)s)",
    }
)
"""What argparse says to the person who calls, in all versions of Python that we support, and how we say it.

What it says to programmers is left out, and so is what `Parser` words itself.
"""


@contextmanager
def argparse_in_german() -> Iterator[None]:
    """Let argparse translate by the catalogue; afterwards as before. It takes words when a parser is made and when it reads a call."""
    names = {"_": _translated, "ngettext": _counted}
    before = {name: getattr(argparse, name) for name in names}
    try:
        for name, function in names.items():
            setattr(argparse, name, function)
        yield
    finally:
        for name, function in before.items():
            setattr(argparse, name, function)


def _translated(message: str) -> str:
    return CATALOGUE.get(message, message)


def _counted(one: str, many: str, count: int) -> str:
    return _translated(one if count == 1 else many)
