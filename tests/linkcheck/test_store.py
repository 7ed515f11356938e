"""What is kept, what saves a check, and what survives a kill."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fetchers.codes import Code
from fetchers.facts import Metadata, Observation, Page
from linkcheck.model import History, Link, Past, Record, Verdict
from linkcheck.store import NullStore, Store, StoreError
from linkcheck.store.writing import MOST_UNWRITTEN

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY = 86400.0


def _record(verdict: Verdict = Verdict.ALIVE, url: str = "https://a.org/x", before: Verdict | None = None) -> Record:
    link = Link(url=url, key=url, occurrences=())
    return Record(link=link, verdict=verdict, reason=Code("test"), detail="", checked=NOW, before=before)


def _observation(at: datetime = NOW) -> Observation:
    return Observation(
        url="https://a.org/x",
        observed=at,
        status=200,
        page=Page(title="T"),
        metadata=Metadata(title="T", authors=("A",)),
    )


def _put(store: Store, record: Record, at: datetime = NOW, fragments: tuple[str, ...] = ()) -> None:
    store.put(_observation(at), "https://a.org/x", fragments, [(record, History(verdict=record.verdict))])


def test_facts_come_back_as_they_were(tmp_path: Path) -> None:
    with Store(tmp_path / "s" / "state.db") as store:
        store.begin(["list.md"], NOW)
        _put(store, _record())
        store.finish(NOW)
    with Store(tmp_path / "s" / "state.db") as store:
        assert store.known("https://a.org/x") == _observation()
        assert store.history("https://a.org/x").verdict is Verdict.ALIVE
        assert store.history("https://never.org/") == History()


def test_state_is_ignored_by_git(tmp_path: Path) -> None:
    with Store(tmp_path / ".linkcheck" / "state.db"):
        assert (tmp_path / ".linkcheck" / ".gitignore").read_text() == "*\n"


def test_young_and_alive_saves_a_check(tmp_path: Path) -> None:
    with Store(tmp_path / "state.db") as store:
        store.begin(["list.md"], NOW)
        _put(store, _record())
        store.finish(NOW)
        store.begin(["list.md"], NOW)
        assert store.fresh("https://a.org/x", (), DAY, NOW + timedelta(hours=12)) is not None
        assert store.fresh("https://a.org/x", (), DAY, NOW + timedelta(hours=30)) is None
        assert store.fresh("https://a.org/x", ("part",), DAY, NOW) is None
        assert store.fresh("https://b.org/", (), DAY, NOW) is None


@pytest.mark.parametrize("verdict", [Verdict.DEAD, Verdict.BLOCKED, Verdict.UNREACHABLE, Verdict.SOFT_DEAD])
def test_a_stored_failure_never_saves_a_check(verdict: Verdict, tmp_path: Path) -> None:
    with Store(tmp_path / "state.db") as store:
        store.begin(["list.md"], NOW)
        _put(store, _record(verdict))
        store.finish(NOW)
        store.begin(["list.md"], NOW)
        assert store.fresh("https://a.org/x", (), DAY, NOW) is None


def test_an_unfinished_run_is_gone_on_with(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    with Store(path) as store:
        assert not store.begin(["list.md"], NOW)
        _put(store, _record(Verdict.DEAD))
    with Store(path) as store:
        assert store.begin(["list.md"], NOW + timedelta(minutes=1))
        assert store.fresh("https://a.org/x", (), 0, NOW) is not None
    with Store(path) as store:
        assert not store.begin(["other.md"], NOW)


def test_an_old_unfinished_run_is_left(tmp_path: Path) -> None:
    with Store(tmp_path / "state.db") as store:
        store.begin(["list.md"], NOW)
        assert not store.begin(["list.md"], NOW + timedelta(days=2))


def test_events_are_changes_only(tmp_path: Path) -> None:
    with Store(tmp_path / "state.db") as store:
        store.begin(["list.md"], NOW)
        store.conclude(_record(), History())
        store.conclude(replace(_record(before=Verdict.ALIVE), checked=NOW + timedelta(days=1)), History())
        store.begin(["list.md"], NOW + timedelta(days=2))
        store.conclude(replace(_record(Verdict.DEAD, before=Verdict.ALIVE), checked=NOW + timedelta(days=2)), History())
        assert [event.verdict for event in store.events("https://a.org/x")] == ["alive", "dead"]


def _committed(path: Path, table: str) -> int:
    """How many rows another process sees."""
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    finally:
        db.close()


def _put_many(store: Store, number: int) -> None:
    for n in range(number):
        url = f"https://a.org/{n}"
        store.put(_observation(), url, (), [(_record(url=url), History(verdict=Verdict.ALIVE))])


def test_what_was_put_is_known_at_once(tmp_path: Path) -> None:
    with Store(tmp_path / "state.db") as store:
        store.begin(["list.md"], NOW)
        for read in (
            lambda: store.known("https://a.org/x"),
            lambda: store.found("https://a.org/x"),
            lambda: store.fresh("https://a.org/x", (), DAY, NOW),
            lambda: store.history("https://a.org/x").verdict,
            lambda: store.events("https://a.org/x"),
            lambda: store.past("https://a.org/x").events,
        ):
            _put(store, _record())
            assert read()


def test_many_answers_are_one_transaction(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    with Store(path) as store:
        store.begin(["list.md"], NOW)
        _put_many(store, MOST_UNWRITTEN - 1)
        assert _committed(path, "fact") == 0
        _put_many(store, MOST_UNWRITTEN)
        assert _committed(path, "fact") == _committed(path, "history") == _committed(path, "event") == MOST_UNWRITTEN
        store.put(_observation(), "https://b.org/", (), [])
        store.commit()
        assert _committed(path, "fact") == MOST_UNWRITTEN + 1


def _interrupted(path: Path) -> None:
    with Store(path) as store:
        store.begin(["list.md"], NOW)
        _put(store, _record())
        raise KeyboardInterrupt


def test_whoever_leaves_commits(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    with pytest.raises(KeyboardInterrupt):
        _interrupted(path)
    assert _committed(path, "fact") == 1


def test_what_could_not_be_written_is_written_as_soon_as_it_can_be(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    with Store(path) as store:
        store.begin(["list.md"], NOW)
        store._db.execute("PRAGMA max_page_count = 8")
        _put_many(store, MOST_UNWRITTEN - 1)
        with pytest.raises(StoreError, match="full"):
            store.commit()
        assert _committed(path, "fact") == 0
        store._db.execute("PRAGMA max_page_count = 1000000")
    assert _committed(path, "fact") == MOST_UNWRITTEN - 1


def test_a_second_conclusion_takes_the_first_back(tmp_path: Path) -> None:
    with Store(tmp_path / "state.db") as store:
        store.begin(["list.md"], NOW)
        _put(store, _record(before=Verdict.SOFT_DEAD))
        gone = _record(Verdict.SOFT_DEAD, before=Verdict.SOFT_DEAD)
        store.correct(gone, History(verdict=Verdict.SOFT_DEAD, failures=2))
        store.finish(NOW)
        assert store.history("https://a.org/x").failures == 2
        assert store.events("https://a.org/x") == ()
        store.begin(["list.md"], NOW)
        assert store.fresh("https://a.org/x", (), DAY, NOW) is None


def test_a_store_that_keeps_nothing_knows_nothing() -> None:
    with NullStore() as store:
        assert not store.begin(["list.md"], NOW)
        store.put(_observation(), "https://a.org/x", (), [(_record(), History(verdict=Verdict.ALIVE))])
        store.commit()
        store.finish(NOW)
        assert store.past("https://a.org/x") == Past()
        assert store.found("https://a.org/x") is None
        assert store.fresh("https://a.org/x", (), DAY, NOW) is None


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="--no-state"):
        Store(tmp_path / "file" / "state.db")


def test_a_file_that_is_no_store_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(b"not a database, but long enough to be looked at as one" * 30)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"notes\.txt: no state of linkcheck, and left alone"):
        Store(path)
    assert path.read_bytes() == before


def test_a_newer_store_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version=99")
    db.close()
    with pytest.raises(StoreError, match="newer"):
        Store(path)


def test_what_rate_limits_have_taught_is_kept_for_a_season(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    with Store(path) as store:
        store.keep_intervals({"a.org": 0.5, "b.org": 1.0}, NOW)
    with Store(path) as store:
        store.keep_intervals({"b.org": 0.0}, NOW)
    with Store(path) as store:
        assert store.intervals(NOW) == {"a.org": 0.5}
        assert store.intervals(NOW + timedelta(days=100)) == {}
        assert store.intervals(NOW - timedelta(days=10)) == {}, "learnt by a clock that was wrong"


@pytest.mark.parametrize("interval", [1e9, -1.0, float("inf"), "soon"])
def test_no_pace_of_a_strangers_state_holds_a_run_up(tmp_path: Path, interval: object) -> None:
    path = tmp_path / "state.db"
    Store(path).__exit__(None, None, None)
    with sqlite3.connect(path) as db:
        db.execute("INSERT INTO pace VALUES (?, ?, ?)", ("a.org", interval, NOW.isoformat()))
    db.close()
    with Store(path) as store:
        assert store.intervals(NOW) == {}
