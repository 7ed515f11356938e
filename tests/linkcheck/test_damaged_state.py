"""A state that is damaged, forged, another program's or in use: no run fails, and no row is believed unseen."""

from __future__ import annotations

import os
import random
import re
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fetchers.codes import Code
from fetchers.facts import Observation
from linkcheck.model import History, Link, Record, Verdict
from linkcheck.store import Store, StoredState, StoreError
from linkcheck.store import state as state_module

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
URLS = tuple(f"https://a{number}.test.org/x" for number in range(200))
ROOT = Path(__file__).resolve().parents[2]


def put(store: Store, url: str, verdict: Verdict = Verdict.ALIVE, at: datetime = NOW) -> None:
    record = Record(
        link=Link(url=url, key=url, occurrences=()), verdict=verdict, reason=Code("test"), detail="", checked=at
    )
    seen = Observation(url=url, observed=at, status=200)
    store.put(seen, url, (), [(record, History(verdict=verdict, since=at, last_alive=at))])


def fill(path: Path, urls: tuple[str, ...] = URLS, at: datetime = NOW) -> None:
    with Store(path) as store:
        store.begin(["list.md"], at)
        for url in urls:
            put(store, url, at=at)
        store.finish(at)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / ".linkcheck" / "state.db"
    fill(path)
    return path


def known(store: Store | StoredState) -> int:
    return sum(store.history(url).verdict is Verdict.ALIVE for url in URLS)


def edit(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA writable_schema=ON")
        for statement in statements:
            db.execute(statement)


def overwrite(path: Path, start: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(start)
        file.write(data)


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size * 6 // 10)


def misspell_in_index(path: Path) -> None:
    """Change an address where the index has it, and leave the table whole."""
    data = path.read_bytes()
    url = URLS[7].encode()
    places = [match.start() for match in re.finditer(re.escape(url), data)]
    # In an index an address is the entry's first column, and what follows it is the row's number; in a table, the next.
    (place, *_) = [place for place in places if data[place + len(url) : place + len(url) + 1] == b"\x08"]
    overwrite(path, place, url.replace(b"a7.", b"A7."))


DAMAGES: dict[str, Callable[[Path], object]] = {
    "cut": cut,
    "cut in the header": lambda path: os.truncate(path, 50),
    "zeros": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "another text": lambda path: path.write_text("Moved to https://example.org/ " * 100),
    "header": lambda path: overwrite(path, 0, b"\xff" * 16),
    "page size": lambda path: overwrite(path, 16, b"\x00\x03"),
    "pages": lambda path: overwrite(path, path.stat().st_size // 2, random.Random(1).randbytes(9000)),
    "a view": lambda path: edit(
        path, "DROP TABLE history",
        "CREATE VIEW history AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x FROM n) "
        "SELECT 'u' AS url, 'k' AS key, x AS history FROM n",
    ),
    "a trigger": lambda path: edit(path, "CREATE TRIGGER t AFTER INSERT ON fact BEGIN DELETE FROM history; END"),
    "a column less": lambda path: edit(path, "ALTER TABLE fact DROP COLUMN fragments"),
    "a column more": lambda path: edit(path, "ALTER TABLE history ADD COLUMN x TEXT"),
    "an entry of an index": misspell_in_index,
    "an index": lambda path: edit(path, "CREATE INDEX i ON fact (run)"),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_state_is_set_aside_and_begun_anew(damage: str, path: Path) -> None:
    DAMAGES[damage](path)
    before = path.read_bytes()
    with Store(path) as store:
        (said,) = store.warnings
        assert "damaged (" in said
        assert "\n" not in said
        assert "set aside as state.db.damaged-1 and begun anew" in said
        store.begin(["list.md"], NOW + timedelta(days=1))
        known(store)
        put(store, URLS[0], Verdict.DEAD)
        store.finish(NOW + timedelta(days=1))
    assert path.with_name("state.db.damaged-1").read_bytes()[:60] == before[:60]
    with Store(path) as store:
        assert store.warnings == ()
        assert store.history(URLS[0]).verdict is Verdict.DEAD


def test_what_can_be_read_of_it_is_kept(path: Path) -> None:
    edit(path, "CREATE INDEX i ON fact (run)")
    with Store(path) as store:
        assert known(store) == len(URLS)
        assert store.known(URLS[3]) is not None
        assert store.last_run() == (NOW, NOW)
    cut(path)
    with Store(path) as store:
        assert "damaged-2" in store.warnings[0]


@pytest.mark.parametrize("seed", range(40))
def test_random_bytes_anywhere_end_no_run(seed: int, path: Path) -> None:
    chance = random.Random(seed)
    for _ in range(chance.choice((1, 4, 40))):
        overwrite(path, chance.randrange(path.stat().st_size), chance.randbytes(chance.choice((1, 3, 200))))
    with Store(path) as store:
        store.begin(["list.md"], NOW + timedelta(days=1))
        for url in URLS:
            store.past(url)
            store.fresh(url, (), 1e6, NOW)
            put(store, url)
        store.finish(NOW + timedelta(days=1))


@pytest.mark.parametrize(
    "statement",
    ["UPDATE fact SET observation = CAST(x'7bff' AS BLOB)", "UPDATE fact SET observation = 'text'",
     "UPDATE fact SET observation = zeroblob(5000000)", "UPDATE history SET history = x'ff'",
     "UPDATE history SET history = CAST(replace(CAST(history AS TEXT), 'alive', 'resurrected') AS BLOB)",
     "UPDATE event SET verdict = 'resurrected'",
     "UPDATE event SET at = 'yesterday'", "UPDATE event SET at = '2026-01-01'",
     "UPDATE event SET reason = CAST(x'ff' AS TEXT)", "UPDATE fact SET fragments = CAST(x'ff' AS TEXT)",
     "UPDATE run SET started = 'yesterday'", "UPDATE run SET finished = CAST(x'fe' AS TEXT)",
     "UPDATE history SET history = CAST(replace(CAST(history AS TEXT), '\"failures\":0', '\"failures\":-7') AS BLOB)"],
)  # fmt: skip
def test_a_row_that_is_none_of_ours_is_not_believed(statement: str, path: Path) -> None:
    edit(path, statement)
    with Store(path) as store:
        store.last_run()
        store.begin(["list.md"], NOW)
        for url in URLS[:3]:
            past = store.past(url)
            assert past.history.verdict in (None, Verdict.ALIVE)
            assert all(event.verdict is Verdict.ALIVE for event in past.events)
            store.known(url)
            store.found(url)
            store.fresh(url, (), 1e6, NOW)
        put(store, URLS[0])
        store.finish(NOW)


@pytest.mark.parametrize("ahead", [timedelta(hours=3), timedelta(days=400), timedelta(days=36500)])
def test_what_a_clock_that_was_ahead_wrote_is_asked_for_again(ahead: timedelta, tmp_path: Path) -> None:
    """It was fresh for ever, even with ``--max-age 0``."""
    fill(tmp_path / "state.db", at=NOW + ahead)
    with Store(tmp_path / "state.db") as store:
        store.begin(["list.md"], NOW)
        assert store.fresh(URLS[0], (), 86400.0, NOW) is None
        past = store.past(URLS[0]).history
        assert past.verdict is Verdict.ALIVE
        assert past.last_alive is not None
        assert past.last_alive - NOW <= timedelta(days=1)


def test_no_run_goes_on_with_one_that_is_to_come(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    with Store(path) as store:
        store.begin(["list.md"], NOW + timedelta(days=300))
        put(store, URLS[0], at=NOW + timedelta(days=300))
    with Store(path) as store:
        assert not store.begin(["list.md"], NOW)
        assert store.fresh(URLS[0], (), 86400.0, NOW) is None


@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
@pytest.mark.parametrize("name", ["state.db", "places.sqlite"])
def test_another_program_s_database_is_left_as_it_is(name: str, mode: str, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.sqlite"
    with closing(sqlite3.connect(foreign)) as db:
        db.executescript(
            "CREATE TABLE moz_places (id INTEGER); CREATE TABLE history (x); INSERT INTO history VALUES (1)"
        )
    before = foreign.read_bytes()
    place = tmp_path / ".linkcheck" / name
    place.parent.mkdir()
    place.symlink_to(foreign)
    for opening in (Store, StoredState):
        with pytest.raises(StoreError, match="another program's database, and left alone"):
            opening(place)
    assert foreign.read_bytes() == before
    assert sorted(entry.name for entry in tmp_path.iterdir()) == [".linkcheck", "foreign.sqlite"]


def test_what_is_read_alone_is_not_written(path: Path) -> None:
    before = path.read_bytes()
    with StoredState(path) as store:
        assert known(store) == len(URLS)
    assert path.read_bytes() == before


READER = """
import os, sys
from pathlib import Path
from linkcheck.store import StoredState
os.setuid(65534)
with StoredState(Path(sys.argv[1])) as store:
    print(sum(store.history(f"https://a{n}.test.org/x").verdict is not None for n in range(200)))
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="becomes somebody who may not write")
@pytest.mark.parametrize("with_log", [False, True])
def test_a_state_that_cannot_be_written_can_be_read(with_log: bool, path: Path) -> None:
    held = sqlite3.connect(path)
    if with_log:
        # A reader keeps what is written next in the log, as a kill would.
        held.execute("BEGIN")
        held.execute("SELECT * FROM run").fetchall()
        fill(path)
        copy = path.parent / "copy"
        copy.mkdir()
        for ending in ("", "-wal"):
            (copy / f"state.db{ending}").write_bytes(path.with_name(f"state.db{ending}").read_bytes())
        path = copy / "state.db"
    held.close()
    for folder in (path.parent, *path.parent.parents[:4]):
        folder.chmod(0o755)
    result = subprocess.run(
        [sys.executable, "-c", READER, str(path)], capture_output=True, text=True, check=False,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
    )  # fmt: skip
    assert result.stdout == "200\n", result.stderr


HOLDER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from linkcheck.store import Store
with Store(Path(sys.argv[1])) as store:
    store.begin([sys.argv[2]], datetime(2026, 11, 24, 12, tzinfo=UTC))
    print("begun", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def beside(path: Path) -> Iterator[Callable[[str], subprocess.Popen[str]]]:
    processes: list[subprocess.Popen[str]] = []

    def begin(name: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(path), name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={"PYTHONPATH": str(ROOT), "PATH": ""},
        )  # fmt: skip
        processes.append(process)
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        return process

    yield begin
    for process in processes:
        process.kill()
        process.communicate()


def test_a_run_beside_another_over_the_same_lists_is_one_of_its_own(
    path: Path, beside: Callable[[str], subprocess.Popen[str]]
) -> None:
    """It went on with the other's: twice the requests, and half of a first run was "new"."""
    other = beside("list.md")
    with Store(path) as store:
        assert not store.begin(["list.md"], NOW + timedelta(days=1))
        assert "another run over the same lists" in store.warnings[0]
        with closing(sqlite3.connect(path)) as db, db:
            db.execute("DELETE FROM history")
        assert known(store) == len(URLS)
        put(store, URLS[0], Verdict.DEAD)
        store.finish(NOW)
    other.communicate()
    with Store(path) as store:
        assert store.history(URLS[0]).verdict is None
        assert store.begin(["list.md"], NOW + timedelta(days=1))
        assert not store.warnings
    assert not path.with_name("state.db.lock").exists()


def test_runs_over_other_lists_share_a_state(path: Path, beside: Callable[[str], subprocess.Popen[str]]) -> None:
    other = beside("other.md")
    with Store(path) as store:
        store.begin(["list.md"], NOW)
        put(store, URLS[0], Verdict.DEAD)
        store.finish(NOW)
        assert not store.warnings
    other.kill()
    other.communicate()
    with Store(path) as store:
        assert store.history(URLS[0]).verdict is Verdict.DEAD
        assert store.begin(["other.md"], NOW + timedelta(days=1)), "what was killed is gone on with"


def test_a_file_that_is_locked_for_a_while_holds_nobody_up(path: Path) -> None:
    locked = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    with Store(path) as store:
        store.begin(["list.md"], NOW)
        locked.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        for url in URLS:
            put(store, url, Verdict.DEAD)
            assert store.history(url).verdict is Verdict.DEAD
            assert store.fresh(url, (), 0, NOW) is not None
        assert time.monotonic() - began < 2
        release = threading.Timer(0.5, lambda: locked.execute("ROLLBACK"))
        release.start()
        store.finish(NOW)
    release.join()
    locked.close()
    with Store(path) as store:
        assert store.warnings == ()
        assert store.history(URLS[-1]).verdict is Verdict.DEAD


def test_a_file_that_stays_locked_is_said_and_costs_no_report(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state_module, "PATIENCE", 0.2)
    locked = sqlite3.connect(path, isolation_level=None)
    with Store(path) as store:
        store.begin(["list.md"], NOW)
        locked.execute("BEGIN IMMEDIATE")
        for url in URLS:
            put(store, url, Verdict.DEAD)
        store.finish(NOW)
    assert store.warnings
    assert all("locked" in warning for warning in store.warnings)
    locked.close()


def test_a_state_that_is_taken_away_is_written_again(path: Path) -> None:
    with Store(path) as store:
        store.begin(["list.md"], NOW)
        put(store, URLS[0], Verdict.DEAD)
        store.commit()
        for entry in path.parent.iterdir():
            entry.unlink()
        path.parent.rmdir()
        put(store, URLS[1], Verdict.DEAD)
        store.finish(NOW)
    assert store.warnings == ()
    with Store(path) as store:
        assert [store.history(url).verdict for url in URLS[:3]] == [Verdict.DEAD, Verdict.DEAD, Verdict.ALIVE]


def test_another_state_in_its_place_is_left_alone(path: Path) -> None:
    with Store(path) as store:
        store.begin(["list.md"], NOW)
        path.rename(path.with_name("mine.db"))
        fill(path, URLS[:2])
        before = path.read_bytes()
        put(store, URLS[0], Verdict.DEAD)
        store.finish(NOW)
    assert any("replaced during the run" in warning for warning in store.warnings)
    assert path.read_bytes() == before
