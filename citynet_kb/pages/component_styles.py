"""The stylesheets of the components, where the theme can find them."""

from jinja2 import BaseLoader, ChoiceLoader, PackageLoader, PrefixLoader


def with_component_styles(theme: BaseLoader) -> BaseLoader:
    """The theme's templates, and beside them each component as `components/<name>/…`: the theme's stylesheet takes in their styles."""
    return ChoiceLoader([theme, PrefixLoader({"components": PackageLoader("citynet_kb.pages", "components")})])
