"""What the Action's inputs say, as words and as files. Run with ``python -I``; needs nothing but Python.

``words NAME``: the words of INPUT_NAME, each ended by NUL. ``memory``: where the memory lies. ``files FOLDER``: the
files in FOLDER that INPUT_REPORT, INPUT_FORMATS and INPUT_MEMORY name. ``collect FROM TO``: copies those from one
folder to another. ``job``: a digest that tells this job from others of the repository.
"""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath


def words(name: str) -> list[str]:
    """Split an input as a shell's command line, comments included; nothing is expanded or evaluated."""
    return shlex.split(os.environ.get(f"INPUT_{name}", ""), comments=True)


def files(folder: Path) -> list[str]:
    """Return the named reports that are in a folder, parts of a long one (``report.1.md``) included."""
    found: dict[str, None] = {}
    for name in _named():
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or ".git" in (part.lower() for part in path.parts):
            sys.stderr.write(f"linkcheck: {name!r} is outside of the repository, and not committed\n")
            continue
        for candidate in (path, *_parts(folder, path)):
            if _is_plain(folder, candidate):
                found[candidate.as_posix()] = None
    return list(found)


def collect(source: Path, target: Path) -> None:
    """Copy the named reports; a link in the way is replaced, never followed."""
    if source.resolve() == target.resolve():
        return
    for name in files(source):
        place = target / name
        if any(parent.is_symlink() for parent in place.parents if parent != target and parent.is_relative_to(target)):
            sys.exit(f"linkcheck: {name!r} lies behind a symbolic link, and is left alone")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.unlink(missing_ok=True)
        shutil.copyfile(source / name, place)


def memory() -> str:
    """Return where the memory lies: as INPUT_MEMORY says, else beside the report; empty where there is none."""
    named, report = os.environ.get("INPUT_MEMORY", ""), os.environ.get("INPUT_REPORT", "")
    if named or not report:
        return "" if named == "none" else named
    path = PurePosixPath(report)
    stem = path.stem.removesuffix(".report")
    return path.with_name(f"{stem}.memory.jsonl").as_posix()


def job() -> str:
    """Return a digest of what the job writes and reads: caches and artifacts of several jobs must not share a name."""
    named = [os.environ.get(f"INPUT_{name}", "") for name in ("REPORT", "MEMORY", "PATHS")]
    return hashlib.sha256("\n".join(named).encode("utf-8", "surrogateescape")).hexdigest()[:12]


def _named() -> Iterator[str]:
    if place := memory():
        yield place
    report = os.environ.get("INPUT_REPORT", "")
    if report:
        yield report
    for word in words("FORMATS"):
        _, equals, name = word.partition("=")
        if equals and name:
            yield name


def _parts(folder: Path, path: PurePosixPath) -> Iterator[PurePosixPath]:
    part = re.compile(rf"{re.escape(path.stem)}\.\d+{re.escape(path.suffix)}")
    parent = folder / path.parent
    if parent.is_dir():
        names = sorted(entry.name for entry in parent.iterdir())
        yield from (path.with_name(name) for name in names if part.fullmatch(name))


def _is_plain(folder: Path, path: PurePosixPath) -> bool:
    places = [folder / part for part in (path, *path.parents) if part != PurePosixPath(".")]
    return (folder / path).is_file() and not any(place.is_symlink() for place in places)


def main(arguments: list[str]) -> None:
    """Do what the first argument names."""
    match arguments:
        case ["words", name]:
            _write(words(name))
        case ["memory"]:
            _write([memory()])
        case ["job"]:
            sys.stdout.write(f"job={job()}\n")
        case ["files", folder]:
            _write(files(Path(folder)))
        case ["collect", source, target]:
            collect(Path(source), Path(target))
        case _:
            sys.exit(2)


def _write(items: list[str]) -> None:
    sys.stdout.buffer.write(b"".join(os.fsencode(item) + b"\0" for item in items))


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (ValueError, OSError) as error:
        sys.exit(f"linkcheck: an input cannot be read: {error}")
