"""The Markdown extension: trusted markup comes in by its hash alone, everything else that could carry markup stays text."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from citynet_kb.fragments import digest, placeholder
from tests.site.reading import Html, dangers

TRUSTED = '<aside class="kb-facts"><p>Auf einen Blick</p></aside>'
EXTENSIONS = ["fenced_code", "attr_list", "admonition", "footnotes", "sane_lists", "tables", "toc", "pymdownx.tabbed", "pymdownx.tasklist"]


def html(text: str, **options: Any) -> str:
    """What MkDocs makes of a text: the extensions of mkdocs.yml, ours with these options."""
    made = Markdown(
        extensions=["citynet_kb.fragments", *EXTENSIONS],
        extension_configs={
            "citynet_kb.fragments": options,
            "pymdownx.tabbed": {"alternate_style": True},
            "toc": {"permalink": "#", "permalink_title": "Link zu diesem Abschnitt"},
        },
    )
    return made.convert(text)


def test_a_paragraph_becomes_the_fragment_with_that_hash() -> None:
    """The fragment stands in the page as it is, not inside a paragraph."""
    made = html(f"Davor.\n\n{placeholder(TRUSTED)}\n\nDanach.", fragments={digest(TRUSTED): TRUSTED})
    assert made == f"<p>Davor.</p>\n{TRUSTED}\n<p>Danach.</p>"


def test_fragments_come_from_files(tmp_path: Path) -> None:
    """Without the mapping, `directory` holds each fragment in a file named by its hash."""
    (tmp_path / f"{digest(TRUSTED)}.html").write_text(TRUSTED, encoding="utf-8")
    assert html(placeholder(TRUSTED), directory=str(tmp_path)) == TRUSTED


@pytest.mark.parametrize("way", ["mapping", "file"])
def test_markup_that_does_not_match_its_hash_stays_out(tmp_path: Path, way: str) -> None:
    """Only bytes with that very hash are trusted, wherever they lie."""
    forged = f"{TRUSTED}<script>alert(1)</script>"
    (tmp_path / f"{digest(TRUSTED)}.html").write_text(forged, encoding="utf-8")
    options = {"directory": str(tmp_path)} if way == "file" else {"fragments": {digest(TRUSTED): forged}}
    made = html(placeholder(TRUSTED), **options)
    assert made == f"<p>{placeholder(TRUSTED)}</p>"


@pytest.mark.parametrize(
    "text",
    [
        "{{kb:" + "0" * 64 + "}}",
        "{{kb:../../../etc/passwd}}",
        "{{kb:" + "A" * 64 + "}}",
        "Mitten im Satz {{kb:" + digest(TRUSTED) + "}} steht er als Text.",
        "`" + placeholder(TRUSTED) + "`",
        "    " + placeholder(TRUSTED),
        "# " + placeholder(TRUSTED),
    ],
)
def test_other_placeholders_stay_text(text: str) -> None:
    """Unknown hashes, other names, and placeholders within a line, in code or in a heading insert nothing."""
    made = html(text, fragments={digest(TRUSTED): TRUSTED})
    assert "kb-facts" not in made
    assert "{{kb:" in Html(made).seen


HOSTILE = [
    "<script>alert(1)</script>",
    "Wort <script>alert(1)</script> Wort",
    "<div onclick=alert(1)>x</div>",
    '<a href="javascript:alert(1)">x</a>',
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<b>fett</b>",
    "<!-- material/tags -->",
    "<?php echo 1 ?>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<style>body{display:none}</style>",
    "> <script>alert(1)</script>",
    "- <script>alert(1)</script>\n- x",
    "| a |\n|---|\n| <script>alert(1)</script> |",
    '!!! note "<script>alert(1)</script>"\n    <script>alert(1)</script>',
    '=== "<script>alert(1)</script>"\n    x',
    "Fuß[^1]\n\n[^1]: <script>alert(1)</script>",
    "# <script>alert(1)</script>",
    "x\n{: onclick=alert(1) style=color:red }",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A;avascript&colon;alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x]( javascript:alert(1))",
    "[x][1]\n\n[1]: javascript:alert(1)",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:msgbox(1))",
    "<javascript:alert(1)>",
    "![x](https://foreign.example/x.png)",
    "![x](javascript:alert(1))",
    "![x][1]\n\n[1]: https://foreign.example/x.png",
    '[x](https://example.org "a\\" onmouseover=\\"alert(1)")',
    '--8<-- "citynet-kb.toml"',
    "``` { .x onclick=alert(1) }\n<script>\n```",
    "@[x](javascript:alert(1))",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_contributed_becomes_markup(text: str) -> None:
    """Raw HTML is shown as text, links that run code lose their target, pictures become their words, styles and handlers never appear."""
    assert not dangers(Html(html(text))), html(text)


SIGNS = ["\n", "    ", "> ", "- ", "`", "**", "[", "](", ")", "<", ">", "&", '"', "\\"]


@pytest.mark.slow
@given(st.lists(st.sampled_from([*HOSTILE, *SIGNS]), max_size=6).map("".join))
def test_no_mixture_becomes_markup(text: str) -> None:
    """Nor does any mixture of these."""
    assert not dangers(Html(html(text)))


def test_raw_html_is_shown_as_text() -> None:
    """A reader sees what was written."""
    assert Html(html("Ein <b>fettes</b> Wort & mehr")).seen == "Ein <b>fettes</b> Wort & mehr"


def test_pictures_become_their_words() -> None:
    """The alternative text remains."""
    assert html("![Ein Markt](https://foreign.example/x.png)") == "<p><span>Ein Markt</span></p>"


@pytest.mark.parametrize(
    "url", ["https://example.org/a?b=1&c=2", "http://example.org", "mailto:markt@example.org", "../staedte/gera.md", "#ziele"]
)
def test_good_links_keep_their_target(url: str) -> None:
    """The web, mail, other pages and anchors."""
    assert Html(html(f"[x]({url})")).all("a")[0]["href"] == url


def test_mail_addresses_in_angle_brackets_work() -> None:
    """`<markt@example.org>` is a link to that mailbox, as Markdown writes it."""
    made = Html(html("Schreiben Sie an <markt@example.org>."))
    assert "".join(made.words) == "Schreiben Sie an markt@example.org."
    assert made.all("a")[0]["href"] == "mailto:markt@example.org"


def test_alignment_becomes_a_class() -> None:
    """Columns keep their alignment without a style attribute; headings of columns say so."""
    made = Html(html("| l | m | r | o |\n|:--|:-:|--:|---|\n| 1 | 2 | 3 | 4 |"))
    assert [cell.get("class") for cell in made.all("th")] == ["kb-left", "kb-center", "kb-right", None]
    assert [cell.get("class") for cell in made.all("td")] == ["kb-left", "kb-center", "kb-right", None]
    assert {cell["scope"] for cell in made.all("th")} == {"col"}
    assert "style" not in made.text


def test_footnotes_work() -> None:
    """A footnote and its way back."""
    made = Html(html("Satz.[^1]\n\n[^1]: Die Fußnote."))
    assert "Die Fußnote." in made.seen
    assert {"#fn:1", "#fnref:1"} <= {link["href"] for link in made.all("a")}


def test_admonitions_work() -> None:
    """A box with its title."""
    made = Html(html('!!! note "Merke"\n    Früh anfangen.'))
    assert made.all("div")[0]["class"] == "admonition note"
    assert made.seen == "Merke Früh anfangen."


def test_tabs_work() -> None:
    """Two tabs with their labels."""
    made = Html(html('=== "Mail"\n\n    Schreiben.\n\n=== "Formular"\n\n    Ausfüllen.'))
    assert len(made.all("label")) == 2
    assert made.seen == "Mail Formular Schreiben. Ausfüllen."


def test_task_lists_work() -> None:
    """Boxes that show what is done."""
    boxes = Html(html("- [x] erledigt\n- [ ] offen")).all("input")
    assert ["checked" in box for box in boxes] == [True, False]


def test_code_keeps_its_signs() -> None:
    """Angle brackets in code are shown as they are."""
    assert Html(html("`<script>` und\n\n    <b>")).seen == "<script> und <b>"


def test_headings_have_their_link() -> None:
    """Each heading can be linked to."""
    made = Html(html("## Ergebnis"))
    assert made.ids == {"ergebnis": 1}
    assert made.all("a")[0]["href"] == "#ergebnis"


@pytest.mark.parametrize("heading", ["__config", "__search", "__palette_0", "___"])
def test_headings_take_no_name_of_the_theme(heading: str) -> None:
    """The theme's script finds its settings and switches by ids that begin with two underscores: no heading may bear one."""
    assert not [name for name in Html(html(f"## {heading}\n\nText.")).ids if name.startswith("__")]


def test_attribute_lists_set_no_handler() -> None:
    """Even where another extension turns attribute lists on, as the theme's plugin for keywords does."""
    made = Markdown(extensions=["citynet_kb.fragments", "attr_list"])
    text = '## x {: #y onclick=alert(1) style=color:red data-x=1 }\n\nText\n{: onmouseover="alert(1)" }'
    assert not dangers(Html(made.convert(text)))


def test_text_takes_no_class_of_the_theme_and_no_id_of_its_choice() -> None:
    """A box in the class of the header would stay in front of the page, a paragraph in that of a badge would vouch for itself."""
    text = '!!! md-header md-dialog--active "Anmeldung"\n    x\n\nText\n{: .md-overlay #kb-search role=dialog }\n\n## y { #z .kb-badge }'
    made = Html(html(text))
    assert {"admonition", "admonition-title", "headerlink"} == {word for _, it in made.elements for word in it.get("class", "").split()}
    assert not {"kb-search", "z"} & set(made.ids)
    assert not any("role" in attributes for _, attributes in made.elements)


@pytest.mark.parametrize("kind", ["note", "tip", "warning", "quote"])
def test_boxes_keep_the_kinds_of_the_theme(kind: str) -> None:
    """What the theme has a look for stays."""
    assert Html(html(f'!!! {kind} "Hinweis"\n    Text.')).all("div")[0]["class"] == f"admonition {kind}"


def test_footnotes_may_have_names_of_several_words() -> None:
    """An id must not hold blanks, and the way back is named in German."""
    made = Html(html("Text[^Anm. 1].\n\n[^Anm. 1]: Quelle."))
    assert set(made.ids) == {"fn:Anm.-1", "fnref:Anm.-1"}
    assert [link["href"] for link in made.all("a")] == ["#fn:Anm.-1", "#fnref:Anm.-1"]


def test_links_without_an_address_become_words() -> None:
    """MkDocs cannot take a link that leads nowhere: what remains of one that would run code is its words."""
    assert html("[klick](javascript:alert(1))") == "<p><span>klick</span></p>"


def test_tags_directive_in_a_case_does_nothing(land_pages: dict[str, Html]) -> None:
    """`<!-- material/tags -->` in the text of a case is shown there and makes no list; keywords still lead to their own page."""
    page = land_pages["faelle/boesenau/boese/"]
    assert "<\u2060!-- material/tags -->" in page.seen
    assert not [id for id in page.ids if id.startswith("tag:")]
    keywords = [link["href"] for link in land_pages["faelle/musterstadt/eisbahn/"].all("a") if link.get("class") == "kb-chip"]
    assert keywords == ["../../../themen/feste-maerkte/", "../../../massnahmen/eisbahn/", "../../../ueberblicke/ergebnis/wirkungslos/"]


def test_unknown_placeholder_in_a_case_is_text(land_pages: dict[str, Html]) -> None:
    """A guessed placeholder stands on the page as it was written."""
    assert "{{kb:" + "0" * 64 + "}}" in land_pages["faelle/boesenau/boese/"].seen


def test_snippets_and_attribute_lists_are_off(land_pages: dict[str, Html]) -> None:
    """No file is drawn in, no attributes are set: both are shown as text."""
    seen = land_pages["faelle/boesenau/boese/"].seen
    assert '--8<-- "citynet-kb.toml"' in seen
    assert "onclick=" in seen


@pytest.mark.parametrize("address", ["https://[offen/", "https://ex\u2100mple.org/", "http://[::1/x"])
def test_addresses_that_nobody_can_read_are_no_links(address: str) -> None:
    """MkDocs takes every link apart, and a build would end there."""
    assert not Html(html(f"[klick]({address}) <{address}>")).all("a")
