"""Thin adapter to MkDocs: takes every contributed file away and adds the rendered pages. No logic here."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path, PurePath
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions

from citynet_kb.cli.garbage_collection import garbage_collector_paused
from citynet_kb.cli.output import report
from citynet_kb.pages import MacroContext, Site, kept_templates, with_component_styles
from citynet_kb.project import Project
from citynet_kb.published_assets import is_own_asset, published


class GivenFile(File):
    """A file that no folder holds, made without looking at its path again. What it holds may be given when it is asked for; then `digest`
    stands for it."""

    digest = ""
    given: str | bytes | Callable[[], str | bytes] | None = None

    def __init__(self, path: str, *_: object, dest_dir: str, use_directory_urls: bool, **__: object) -> None:
        self.src_uri, self.src_dir, self.dest_dir, self.use_directory_urls = path, None, dest_dir, use_directory_urls

    @property
    def _content(self) -> str | bytes | None:
        return self.given() if callable(self.given) else self.given  # asked again: texts of thousands of pages would fill the memory

    @_content.setter
    def _content(self, content: str | bytes | None) -> None:
        self.given = content


class AwaitedFiles(Files):
    """Files of which those that are no pages may still be made while MkDocs looks at pages: `here` are those that are there. The others are
    waited for when somebody asks for all, or for one that is not among these."""

    def __init__(self, here: Iterable[File], others: Callable[[], Iterable[File]]) -> None:
        super().__init__(here)
        self._others: Callable[[], Iterable[File]] | None = others

    @property
    def here(self) -> Iterable[File]:
        """All pages, and what else is there."""
        return self._here.values()

    @property
    def _src_uris(self) -> dict[str, File]:
        if others := self._awaited():
            for file in others:
                self.append(file)
        return self._here

    @_src_uris.setter
    def _src_uris(self, files: dict[str, File]) -> None:
        self._here, self._others = files, None

    def _awaited(self) -> Iterable[File]:
        others, self._others = self._others, None
        return others() if others else ()

    def get_file_from_path(self, path: str) -> File | None:
        """As that of MkDocs."""
        return self._here.get(PurePath(path).as_posix()) or super().get_file_from_path(path)

    def documentation_pages(self, *, inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included) -> Sequence[File]:
        """As that of MkDocs."""
        return [file for file in self._here.values() if file.is_documentation_page() and inclusion(file.inclusion)]


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Name and address of the site come from the project's settings."""
    site = _project(config).configuration.site
    config.site_name = site.name
    config.site_url = site.url or config.site_url
    # The theme's plugin stays for its dialog; the index comes from `citynet_kb.search`.
    config.plugins["material/search"].config.enabled = False
    return config


@garbage_collector_paused()
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """MkDocs never reads a contributed file: records go, rendered pages and exports come."""
    project = _project(config)
    if project.has_errors:
        report(project.findings, project.case_files, "text")
        raise Abort("Die Inhalte haben Fehler; es wurde nichts gebaut.")
    files = without_contributions(files, config)
    for page in project.site.heads.values():
        late = GivenFile.generated(config, page.uri, content="")
        late.digest, late.given = page.digest, partial(_markdown, project.site, page.uri)  # type: ignore[attr-defined]
        files.append(late)
    config.nav = with_pages(config.nav, files.src_uris.__contains__)
    config.mdx_configs.setdefault("citynet_kb.fragments", {})["fragments"] = project.site.fragments
    return AwaitedFiles(files, partial(_beside_pages, project, config))


def _beside_pages(project: Project, config: MkDocsConfig) -> list[File]:
    beside = project.files()
    files = [GivenFile.generated(config, path, content="") for path in beside]
    for file in files:
        file.given = partial(beside.__getitem__, file.src_uri)  # type: ignore[attr-defined]
    set_exclusions(files, config)  # as MkDocs has done by then with all others
    return files


def _markdown(site: Site, uri: str) -> str:
    return site.pages[uri].markdown


def without_contributions(files: Files, config: MkDocsConfig) -> Files:
    """The files of the theme alone, our scripts and styles as they are published."""
    files = Files(file for file in files if file.src_dir != config.docs_dir)
    files.add_files_from_theme(config.theme.get_env(), config)  # MkDocs leaves out a theme file whose address a contributed file has taken
    for file in [file for file in files if is_own_asset(file.src_uri)]:
        files.remove(file)
        files.append(File.generated(config, file.src_uri, content=published(file.src_uri, file.content_string)))
    return files


def with_pages(nav: Any, has: Callable[[str], bool]) -> list[Any]:
    """The entries of the navigation that lead to a page: each comes with its page."""
    return [entry for entry in nav or [] if all(map(has, entry.values()))]


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """The theme's stylesheet takes in those of the components, which lie in the package beside their macros; compiled, it is kept. Its
    templates are few: all stay in memory."""
    assert env.loader, "MkDocs gives the theme's templates a loader"
    env.loader = with_component_styles(env.loader)
    env.bytecode_cache = kept_templates("theme", version("mkdocs"))
    env.context_class, env.cache = MacroContext, {}
    return env


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """The stylesheet of every page is joined by a template of the theme."""
    return published(template_name, output)


def _project(config: MkDocsConfig) -> Project:
    return Project.here(Path(config.config_file_path).parent)
