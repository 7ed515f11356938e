"""What is known of a program that renders some folders of a repository as a site."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from linkcheck.local.paths import MARKDOWN, is_resource


@dataclass(frozen=True, slots=True)
class DocSite:
    """What renders some folders of a repository."""

    kind: str
    renderer: str
    content: tuple[Path, ...]
    """The folders whose files it renders."""
    roots: tuple[Path, ...]
    """Where ``/x`` may lead."""
    alias: Path | None = None
    """Where ``@site/x`` leads."""
    has_clean_urls: bool = False
    """``a/b.md`` is served as ``a/b/``: a relative link may start from there."""
    makes_pages: bool = False
    """Some pages come from a program (a plugin), so that no file stands for them."""
    adds_files: bool = False
    """Some files that a link names by its suffix come from elsewhere: a plugin, another folder put in its place."""
    rewrites_text: bool = False
    """A program changes the text of pages before it is rendered: any heading may be there."""
    pages: tuple[Path, ...] = ()
    """The folders whose files become pages, where not all do; the others are parts of pages."""
    parts: tuple[Path, ...] = ()
    """The folders whose files are parts of pages."""
    is_translated: bool = False
    """The pages of the first folder stand in for those that the others, its translations, do not have."""
    permalinks: tuple[str, ...] = ()
    """Patterns of addresses, such as ``/:collection/:path/``."""

    @property
    def is_program(self) -> bool:
        """Whether a program makes pages of the files, where GitHub and GitLab show the files themselves."""
        return self.kind not in ("github", "gitlab")

    def is_served_by_name(self, folder: Path) -> bool:
        """Whether the addresses of a folder's pages begin with its name: Docusaurus' ``/docs/a``, ``/blog/a``."""
        return self.kind == "docusaurus" and folder.name in ("docs", "blog")

    def has(self, file: Path) -> bool:
        """Whether a file is one of its pages."""
        return any(file.is_relative_to(folder) for folder in self.content)

    def original(self, file: Path) -> Path | None:
        """Return the folder that stands in for the folder of a translated file."""
        if not self.is_translated:
            return None
        own = next(folder for folder in self.content if file.is_relative_to(folder))
        return self.content[0] / file.parent.relative_to(own)

    def is_partial(self, file: Path) -> bool:
        """Whether a file is shown within pages, among headings of theirs, and is none by itself."""
        if self.pages and not any(file.is_relative_to(folder) for folder in self.pages):
            return True
        if any(file.is_relative_to(folder) for folder in self.parts):
            return True
        return file.name.startswith("_") and file.stem != "_index"

    def may_make(self, path: str, place: Path, beside: Path) -> bool:
        """Whether its program may make what is not at a place that a link in ``beside`` leads to.

        What it resolves by file is missing where the file is; an address of its own making is not for us to know.
        A theme brings folders of its own, a part's links start from its page, Quarto makes talk.pdf of talk.qmd.
        """
        is_markdown = Path(path).suffix.lower() in MARKDOWN
        return (
            not (is_markdown or is_resource(path))
            or (self.adds_files and is_markdown)
            or path.startswith(("@", "~"))
            or not place.parent.exists()
            or place.name == "favicon.ico"
            or self.is_partial(beside)
            or (self.kind == "quarto" and place.with_suffix(".qmd").exists())
        )
