"""The parser of the command line: argparse, with the nearest option or command where one is not known. A fault is one sentence."""

from argparse import PARSER, Action, ArgumentError, ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NoReturn

from citynet_kb.cli.output import complain
from citynet_kb.findings import nearest

MISUSE = 2
"""Exit code of a call that cannot be understood."""


class Parser(ArgumentParser):
    """argparse's parser, for the command and for its parts. Its words come from `argparse_words`."""

    _more: "Callable[[Parser], None] | None" = None

    def add_when_called(self, more: "Callable[[Parser], None]") -> None:
        """Options that are costly to make are added when the command is called."""
        self._more = more

    def parse_known_args(self, args: Sequence[str] | None = None, namespace: Any = None) -> Any:  # type: ignore[override]
        """As argparse's, with the options that were left for later."""
        more, self._more = self._more, None
        if more:
            more(self)
        return super().parse_known_args(args, namespace)

    def parse_args(self, args: Sequence[str] | None = None, namespace: Any = None) -> Namespace:  # type: ignore[override]
        """As argparse's; a missing command is named with all there are, and what is left over by the command that was called."""
        options: Namespace
        options, unknown = self.parse_known_args(args, namespace)
        called: Parser | None = getattr(options, "parser", None)
        if called is None:
            self.error(f"Es fehlt: BEFEHL.{_listed('Möglich', self._commands())}")
        if unknown:
            called.error(called._left_over(unknown))
        return options

    def _commands(self) -> list[str]:
        return [name for action in self._actions if action.nargs == PARSER for name in action.choices or ()]

    def _left_over(self, unknown: Sequence[str]) -> str:
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
        name = "/".join(action.option_strings) or action.metavar
        what = f"»{value}« ist kein Befehl" if action.nargs == PARSER else f"»{value}« ist kein Wert für »{name}«"
        raise ArgumentError(None, f"{what}.{f' Meinten Sie »{meant}«?' if meant else ''}{_listed('Möglich', known)}")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where to read more; exit code MISUSE."""
        complain(f"Der Aufruf ist nicht zu verstehen: {message}")
        complain(f"    Was möglich ist, zeigt: {self.prog} --help")
        raise SystemExit(MISUSE)


def _listed(word: str, names: Iterable[str]) -> str:
    return f" {word}: {', '.join(names)}."


Add = Callable[[str, Callable[[Namespace], int], str], Parser]
"""Adds a command: name, function, help."""
