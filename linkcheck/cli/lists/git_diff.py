"""Which lines of files were added or changed since a revision, as git tells it.

File names are a contributor's to choose: they go to git as literal arguments and come back NUL-terminated, and of a
patch only its hunk headers are read, one file at a time, so that no name can be taken for anything else.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from linkcheck.repository import repository_root

Lines = Container[int]
"""Line numbers, from 1, as the reader of lists counts them."""

EVERY_LINE: Final[Lines] = range(1, sys.maxsize)

# A repository's attributes may name a driver or call a text binary; neither may hide a line from us.
_DIFF: Final = ("diff", "--no-color", "--no-ext-diff", "--no-textconv", "--no-relative", "--ignore-submodules", "-M",
                "--inter-hunk-context=0")  # fmt: skip
_READ: Final = frozenset(
    {".md", ".markdown", ".mdown", ".mdwn", ".mkd", ".mkdn", ".mkdown", ".mdx", ".qmd", ".rmd", ".html", ".htm"}
    | {".yml", ".yaml", ".toml", ".json", ".js", ".ts", ".mjs", ".mts", ".cjs"}
)
"""Files of the base that are read: documents for their headings, and the settings of sites."""
_HUNK: Final = re.compile(rb"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
_LONE_RETURN: Final = re.compile(rb"\r(?!\n|\Z)")


class GitError(Exception):
    """git cannot answer; the message says why and what to do."""


class OutsideError(GitError):
    """The file is not in the repository."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What has changed since a revision's common ancestor with HEAD (``base``; None before the first commit)."""

    root: Path
    base: str | None
    lines: Mapping[Path, Lines]
    """Of each file, the lines that the base has not."""
    names: Mapping[Path, Path]
    """What a file that was renamed is called at the base, both below ``root``."""

    def write_base(self, folder: Path) -> None:
        """Write the base's tree into a folder: documents and settings as they were, other files empty.

        Raises GitError.
        """
        if self.base is None:
            return
        (folder / ".git").mkdir()
        listed = _git("ls-tree", "-r", "-z", "--name-only", "--full-tree", self.base, root=self.root)
        read: list[bytes] = []
        for name in filter(None, listed.split(b"\0")):
            path = folder / os.fsdecode(name)
            with suppress(OSError):  # a name that this system cannot have
                path.parent.mkdir(parents=True, exist_ok=True)
                path.touch()
                if path.suffix.lower() in _READ or path.name in (".gitignore", ".gitmodules"):
                    read.append(name)
        for name, text in _contents(self.base, read, self.root):
            (folder / os.fsdecode(name)).write_bytes(text)


def changed_lines(revision: str, files: Sequence[Path]) -> Mapping[Path, Lines]:
    """Return the lines of each file that the working tree has and the base has not; see ``changes``."""
    return changes(revision, files).lines


def changes(revision: str, files: Sequence[Path]) -> Changes:
    """Return what the working tree has and the revision's common ancestor with HEAD has not.

    A file that is new, or that git does not know, has every line; a renamed one only those that are not the old
    name's. Raises GitError.
    """
    root = Path(os.fsdecode(_git("rev-parse", "--show-toplevel").removesuffix(b"\n")))
    if revision == "HEAD" and _is_unborn():
        return Changes(root, None, dict.fromkeys(files, EVERY_LINE), {})
    base = _common_ancestor(revision)
    names = {path: _name(path, root) for path in files}
    before = dict(_changed_files(root, base))
    known = frozenset(_git("ls-files", "-z", "--cached", root=root).split(b"\0"))
    lines = {path: _lines(name, before, known, (root, base)) for path, name in names.items()}
    renamed = {Path(os.fsdecode(new)): Path(os.fsdecode(old)) for new, old in before.items() if old not in (None, new)}
    return Changes(root, base, lines, renamed)


def _contents(base: str, names: Sequence[bytes], root: Path) -> Iterator[tuple[bytes, bytes]]:
    """Yield the files of a commit with what is in them, as one process tells it (git-cat-file, --batch)."""
    names = [name for name in names if b"\n" not in name]
    asked = b"".join(os.fsencode(base) + b":" + name + b"\n" for name in names)
    told = _git("cat-file", "--batch", root=root, stdin=asked) if names else b""
    at = 0
    for name in names:
        head = told[at : told.find(b"\n", at)]
        at += len(head) + 1
        if head.endswith(b" missing"):
            continue
        size = int(head.rpartition(b" ")[2])
        yield name, told[at : at + size]
        at += size + 1


def file_before(revision: str, path: Path) -> bytes | None:
    """Return a file as the revision's common ancestor with HEAD has it; None where it has none. Raises GitError."""
    root = Path(os.fsdecode(_git("rev-parse", "--show-toplevel").removesuffix(b"\n")))
    base, name = _common_ancestor(revision), _name(path, root)
    if not _git("--literal-pathspecs", "ls-tree", "-z", base, "--", os.fsdecode(name), root=root):
        return None
    return _git("cat-file", "blob", f"{base}:{os.fsdecode(name)}", root=root)


def is_tracked(path: Path) -> bool:
    """Tell whether git has a file, or would have: what it tracks comes with a checkout, from whoever wrote it.

    The names that SQLite reads beside a database count as the database. Where git cannot be run, the index is searched
    for the name as it stands.
    """
    for place in dict.fromkeys((Path(os.path.abspath(path)), path.resolve())):  # noqa: PTH100  links not followed yet
        top = repository_root(place.parent)
        if top is None or not place.parent.is_dir():
            continue
        names = [f"{place.name}{ending}" for ending in ("", "-wal", "-shm", "-journal")]
        # A checkout in a container often belongs to another user; to be asked what is tracked does no harm there.
        options = ("-c", "safe.directory=*", "-c", "core.fsmonitor=false", "--literal-pathspecs")
        try:
            if _git(*options, "ls-files", "-z", "--cached", "--", *names, root=place.parent):
                return True
        except GitError:
            index = top / ".git" / "index"
            if index.is_file() and os.fsencode(place.relative_to(top).as_posix()) in index.read_bytes():
                return True
    return False


def _lines(
    name: bytes, before: Mapping[bytes, bytes | None], known: frozenset[bytes], place: tuple[Path, str]
) -> Lines:
    if name not in known:
        return EVERY_LINE
    if name not in before:
        return frozenset()
    old = before[name]
    if old is None:
        return EVERY_LINE
    root, base = place
    literal = [os.fsdecode(part) for part in dict.fromkeys((old, name))]
    patch = _git("--literal-pathspecs", *_DIFF, "--unified=0", "--text", base, "--", *literal, root=root)
    return _as_we_count(_hunks(patch), (root / os.fsdecode(name)).read_bytes())


def _changed_files(root: Path, base: str) -> Iterator[tuple[bytes, bytes | None]]:
    """Yield each changed file with the name it had before; None where it is new."""
    fields = iter(_git(*_DIFF, "--name-status", "-z", base, "--", root=root).split(b"\0"))
    for status in fields:
        if not status:
            return
        old = next(fields)
        if status[:1] in b"RC":
            yield next(fields), old
        else:
            yield old, None if status == b"A" else old


def _hunks(patch: bytes) -> Iterator[range]:
    """Yield the lines that each hunk leaves in the new file. A line of text begins with + or -, never with @@."""
    for match in _HUNK.finditer(patch):
        start, count = int(match[1]), int(match[2] or 1)
        yield range(start, start + count)


def _as_we_count(hunks: Iterator[range], data: bytes) -> Lines:
    """Translate git's lines, which end in LF, into Markdown's, which may end in a lone CR as well.

    What is not UTF-8 is cut at other bytes than its text: then every line counts.
    """
    if b"\0" in data:
        return EVERY_LINE
    numbers = {number for hunk in hunks for number in hunk}
    if b"\r" not in data:
        return frozenset(numbers)
    ours: set[int] = set()
    at = 1
    for number, line in enumerate(data.split(b"\n"), 1):
        lines = 1 + len(_LONE_RETURN.findall(line))
        if number in numbers:
            ours.update(range(at, at + lines))
        at += lines
    return frozenset(ours)


def _common_ancestor(revision: str) -> str:
    try:
        commit = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    except GitError:
        raise GitError(f"git knows no revision {revision!r} here; in CI, fetch the history (fetch-depth: 0)") from None
    try:
        return _git("merge-base", commit, "HEAD").decode().strip()
    except GitError:
        raise GitError(
            f"{revision!r} and HEAD have no common ancestor in this clone; in CI, fetch the history (fetch-depth: 0)"
        ) from None


def _is_unborn() -> bool:
    """Tell whether nothing was ever committed: before the first commit, every line is new."""
    try:
        _git("rev-parse", "--verify", "--quiet", "HEAD")
    except GitError:
        return True
    return False


def _name(path: Path, root: Path) -> bytes:
    absolute = path.parent.resolve() / path.name
    try:
        return os.fsencode(absolute.relative_to(root.resolve()).as_posix())
    except ValueError:
        raise OutsideError(f"{path}: not in the repository {root}") from None


def _git(*arguments: str, root: Path | None = None, stdin: bytes | None = None) -> bytes:
    """Run git and return its output. Raises GitError."""
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        result = subprocess.run(  # noqa: S603
            ["git", *arguments],  # noqa: S607
            cwd=root,
            env=environment,
            input=stdin,
            capture_output=True,
            check=False,
        )
    except (OSError, ValueError) as error:  # git is not installed; a NUL in a name
        raise GitError(f"git cannot be run: {error}") from None
    if result.returncode:
        words = result.stderr.decode(errors="replace").strip()
        raise GitError(words.splitlines()[0] if words else f"git {arguments[0]} failed")
    return result.stdout
