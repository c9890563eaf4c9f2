"""Scripts and styles as they are published, so that their source may say as much as it deserves.

Both are without comments and needless space, scripts with short names of local variables too.
"""

import minify
from rcssmin import cssmin

SCRIPTS, STYLES = "assets/js/", "assets/css/"
"""Where the theme's own files lie; those of Material have been made small already."""


def is_own_asset(path: str) -> bool:
    """Whether a file of the site is a script or a style of our theme."""
    return (path.startswith(SCRIPTS) and path.endswith(".js")) or (path.startswith(STYLES) and path.endswith(".css"))


def published(path: str, text: str) -> str:
    """What stands at this address of the site: scripts and styles of ours made small, every other text as it is."""
    if not is_own_asset(path):
        return text
    return str(minify.string("application/javascript", text) if path.endswith(".js") else cssmin(text))
