"""Opens a state file: checks whose it is and whether it is intact, and saves what it can of a damaged one.

A state may come with a cache, a checkout or a bad disk. It is opened read-only first; another program's file is left
alone, and a damaged one of ours is set aside and replaced, so that no run fails because of it.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Final

from linkcheck.store.believing import believed_row
from linkcheck.store.interface import StoreError

APPLICATION_ID: Final = 0x6C6E6B63
"""Says in the file's header whose it is; states from before have none."""
SCHEMA_VERSION: Final = 1
TABLES: Final = {
    "run": "CREATE TABLE run (id INTEGER PRIMARY KEY, inputs TEXT NOT NULL, started TEXT NOT NULL, finished TEXT)",
    "fact": "CREATE TABLE fact (key TEXT PRIMARY KEY, run INTEGER NOT NULL, found INTEGER NOT NULL, "
    "fragments TEXT NOT NULL, observation BLOB NOT NULL)",
    "history": "CREATE TABLE history (url TEXT PRIMARY KEY, key TEXT NOT NULL, history BLOB NOT NULL)",
    "event": "CREATE TABLE event (url TEXT NOT NULL, at TEXT NOT NULL, verdict TEXT NOT NULL, reason TEXT NOT NULL, "
    "PRIMARY KEY (url, at)) WITHOUT ROWID",
    "pace": "CREATE TABLE pace (host TEXT PRIMARY KEY, interval REAL NOT NULL, learnt TEXT NOT NULL)",
}
BUSY_FOR: Final = 0.05
"""Seconds that SQLite waits for another process: the event loop waits with it."""

_MAGIC: Final = b"SQLite format 3\0"
_USUAL_NAME: Final = "state.db"
_DAMAGED: Final = frozenset((sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT))
_CUT_SHORT: Final = sqlite3.SQLITE_IOERR_SHORT_READ
_BESIDE: Final = ("-wal", "-shm", "-journal")
_KEEPS_NOTHING: Final = "use --no-state or --state"


def open_state(path: Path, now: datetime) -> tuple[sqlite3.Connection, list[str]]:
    """Return the file's database, ready for use, and warnings for the user. Raises StoreError."""
    try:
        _make_folder(path.parent)
        damage = _damage_of(path)
        if damage is None:
            return _ready(path), []
        aside = _set_aside(path)
        db = _ready(path)
        kept = _salvage(aside, db, now)
    except OSError as error:
        raise StoreError(f"{path}: cannot keep state here: {error.strerror}; {_KEEPS_NOTHING}") from None
    except sqlite3.Error as error:
        raise StoreError(f"{path}: cannot keep state here: {error}; {_KEEPS_NOTHING}") from None
    said = f"{path}: damaged ({damage}): set aside as {aside.name} and begun anew; {kept} of its rows could be kept"
    return db, [said]


@contextmanager
def reading_state(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a state to be read and nothing else, on a read-only file system too. Raises StoreError."""
    with ExitStack() as stack:
        try:
            damage = _damage_of(path)
            if damage is not None:
                raise StoreError(f"{path}: damaged ({damage}); the next linkcheck check sets it aside and begins anew")
            db = stack.enter_context(_read_only(path))
        except OSError as error:
            raise StoreError(f"{path}: cannot be read: {error.strerror}") from None
        except sqlite3.Error as error:
            raise StoreError(f"{path}: cannot be read: {error}") from None
        yield db


def _ready(path: Path) -> sqlite3.Connection:
    """Return the file's database with all its tables."""
    with ExitStack() as unless_ready:
        db = sqlite3.connect(path, isolation_level=None, timeout=5.0)
        unless_ready.callback(db.close)
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=NORMAL")
        db.execute("PRAGMA trusted_schema=OFF")
        db.execute("BEGIN IMMEDIATE")
        for name, sql in TABLES.items():
            db.execute(sql.replace(f"TABLE {name}", f"TABLE IF NOT EXISTS {name}", 1))
        db.execute(f"PRAGMA application_id={APPLICATION_ID}")
        db.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
        db.execute("COMMIT")
        db.execute(f"PRAGMA busy_timeout={int(BUSY_FOR * 1000)}")
        unless_ready.pop_all()
        return db


@contextmanager
def _read_only(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database read-only, whatever it contains.

    Where not even the log's index can be written beside it, it is read as unchanging, or from a copy where a log holds
    what was written last.
    """
    with ExitStack() as stack:
        try:
            db = stack.enter_context(closing(_connected(path, "mode=ro")))
            db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            if _code(error) & 0xFF not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
                raise
            log = path.with_name(f"{path.name}-wal")
            if log.is_file() and log.stat().st_size:
                folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="linkcheck-")))
                copy = folder / path.name
                shutil.copyfile(path, copy)
                shutil.copyfile(log, folder / log.name)
                db = stack.enter_context(closing(_connected(copy, "mode=rw")))
            else:
                db = stack.enter_context(closing(_connected(path, "mode=ro&immutable=1")))
        yield db


def _connected(path: Path, how: str) -> sqlite3.Connection:
    db = sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, isolation_level=None, timeout=5.0)
    db.execute("PRAGMA trusted_schema=OFF")
    return db


def _damage_of(path: Path) -> str | None:
    """Return what is wrong with a state, or None. Raises StoreError if the file is another program's."""
    if not path.exists() or path.stat().st_size == 0:
        return None
    with path.open("rb") as file:
        head = file.read(72)
    is_ours = path.name == _USUAL_NAME or head[68:] == APPLICATION_ID.to_bytes(4, "big")
    try:
        log = path.with_name(f"{path.name}-wal")
        if not log.exists():
            # Nobody is at work on it: looked at so, not even an index of its log is made beside it.
            with closing(_connected(path, "mode=ro&immutable=1")) as db:
                _require_own(db, path)
        with _read_only(path) as db:
            _require_own(db, path)
            return _damage_in(db)
    except (sqlite3.DatabaseError, UnicodeDecodeError, MemoryError) as error:
        # SQLite's word on a damaged schema quotes its bytes, and Python cannot decode them; a length in a page of five
        # kilobytes may ask for more memory than there is.
        code = _code(error) if isinstance(error, sqlite3.Error) else sqlite3.SQLITE_CORRUPT
        if code & 0xFF not in _DAMAGED and code != _CUT_SHORT:
            raise
        if not is_ours:
            what = "damaged" if head.startswith(_MAGIC) else "no state of linkcheck"
            raise StoreError(f"{path}: {what}, and left alone: {error}; remove it, or {_KEEPS_NOTHING}") from None
        return str(error) or "more memory is asked for than there is"


def _require_own(db: sqlite3.Connection, path: Path) -> None:
    """Raise StoreError where a database is another program's, or a newer linkcheck's."""
    (application,) = db.execute("PRAGMA application_id").fetchone()
    (version,) = db.execute("PRAGMA user_version").fetchone()
    found = {name for _, name, _ in _objects(db)}
    if application not in (0, APPLICATION_ID) or (application == 0 and not found <= TABLES.keys()):
        raise StoreError(f"{path}: another program's database, and left alone; {_KEEPS_NOTHING}")
    if version > SCHEMA_VERSION:
        raise StoreError(f"{path}: written by a newer linkcheck; update linkcheck, or use --state")


def _damage_in(db: sqlite3.Connection) -> str | None:
    for kind, name, sql in _objects(db):
        if not _is_own(name, kind, sql):
            return f"the {kind} {name!r} is not of linkcheck's making"
    # quick_check would not compare an index with its table; this takes 9 ms more for 10,000 links.
    (verdict,) = db.execute("PRAGMA integrity_check(1)").fetchone()
    return None if verdict == "ok" else str(verdict).splitlines()[-1]


def _objects(db: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """Return kind, name and definition of every object in the database, except SQLite's automatic indexes."""
    db.text_factory = bytes
    rows = db.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL OR type != 'index' LIMIT 100"
    ).fetchall()
    db.text_factory = str
    return [(_text(kind), _text(name), "" if sql is None else _text(sql)) for kind, name, sql in rows]


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace") if isinstance(data, bytes) else str(data)


def _is_own(name: str, kind: str, sql: str) -> bool:
    """Whether a table is just as linkcheck makes it: no view, no trigger, no other column."""
    return kind == "table" and name in TABLES and _plain(sql) == _plain(TABLES[name])


def _plain(sql: str) -> str:
    return "".join(sql.split())


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) or 0


def _set_aside(path: Path) -> Path:
    """Rename a damaged state with what belongs to it, and return its new place."""
    aside = next(
        place for number in count(1) if not (place := path.with_name(f"{path.name}.damaged-{number}")).exists()
    )
    path.rename(aside)
    for ending in _BESIDE:
        with suppress(FileNotFoundError):
            path.with_name(path.name + ending).rename(aside.with_name(aside.name + ending))
    return aside


def _salvage(aside: Path, db: sqlite3.Connection, now: datetime) -> int:
    """Copy what can still be read and believed, and return how many rows that is."""
    kept = 0
    with suppress(sqlite3.Error, UnicodeDecodeError, MemoryError), _read_only(aside) as old:
        tables = {name for kind, name, sql in _objects(old) if _is_own(name, kind, sql)}
        old.text_factory = bytes
        db.execute("BEGIN IMMEDIATE")
        for table in tables:
            for row in _readable(old, table):
                believed = believed_row(table, row, now)
                if believed is not None:
                    marks = ", ".join("?" * len(believed))
                    kept += db.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", believed).rowcount  # noqa: S608  a name of ours
        # What was concluded of an answer is written with it, and would be missing: better to ask once more.
        kept -= db.execute("DELETE FROM fact WHERE key NOT IN (SELECT key FROM history)").rowcount
        db.execute("COMMIT")
    return kept


def _readable(db: sqlite3.Connection, table: str) -> Iterator[tuple[object, ...]]:
    """Yield the rows up to the first that cannot be read, from both ends."""
    order = "url" if table == "event" else "rowid"
    for direction in ("ASC", "DESC"):
        try:
            yield from db.execute(f"SELECT * FROM {table} ORDER BY {order} {direction}")  # noqa: S608  names of ours
        except (sqlite3.Error, MemoryError):
            continue
        return


def _make_folder(folder: Path) -> None:
    """Make the state's folder, with a .gitignore of its own so that no list's repository commits it."""
    if folder.is_dir():
        return
    folder.mkdir(parents=True)
    (folder / ".gitignore").write_text("*\n", encoding="utf-8")
