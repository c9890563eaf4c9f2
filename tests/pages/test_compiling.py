"""Templates give what Jinja gives, though their macros are called directly."""

import pytest
from jinja2 import Environment, StrictUndefined, UndefinedError
from markupsafe import Markup

from citynet_kb.pages.compiling import DirectCalls

MACROS = """
{%- macro tag(text, name="b", end=none) -%}<{{ name }}>{{ text }}{{ end or "" }}</{{ name }}>{%- endmacro -%}
{%- macro box() -%}[{{ caller() }}]{%- endmacro -%}
{%- macro each(items) -%}{% for one in items %}{{ tag(one) }}{% endfor %}{%- endmacro -%}
"""


def both(template: str, **values: object) -> tuple[str, str]:
    """What Jinja makes of a template, and what we make of it."""
    environments = [Environment(autoescape=True, undefined=StrictUndefined) for _ in range(2)]
    environments[1].code_generator_class = DirectCalls
    made = [environment.from_string(MACROS + template).render(**values) for environment in environments]
    return made[0], made[1]


@pytest.mark.parametrize(
    "template",
    [
        "{{ tag(text) }}",
        "{{ tag(text, 'i') }}",
        "{{ tag(text, end=safe) }}",
        "{{ tag(name='u', text=text) }}",
        "{{ tag(*[text, 'i']) }}",
        "{{ tag(**{'text': text}) }}",
        "{% call box() %}{{ tag(text) }}{{ safe }}{% endcall %}",
        "{{ each([text, safe, 1, none, true, 1.5]) }}",
        "{% set held %}{{ text }}{% endset %}{{ held }}{{ tag(held) }}",
        "{{ text ~ safe }}{{ [text, safe] | join(', ') }}{{ text.upper() }}{{ call(safe) }}",
    ],
)
def test_same_as_jinja(template: str) -> None:
    """Values are escaped once, markup stays; defaults, names and blocks reach their macro."""
    jinjas, ours = both(template, text="<&\"'>", safe=Markup("<hr>"), call=lambda value: value)
    assert ours == jinjas


@pytest.mark.parametrize(
    ("template", "error"),
    [
        ("{{ tag() }}", UndefinedError),
        ("{{ tag(1, 2, 3, 4) }}", TypeError),
        ("{{ tag(1, other=2) }}", TypeError),
        ("{{ unknown }}", UndefinedError),
        ("{{ unknown() }}", UndefinedError),
    ],
)
def test_slips_are_errors(template: str, error: type[Exception]) -> None:
    """A missing, unknown or surplus value stops the build, as with Jinja."""
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    environment.code_generator_class = DirectCalls
    with pytest.raises(error):
        environment.from_string(MACROS + template).render()
