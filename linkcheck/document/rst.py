"""reStructuredText, read by docutils: the links a reader of the rendered file would find.

Nothing is executed or included: ``raw`` and the insertion of files are off. What Sphinx adds to the language is not
known to docutils; the content of its directives is read as text, but for those that hold code.
"""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from linkcheck.document.source import Source
from linkcheck.model import Document, Occurrence, OccurrenceKind

if TYPE_CHECKING:
    from docutils import nodes
    from docutils.frontend import Values

LARGEST: Final = 500_000
"""Characters; docutils needs seconds for more."""
LONGEST_TIME: Final = 5.0
_LONGEST_LINE: Final = 10_000
_DIRECTIVE: Final = re.compile(r"^[ \t]*\.\.[ \t]+(?:\|[^|\n]{1,80}\|[ \t]+)?([A-Za-z][\w:.+-]{0,60})::", re.MULTILINE)
_ROLE: Final = re.compile(r":([A-Za-z][\w:.+-]{0,60}):`")
_CODE: Final = re.compile(
    r"code|source|literal|math|graph|dot|uml|mermaid|doctest|test|ipython|prompt|tree|index|only", re.IGNORECASE
)
"""In names of directives whose content is no text."""
_GOES_ON: Final = re.compile(rb"[\w/%&=~+-]")


def read_rst(text: str, file: str) -> Document:
    """Return the links of a reStructuredText file. A place is where the address stands, else its paragraph."""
    source = Source(text)
    if len(text) > LARGEST:
        return Document(file=file, occurrences=(), warnings=(f"longer than {LARGEST:,} characters: it is passed over",))
    if max(map(len, source.text.splitlines()), default=0) > _LONGEST_LINE:
        return Document(file=file, occurrences=(), warnings=("has a line that docutils does not read: passed over",))
    try:
        with _time_limit():
            tree = _parsed(source.text)
    except (RecursionError, _TooSlowError):
        return Document(file=file, occurrences=(), warnings=("takes docutils too long to read: it is passed over",))
    places = _Places(source)
    occurrences = [
        places.occurrence(file, node, url, section) for node, url, section in _links(tree, ()) if url is not None
    ]
    occurrences.sort(key=lambda place: place.start)
    return Document(file=file, occurrences=tuple(occurrences))


class _TooSlowError(BaseException):
    """No ``Exception``: docutils catches those."""


@contextmanager
def _time_limit() -> Iterator[None]:
    """End the block after so many seconds of the processor's time: docutils is not linear in what a stranger writes.

    By a timer's signal, which the main thread alone can have, and Windows not at all.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(*_: object) -> None:
        raise _TooSlowError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST_TIME)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _parsed(text: str) -> nodes.document:
    # Half a second that only such a file should cost.
    from docutils.core import publish_doctree  # noqa: PLC0415
    from docutils.frontend import get_default_settings  # noqa: PLC0415
    from docutils.parsers.rst import Parser  # noqa: PLC0415

    settings: dict[str, Any] = {
        "_disable_config": True,
        "file_insertion_enabled": False,
        "raw_enabled": False,
        "traceback": True,  # raised, and not printed with an exit of its own
        "halt_level": 5,
        "report_level": 5,
        "warning_stream": False,
        "doctitle_xform": False,
        "docinfo_xform": False,
        "line_length_limit": _LONGEST_LINE,
        "input_encoding": "unicode",
    }
    defaults = get_default_settings(Parser)
    defaults.__dict__.update(settings)
    _know_others(text, defaults)
    tree: nodes.document = publish_doctree(text, settings_overrides=settings)
    return tree


def _know_others(text: str, settings: Values) -> None:
    """Have docutils read over the directives and roles it does not know, Sphinx's above all."""
    from docutils import nodes  # noqa: PLC0415
    from docutils.parsers.rst import Directive, directives, languages, roles  # noqa: PLC0415
    from docutils.utils import new_document  # noqa: PLC0415

    class Content(Directive):
        has_content = True
        optional_arguments = 1
        final_argument_whitespace = True

        def run(self) -> list[nodes.Node]:
            block = nodes.container()
            if not _CODE.search(self.name):
                self.state.nested_parse(self.content, self.content_offset, block)
            return [block]

    def plain(_: str, rawtext: str, text: str, *__: Any, **___: Any) -> Any:  # noqa: ANN401
        return [nodes.inline(rawtext, text)], []

    language: Any = languages.get_language("en")
    document = new_document("", settings)
    for name in set(_DIRECTIVE.findall(text)):
        if directives.directive(name, language, document)[0] is None:
            directives.register_directive(name, Content)
    for name in set(_ROLE.findall(text)):
        if roles.role(name, language, 1, document.reporter)[0] is None:
            roles.register_local_role(name, plain)


def _links(node: Any, section: tuple[str, ...]) -> Iterator[tuple[Any, str | None, tuple[str, ...]]]:  # noqa: ANN401
    """Yield the nodes that lead somewhere, with their address and the titles above them."""
    from docutils import nodes  # noqa: PLC0415

    stack = [(node, section)]
    while stack:
        here, titles = stack.pop()
        if isinstance(here, nodes.section):
            title = next((child.astext() for child in here.children if isinstance(child, nodes.title)), "")
            titles = (*titles, title) if title else titles
        if isinstance(here, nodes.reference):
            yield here, here.get("refuri"), titles
        elif isinstance(here, nodes.image):
            yield here, here.get("uri"), titles
        if not isinstance(here, nodes.system_message):
            stack += [(child, titles) for child in reversed(here.children)]


class _Places:
    """Finds addresses in the text, each use behind the one before; a second use of a definition shares its place."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._next: dict[str, int] = {}

    def occurrence(self, file: str, node: Any, url: str, section: tuple[str, ...]) -> Occurrence:  # noqa: ANN401
        start, end = self._span(node, url)
        line, column = self._source.position(start)
        text = " ".join(str(node.get("alt", "") or node.astext()).split())
        return Occurrence(
            url=url,
            file=file,
            line=line,
            column=column,
            start=start + self._source.base,
            end=end + self._source.base,
            text=text,
            kind=_kind(node, url, text),
            section=section,
        )

    def _span(self, node: Any, url: str) -> tuple[int, int]:  # noqa: ANN401
        written = url.removeprefix("mailto:").encode(errors="replace")
        for begin in (self._next.get(url, 0), 0):
            at = begin
            while (at := self._source.data.find(written, at)) >= 0:
                end = at + len(written)
                if not _GOES_ON.match(self._source.data, end):
                    self._next[url] = end
                    return at, end
                at = end
        start = self._source.line_start(_line(node))
        return start, start


def _line(node: Any) -> int:  # noqa: ANN401
    while node is not None and not node.line:
        node = node.parent
    return int(node.line) if node is not None else 1


def _kind(node: Any, url: str, text: str) -> OccurrenceKind:  # noqa: ANN401
    if node.tagname == "image":
        return OccurrenceKind.IMAGE
    return OccurrenceKind.BARE if text == url else OccurrenceKind.INLINE
