"""Trusted markup in Markdown, and safe Markdown for everything else: an extension of Python-Markdown.

It is named `citynet_kb.fragments` among the extensions of Markdown.
"""

from typing import Any

from citynet_kb.fragments.extension import FOLDER, FragmentExtension, digest, placeholder, placeholder_of

__all__ = ["FOLDER", "FragmentExtension", "digest", "makeExtension", "placeholder", "placeholder_of"]


def makeExtension(**options: Any) -> FragmentExtension:
    """What Python-Markdown asks for by the name of this package."""
    return FragmentExtension(**options)
