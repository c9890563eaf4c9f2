"""The parser of the command line in German: argparse, whose own words would be English. Whatever is wrong is said in one sentence."""

import re
from argparse import Action, ArgumentError, ArgumentParser, HelpFormatter, Namespace
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from citynet_kb.cli.output import complain
from citynet_kb.findings import nearest

MISUSE = 2
"""Exit code of a call that cannot be understood."""
_FAULTS = (
    (r"the following arguments are required: (?P<names>.*)", "Es fehlt: {names}."),
    (r"argument (?P<name>[^:]*): expected at least one argument", "Hinter »{name}« fehlt mindestens ein Wert."),
    (r"argument (?P<name>[^:]*): expected .*", "Hinter »{name}« fehlt ein Wert."),
    (r"argument (?P<name>[^:]*): ignored explicit argument .*", "»{name}« nimmt keinen Wert."),
    (r"ambiguous option: (?P<name>\S*) could match (?P<names>.*)", "»{name}« ist mehrdeutig: {names}."),
    (r"argument (?P<name>[^:]*): not allowed with argument (?P<other>.*)", "»{name}« und »{other}« schließen einander aus."),
)
"""What argparse says, and how we say it. What it may come to say in other versions is left out, never passed on in English."""


class Parser(ArgumentParser):
    """argparse's parser with German words, for the command and for its parts."""

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, formatter_class=_Formatter, **options)
        self._positionals.title, self._optionals.title = "Angaben", "Schalter"
        self.add_argument("-h", "--help", action="help", help="diese Hilfe zeigen")

    def parse_args(self, args: Sequence[str] | None = None, namespace: Any = None) -> Namespace:  # type: ignore[override]
        """As argparse's; what is left over is named by the command that was called."""
        options: Namespace
        options, unknown = self.parse_known_args(args, namespace)
        if unknown:
            parser = getattr(options, "parser", self)
            parser.error(parser.left_over(unknown))
        return options

    def left_over(self, unknown: Sequence[str]) -> str:
        """What is said of arguments that the command does not take, with the nearest option for the first of them."""
        first = unknown[0].partition("=")[0]
        if not first.startswith("-"):
            return f"»{unknown[0]}« ist hier zu viel."
        known = [name for action in self._actions for name in action.option_strings if name.startswith("--")]
        meant = nearest(first.lstrip("-"), {name: name.lstrip("-") for name in known})
        return f"Den Schalter »{first}« gibt es hier nicht.{f' Meinten Sie »{meant}«?' if meant else _listed('Es gibt', known)}"

    def _check_value(self, action: Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        known = list(map(str, action.choices))
        meant = nearest(str(value), known)
        what = f"»{value}« ist kein Wert für »{'/'.join(action.option_strings)}«" if action.option_strings else f"»{value}« ist kein Befehl"
        raise ArgumentError(None, f"{what}.{f' Meinten Sie »{meant}«?' if meant else ''}{_listed('Möglich', known)}")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where to read more; exit code MISUSE."""
        complain(f"Der Aufruf ist nicht zu verstehen: {self._in_german(message)}")
        complain(f"    Was möglich ist, zeigt: {self.prog} --help")
        raise SystemExit(MISUSE)

    def _in_german(self, message: str) -> str:
        if message.startswith(("»", "Den ")):
            return message
        for pattern, fault in _FAULTS:
            found = re.fullmatch(pattern, message, re.DOTALL)
            if found:
                return fault.format(**found.groupdict()) + self._commands(found.groupdict().get("names", ""))
        return "Eine Angabe passt nicht."

    def _commands(self, missing: str) -> str:
        """All commands, where the command itself is missing."""
        choices = [name for action in self._actions if action.metavar == missing for name in action.choices or ()]
        return _listed("Möglich", choices) if choices else ""


def _listed(word: str, names: Iterable[str]) -> str:
    return f" {word}: {', '.join(names)}."


class _Formatter(HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "Aufruf: " if prefix is None else prefix)
