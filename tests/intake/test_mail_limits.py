"""Mails made to cost much: each gets its verdict in little time, and none ends in an error of the program."""

import pytest
from test_mail import HEAD

from citynet_kb.intake import take_in
from tests.intake.incoming import SETTING, rules_of, taken
from tests.speed import in_time

LIMIT = 2.0
"""Seconds of the processor; most need a tenth of it."""
_MIB = 1_000_000
_HTML = "Content-Type: text/html\n\n"
_PLAIN = "\nContent-Type: text/plain\n\n"
COSTLY = {
    "one line": ("a.txt", f"{HEAD}\n{'a' * _MIB}"),
    "half an attribution": ("a.txt", f"{HEAD}\nx\n" + ("Am 3. Mai 2023 um 14:49 Uhr " + "x " * 40 + "\n") * 9000),
    "heads of mails": ("a.txt", f"{HEAD}\nx\n" + "Von: a\nAn: b\n" * 4900),
    "labels": ("a.txt", "Stadt: Gera\nErgebnis: offen\n" * 4900),
    "greetings": ("a.txt", f"{HEAD}\n" + ("liebe " * 160 + "\n") * 1000),
    "underscores": ("a.txt", f"{HEAD}\n" + ("_" * 100 + "\n") * 9000),
    "detours": ("a.txt", f"{HEAD}\n" + "https://a.safelinks.protection.outlook.com/?url=https%3A%2F%2Fx.de " * 9000),
    "prose": ("a.txt", "Hallo, wir haben in Musterstadt seit Mai 2023 einen Feierabendmarkt. " * 14_000),
    "nested parts": ("a.eml", "".join(f'Content-Type: multipart/mixed; boundary="b{i}"\n\n--b{i}\n' for i in range(190)) + HEAD),
    "nested mails": ("a.eml", "Content-Type: message/rfc822\n\n" * 5000 + HEAD),
    "open comments": ("a.eml", _HTML + "<!--" * 250_000),
    "open tags": ("a.eml", _HTML + "<a " * 330_000),
    "nested tags": ("a.eml", _HTML + "<div>" * 100_000),
    "nested links": ("a.eml", _HTML + "<a href=https://x.de>x" * 45_000),
    "cells": ("a.eml", _HTML + "<td>x<tr>" * 110_000),
    "parameters": ("a.eml", "Content-Type: text/plain; " + "a=b; " * 200_000 + f"\n\n{HEAD}"),
    "brackets": ("a.eml", f"From: {'(' * 19_000}{_PLAIN}{HEAD}"),
    "addressees": ("a.eml", f"To: {'a@b.de, ' * 2400}{_PLAIN}{HEAD}"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", COSTLY)
def test_a_verdict_comes_in_time(name: str) -> None:
    """Whatever it is."""
    path, text = COSTLY[name]
    plan = in_time(LIMIT, lambda: take_in(path, text.encode(), SETTING))
    assert plan.findings or plan.files


@pytest.mark.parametrize(
    ("path", "text", "rule"),
    [
        ("a.txt", f"{HEAD}\nEin Text.\n\n" * 201, "zu-viele-faelle"),
        ("a.eml", "Content-Type: text/plain\n\n" + "\n--x" * 201, "mail-unlesbar"),
        ("a.eml", f"Subject: {'x' * 20_001}{_PLAIN}{HEAD}", "mail-unlesbar"),
    ],
)
def test_what_is_too_much_is_refused_in_one_finding(path: str, text: str, rule: str) -> None:
    """With a number."""
    assert rules_of(taken(path, text)) == [(rule, 1)]


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("a.txt", f"{HEAD}\n" + "Wort " * 20_000, "Der Fall hat 97 KB, erlaubt sind 64 KB."),
        ("a.txt", f"{HEAD}\n" + "Wort " * 220_000, "Die Datei oder ein Teil von ihr hat 1,1 MB, erlaubt sind 1 MB."),
        (
            "a.eml",
            f"Subject: Fall{_PLAIN}{HEAD}\n" + "Wort " * 2_200_000,
            "Die Datei oder ein Teil von ihr hat 10,5 MB, erlaubt sind 10 MB.",
        ),
    ],
)
def test_what_is_too_large_is_said_with_its_own_measure(path: str, text: str, said: str) -> None:
    """The case, the text, or the mail."""
    assert said in next(finding.message for finding in taken(path, text).findings if "zu-gross" in finding.rule)
