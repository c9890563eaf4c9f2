"""The form writes what the reader reads, and judges as the check does."""

import json
import random
import unicodedata
from typing import Any

import pytest

from citynet_kb.checks.form_pairs import form_pairs
from citynet_kb.findings import Severity
from citynet_kb.knowledge_base import Content, load
from citynet_kb.model import BODY_SECTIONS, CaseStudy
from citynet_kb.schema import bind
from citynet_kb.schema.form_rules import form_fields, value_rules
from citynet_kb.sources import canonical, read
from tests.browser.conftest import Visiting
from tests.browser.form import ask, checked, opened
from tests.fixtures import FIXTURES
from tests.site.building import ROOT, TODAY

OBJECTS, BATCH, MUTATED = 10_000, 1_000, 1_500
FIELDS = form_fields(CaseStudy)
NASTY = (
    *(
        "no",
        "07545",
        "1:30",
        "#",
        "null",
        "~",
        "'",
        '"',
        "\\",
        "{a}",
        "[x]",
        "&a",
        "*a",
        "!!x",
        "%",
        "@",
        "`",
        ">",
        "|",
        "- x",
        "a: b",
        " x",
        "x ",
    ),
    *("Müßiggang", "»Süd«", "Ǆ", "🎪", "👩👧", "1½", "€²", "…", "---", "...", "1.200,50", "=", "</script>", "{{kb:0}}", "\t"),
    *("- x", "a: b", " x", "x ", "e\u0301", "A\u030a", "\u00a0x", "x\u00a0", "\U0001f1e9\U0001f1ea", "\u1e9b\u0323", "☃\ufe0f"),
)
"""Texts that some reader somewhere takes for something else. Each can be typed into a line."""


def text(chance: random.Random, least: int, most: int) -> str:
    words = [chance.choice(NASTY) if chance.random() < 0.5 else chance.choice(("Markt", "Gera", "lief", "und", "12")) for _ in range(8)]
    made = " ".join(words)[:most]
    return made if len(made) >= least and made.strip() else f"{made}{'x' * least}"


def scalar(chance: random.Random, field: dict[str, Any]) -> str:
    """A value that the field allows."""
    if "terms" in field:
        return str(chance.choice(field["terms"]))
    made = {
        "kennung": lambda: chance.choice(("gera", "a", "x-1", "bad-koestritz", "07545", "no", "null")),
        "fallkennung": lambda: chance.choice(("gera/markt", "0/1")),
        "datum": lambda: chance.choice(("2024", "0001", "2024-02", "2024-02-29", "1999-12-31")),
        "tag": lambda: chance.choice(("2024-02-29", "1999-12-31")),
        "adresse": lambda: chance.choice(
            ("https://example.org/", "HTTP://a.de:80/x?y=1#ä", "https://[2001:db8::1]/", "https://mühle.de/ß")
        ),
        "mailadresse": lambda: chance.choice(("stadt@example.org", "a+b@c-d.example")),
        "ganzzahl": lambda: str(chance.choice((0, 7, 1200, 999_999_999_999))),
    }.get(field.get("kind", ""))
    return made() if made else text(chance, field.get("min", 1), min(field.get("max", 80), 80))


def values(chance: random.Random, fields: list[dict[str, Any]], share: float) -> dict[str, Any]:
    """Random values of a group of fields, lists in any order."""
    found: dict[str, Any] = {}
    for field in fields:
        if not field.get("required") and chance.random() > share:
            continue
        if field.get("many"):
            number = chance.randint(1, min(field.get("most", 3), 3))
            many = [values(chance, field["fields"], 0.5) if "fields" in field else scalar(chance, field) for _ in range(number)]
            found[field["key"]] = list(dict.fromkeys(many)) if "terms" in field else many
        elif "fields" in field:
            inner = values(chance, field["fields"], 0.5)
            found.update({field["key"]: inner} if inner else {})
        else:
            found[field["key"]] = scalar(chance, field)
    return found


def bodies(chance: random.Random) -> str:
    return chance.choice(
        (
            "",
            "Ein Satz.",
            "## Ausgangslage\n\nEs war so.\n\n## Ergebnis\n\n🎪 kam.",
            "- a\n- b\n\n> »c«",
            f"Text {chance.choice(NASTY)} Ende",
        )
    )


def composed(value: Any) -> Any:
    """Text in NFC, as the reader gives it."""
    if isinstance(value, dict):
        return {key: composed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [composed(inner) for inner in value]
    return unicodedata.normalize("NFC", value)


@pytest.fixture(scope="module")
def content() -> Content:
    """Our own content, read once."""
    return load(ROOT / "content", "content")


WRITE = """(cases, form, data) => cases.map(([values, body]) => {
    const entries = { ...form.flatten(values, data.fields), ...form.splitBody(body, data.body.sections) };
    const back = form.unflatten(JSON.parse(JSON.stringify(entries)), data.fields);
    return form.write(back, data.fields, form.joinBody(entries, data.body.sections), data.canonical);
})"""


def test_ten_thousand_objects_survive(land_home: str, visit: Visiting) -> None:
    """Values → entries of the form → values → file → reader: equal values, and the bytes that the canonical form demands."""
    chance = random.Random(5)
    page = opened(visit(land_home))
    for _ in range(OBJECTS // BATCH):
        cases = [(values(chance, FIELDS, 0.35), bodies(chance)) for _ in range(BATCH)]
        for (wanted, body), written in zip(cases, ask(page, WRITE, cases), strict=True):
            assert written == canonical.write(_whole(wanted, FIELDS), CaseStudy, body)
            document, findings = read("x.md", written.encode())
            assert document, (wanted, findings)
            assert document.data == composed(_whole(wanted, FIELDS)), written
            assert document.body.strip("\n") == composed(body).strip("\n")


def test_files_equal_those_of_the_other_ways(land_home: str, visit: Visiting) -> None:
    """The objects that import, intake, `fmt` and `new` turn into one file each become the same files in the form."""
    files = sorted((FIXTURES / "gleiche-dateien").glob("*.json"))
    objects = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    page = opened(visit(land_home))
    written = ask(page, WRITE, [(one["fields"], one["body"]) for one in objects])
    assert written == [file.with_suffix(".md").read_text(encoding="utf-8") for file in files]
    assert len(written) >= 4


def _whole(found: dict[str, Any], fields: list[dict[str, Any]]) -> dict[str, Any]:
    """Whole numbers as the model writes them."""
    return {field["key"]: found[field["key"]] for field in fields if field["key"] in found}


LOAD = """(cases, form) => cases.map(([values, body]) => {
    form.load(values, body);
    const now = form.current();
    return [now.values, now.body];
})"""


def test_every_case_loaded_and_written_back(real_home: str, visit: Visiting, content: Content) -> None:
    """Through the controls of the page itself: no value of any case of our content differs, whether the form shows it or not."""
    page = opened(visit(real_home))
    cases = [case for case in content.knowledge_base.cases.values() if not case.withdrawn]
    read_back = """async (ids, form, data) => {
        const cities = [...new Set(ids.map((id) => id.split("/")[0]))];
        const files = await Promise.all(cities.map(async (city) => [city, await (await fetch(city + ".json")).json()]));
        const loaded = Object.fromEntries(files);
        return ids.map((id) => {
            const [city, slug] = id.split("/");
            const one = loaded[city][slug];
            form.load(one.values, one.body);
            const now = form.current();
            const values = { ...now.values, added: one.values.added, next_review: one.values.next_review };
            return form.write(values, data.fields, now.body, data.canonical);
        });
    }"""  # all files first: between two that are awaited, the browser would draw the form
    for case, written in zip(cases, ask(page, read_back, [case.id for case in cases]), strict=True):
        assert written == (ROOT / case.path).read_text(encoding="utf-8"), case.id


def mutated(chance: random.Random, known: dict[str, list[str]]) -> tuple[dict[str, Any], str]:
    """A case that mostly fits, with a few things wrong."""
    found = values(chance, [field for field in FIELDS if field["key"] not in ("withdrawn", "aliases", "related")], 0.25)
    found |= {"city": chance.choice(known["city"]), "topic": chance.choice(known["topic"]), "measure": chance.choice(known["measure"])}
    if chance.random() < 0.5:
        found.pop("measure")
    found["topics_more"] = chance.sample(known["topic"], chance.randrange(3))
    if chance.random() < 0.1:
        found["contact"] = {"role": "Citymanagement", "email": chance.choice(MAILBOXES)}
    for key, said in SAID.items():
        if chance.random() < 0.15:
            found[key] = chance.choice(said)
    for _ in range(chance.randrange(3)):
        _spoil(chance, found, FIELDS)
    complete = "".join(f"## {name}\n\nx\n\n" for name in BODY_SECTIONS)
    return found, chance.choice(("", "Ein Satz.", complete, *TOLD))


WRONG = (
    *("", "x", "misslungen", "1.200,50 €", "30.02.2024", "2024-02-30", "0000", "2024-13", "www.gera.de", "https://a b", "Gera!", "a@b"),
    *("-1", "1e3", "ab (at) c.de", "erika.mustermann@web.de", "kurz", "https://user@x.de/", "2023-02-29", "1900-02-29", "2000-02-29"),
    *("x\u200by", "x\u00ady", "\ue000", "ﬁ", "М", "日本", "\ufe01", "a" * 300),
)


SAID = {
    "title": ("Markt setzt 2024 aus", "Markt war 1999 größer", "Markt mit 2.024 Gästen", "Markt mit 2024 Gästen", "Neustart für den Markt"),
    "summary": ("Ein neuer Anlauf folgte.", "Im zweiten Anlauf gelang es.", "Er fiel nach 20 Jahren aus.", "Nach zwei Jahren Planung."),
    "office": ("Amt 61", "Frau Muster", "Citymanagement"),
}
"""What the hints on words look for, and what they pass over."""
TOLD = (
    "## Umsetzung\n\nDer Markt wurde neu gestartet.\n\n## Ergebnis\n\nVorbei.",
    "## Ergebnis\n\nEr wurde neu gegründet.",
    "Die 12. Auflage fiel aus.",
)
MAILBOXES = (
    "stadt@gmx.de",
    "erika.mustermann@x.de",
    "E.Muster@X.de",
    "citymanagement@x.de",
    "stadt.leitung@x.de",
    "a-b@x.de",
    "info@WEB.de",
)


def _spoil(chance: random.Random, found: dict[str, Any], fields: list[dict[str, Any]]) -> None:
    field = chance.choice(fields)
    key = field["key"]
    if "fields" in field and key in found:
        inner = found[key] if not field.get("many") else chance.choice(found[key])
        _spoil(chance, inner, field["fields"])
    elif "fields" not in field and not field.get("many"):
        found[key] = chance.choice(WRONG)
        if not found[key]:
            del found[key]
    elif "fields" not in field and "most" in field and "terms" in field:
        found[key] = chance.sample(field["terms"], 4)


JUDGE = """(cases, form, data) => {
    const known = Object.fromEntries(["cities", "topics", "measures", "items"].map((list) => [list, new Map(Object.entries(data[list]))]));
    return cases.map(([values, body]) => {
        const text = form.write(values, data.fields, body, data.canonical);
        return [text, form.judge(values, body, text, data, known).map(({ rule, at, level }) => [level, rule, at])];
    });
}"""
CHARACTERS = {"unsichtbares-zeichen", "zeichen-gestapelt", "schrift-fremd", "zeichensalat"}
"""The reader stops at the first of these and names a line, no field."""


def test_the_same_verdict_as_the_check(real_home: str, visit: Visiting, content: Content) -> None:
    """Rule and field of every finding about values and pairs are those of the check; the other rules are the editors'."""
    chance = random.Random(7)
    base = content.knowledge_base
    known = {
        "city": [*list(base.cities)[:30], "anonym", "nirgendwo"],
        "topic": [*base.topics, "nichts"],
        "measure": [*base.measures, "nichts"],
    }
    cases = [mutated(chance, known) for _ in range(MUTATED)]
    page = opened(visit(real_home))
    seen: set[str] = set()
    interpreted = {pair["rule"] for pair in form_pairs()}
    for (found, _), (written, judged) in zip(cases, ask(page, JUDGE, cases), strict=True):
        path = f"content/faelle/{found.get('city', 'x')}/fall.md"
        everything_said = checked(content, path, written, TODAY)
        findings = [one for one in everything_said if one.severity is Severity.ERROR]
        own = {(level, rule, _field(rule, at)) for level, rule, at in judged}
        values_wrong = {(rule, at) for level, rule, at in own if level == "value"}
        if CHARACTERS & {finding.rule for finding in findings}:
            assert CHARACTERS & {rule for rule, _ in values_wrong}
            continue
        theirs = {(finding.rule, _field(finding.rule, finding.message.partition(":")[0])) for finding in findings}
        if values_wrong:
            assert values_wrong == theirs, written
        else:
            pairs = {rule for level, rule, _ in own if level == "pair"}
            expected = {rule for rule, _ in theirs if rule in interpreted}
            assert pairs == expected, (written, findings)
            hints = {rule for level, rule, _ in own if level == "hint"}
            advised = {one.rule for one in everything_said if one.severity is Severity.HINT} & interpreted
            assert advised <= hints, (written, everything_said)
            assert hints - advised <= {"neuanfang-ohne-nachtrag"}, (written, everything_said)  # the form knows no newer case
        seen |= {rule for _, rule, _ in own}
    everything = interpreted | set(value_rules()["rules"].values()) | {"feld-fehlt", "text-zu-lang", "text-zu-kurz", "liste-zu-lang"}
    rare = {"kommazahl", "wochen", "wahrheitswert", "fallkennung-ungueltig", "abschnitt-fehlt"}
    assert everything - seen <= rare, everything - seen


LINKS = {
    "[https://www.gera.de/](https://example.org/)": "verweis-irrefuehrend",
    "Siehe [die Seite www.gera.de](https://gera.example/)!": "verweis-irrefuehrend",
    "[www.gera.de](https://gera.de/a) und [https://x.gera.de](https://gera.de)": "verweis-irrefuehrend",
    "[https://gera.de.example/](https://gera.de)": "verweis-irrefuehrend",
    "[https://www.gera.de/](https://www.gera.de/markt)": "",
    "[gera.de](https://www.gera.de:443/) [www.gera.de](http://gera.de)": "",
    "[Stadt Gera](https://www.gera.de/ä%20b)": "",
    "[Gera](https://www.gera\u3002de/)": "adresse-undeutlich",
    "[Gera](https://gera%2ede/)": "adresse-undeutlich",
    "[Gera](<https://a%b@gera.de/>) [x](https://[2001:db8::1]/) [y](https://mühle.de:80/)": "",
}


def test_links_and_broken_letters_are_judged_alike(real_home: str, visit: Visiting, content: Content) -> None:
    """What the form says of a link or a letter says the check, too."""
    topic = next(iter(content.knowledge_base.topics))
    found = {"title": "Markt in Gera", "city": "gera", "topic": topic, "outcome": "offen", "effort": "klein", "added": "2026-01-02"}
    page = opened(visit(real_home))
    for (body, rule), (written, judged) in zip(LINKS.items(), ask(page, JUDGE, [(found, body) for body in LINKS]), strict=True):
        assert [name for level, name, _ in judged if level == "body"] == ([rule] if rule else []), body
        said = {finding.rule for finding in checked(content, "content/faelle/gera/fall.md", written, TODAY)}
        assert said & set(LINKS.values()) == ({rule} if rule else set()), body
    broken = [("FÃ¼r alle", True), ("12 â‚¬", True), ("verloren \ufffd", True), ("Ã", False), ("São Paulo", False)]
    answers = ask(page, JUDGE, [({**found, "title": f"Markt in Gera {text}"}, "") for text, _ in broken])
    for (text, is_broken), (written, judged) in zip(broken, answers, strict=True):
        assert (["value", "zeichensalat", "title"] in judged) is is_broken, text
        said = {finding.rule for finding in checked(content, "content/faelle/gera/fall.md", written, TODAY)}
        assert ("zeichensalat" in said) is is_broken, text


def _field(rule: str, place: str) -> str:
    """The keys of a place without the numbers of list entries."""
    return ".".join(step for step in place.split(".") if not step.isdigit())


def test_loaded_objects_keep_their_values(land_home: str, visit: Visiting) -> None:
    """Whatever a case holds, the controls of the page give it back, or it is kept aside."""
    chance = random.Random(11)
    page = opened(visit(land_home))
    cases = [(_loadable(values(chance, FIELDS, 0.4)), bodies(chance)) for _ in range(300)]
    for (wanted, body), (found, text_found) in zip(cases, ask(page, LOAD, cases), strict=True):
        of_tools = {"added": "", **({} if "next_review" in wanted else {"next_review": ""})}
        assert composed({**found, **of_tools}) == composed({**wanted, **of_tools})
        assert text_found.strip() == composed(body).strip()


def _loadable(found: dict[str, Any]) -> dict[str, Any]:
    """As in a file that passes the check: region and size only of unnamed towns."""
    named = {key: value for key, value in found.items() if key not in ("region", "size_class", "withdrawn")}
    return {**named, "city": "musterstadt"}


def test_bound_values_are_the_models(content: Content) -> None:
    """The random objects above are such that the model takes them: otherwise nothing was tested."""
    chance = random.Random(3)
    taken = 0
    for _ in range(200):
        document, findings = read("x.md", canonical.write(values(chance, FIELDS, 0.35), CaseStudy).encode())
        assert document, findings
        taken += bind(document, CaseStudy, "gera/x")[0] is not None
    assert taken == 200
