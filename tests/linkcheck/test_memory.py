"""The memory: read as a stranger's, written so that nothing changes by itself, and the newer of two counts."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers.codes import Code
from fetchers.facts import Metadata, Observation
from linkcheck.judge.confirmation import update
from linkcheck.model import EditKind, History, Judgement, Link, Record, SuggestionKind, Verdict
from linkcheck.store import (
    LinkMemory,
    MemoryFileError,
    NullStore,
    Remembering,
    Store,
    memory_lines,
    parse_memory,
    read_memory,
)
from linkcheck.store.memory import Declined, Remembered
from linkcheck.store.memory_file import FIRST_LINE

NOW = datetime(2026, 6, 1, 5, 23, tzinfo=UTC)
URL = "https://a.test.org/x"
SCHEMA = json.loads((Path(__file__).resolve().parents[2] / "docs" / "memory.schema.json").read_text(encoding="utf-8"))


def week(number: int) -> datetime:
    return NOW - timedelta(weeks=10 - number)


def check(
    memory: LinkMemory, verdict: Verdict, when: datetime, store: Store | None = None
) -> tuple[Record, LinkMemory]:
    """Run once over the one link, and return what is said and the memory as it is read the next time."""
    remembering = Remembering(store or NullStore(), memory)
    past = remembering.past(URL).history
    judgement = Judgement(verdict=verdict, reason=Code("http-404"), detail="…")
    after = update(past, judgement, Observation(url=URL, observed=when))
    record = Record(
        link=Link(url=URL, key=URL, occurrences=()),
        verdict=verdict,
        reason=Code("http-404"),
        detail="…",
        checked=when,
        before=past.verdict,
        confirmed=after.confirmed,
        newly_confirmed=after.confirmed_on is not None and past.confirmed_on is None,
    )
    remembering.put(Observation(url=URL, observed=when), URL, (), [(record, after)])
    text = "".join(memory_lines(remembering.remembered([URL])))
    return record, parse_memory(text.encode(), "m", when)


def line(**more: object) -> bytes:
    return (FIRST_LINE + "\n" + json.dumps({"url": URL, **more}) + "\n").encode()


DEAD = {"verdict": "dead", "since": "2026-05-01T00:00:00Z"}
DAYS = {"days": 3, "first": "2026-05-01T00:00:00Z", "last": "2026-05-15T00:00:00Z"}


def test_without_any_state_a_death_is_confirmed_once() -> None:
    memory, seen = LinkMemory(), []
    for number, verdict in enumerate([Verdict.ALIVE, *[Verdict.DEAD] * 5, Verdict.UNREACHABLE, Verdict.DEAD]):
        record, memory = check(memory, verdict, week(number))
        seen.append((record.confirmed, record.newly_confirmed))
    no, first, yes = (False, False), (True, True), (True, False)
    assert seen[1:] == [no, no, first, yes, yes, no, yes]


def test_a_confirmed_link_changes_nothing_any_more() -> None:
    memory = LinkMemory()
    texts = []
    for number in range(8):
        _, memory = check(memory, Verdict.DEAD, week(number))
        texts.append("".join(memory_lines(memory.links)))
    assert len(set(texts)) == 3
    assert texts[2] == texts[-1]


def test_what_a_link_was_outlives_the_cache() -> None:
    """The report says it of what is gone; without the cache that line would be rewritten."""
    facts = Metadata(kind="paper", title="On Links", authors=tuple("ABCDEFG"), published="2017-07-01", stars=12)
    history = History(verdict=Verdict.DEAD, since=NOW, title="On Links | Journal", metadata=facts)
    text = "".join(memory_lines({URL: Remembered.of(history)}))
    again = Remembering(NullStore(), parse_memory(text.encode(), "m", NOW)).past(URL).history
    assert again.metadata == Metadata(
        kind="paper", title="On Links", authors=tuple("ABCDE"), published="2017-07-01", stars=12
    )
    assert "".join(memory_lines({URL: Remembered.of(again)})) == text


def test_a_link_that_is_fine_has_no_line() -> None:
    _, memory = check(LinkMemory(), Verdict.ALIVE, NOW)
    assert memory.exists
    assert not memory.links
    record, _ = check(memory, Verdict.DEAD, NOW)
    assert record.before is Verdict.ALIVE  # No line is word enough: this is not a first run.


@pytest.mark.parametrize(
    ("more", "is_kept"),
    [
        ({}, False),
        ({"title": "A page", "facts": {"kind": "paper"}, "last_alive": "2026-05-01T00:00:00Z"}, False),
        ({"facts": {"kind": "paper"}, "declined": [{"why": "moved", "url": URL, "on": "2026-05-01T00:00:00Z"}]}, True),
    ],
)
def test_what_no_run_would_write_again_is_not_remembered(more: dict[str, object], *, is_kept: bool) -> None:
    """Found by fuzzing: a line that says nothing was believed to say that the link was fine."""
    memory = parse_memory(line(**more), "m", NOW)
    assert bool(memory.links) is is_kept
    assert parse_memory("".join(memory_lines(memory.links)).encode(), "again", NOW).links == memory.links


def test_a_link_that_is_found_again_begins_anew() -> None:
    memory = LinkMemory()
    for number in range(3):
        _, memory = check(memory, Verdict.DEAD, week(number))
    record, memory = check(memory, Verdict.ALIVE, week(4))
    assert record.before is Verdict.DEAD
    again, memory = check(memory, Verdict.DEAD, week(5))
    assert not again.confirmed


def test_an_old_cache_does_not_win_over_the_memory(tmp_path: Path) -> None:
    memory = LinkMemory()
    with Store(tmp_path / "state.db") as store:
        store.begin(["list"], week(0))
        _, memory = check(memory, Verdict.ALIVE, week(0), store)
        store.finish(week(0))
        for number in (1, 2):
            _, memory = check(memory, Verdict.DEAD, week(number))  # a run whose cache was lost
        record, memory = check(memory, Verdict.DEAD, week(3), store)
        assert record.newly_confirmed


def test_an_old_memory_does_not_win_over_the_state(tmp_path: Path) -> None:
    old = parse_memory(line(**DEAD, failing=DAYS, confirmed="2026-05-15T00:00:00Z"), "m", NOW)
    with Store(tmp_path / "state.db") as store:
        store.begin(["list"], NOW)
        _, _ = check(LinkMemory(), Verdict.ALIVE, NOW, store)
        store.finish(NOW)
        assert Remembering(store, old).past(URL).history.verdict is Verdict.ALIVE


def test_what_recovered_while_the_cache_was_old_counts_no_days(tmp_path: Path) -> None:
    with Store(tmp_path / "state.db") as store:
        store.begin(["list"], week(0))
        for number in (0, 1):
            check(LinkMemory(), Verdict.DEAD, week(number), store)
        store.finish(week(1))
        # Since then it was found, and another link has failed: the memory is of a later day than the cache.
        other = {"url": "https://a.test.org/y", "verdict": "dead", "since": week(4).isoformat()}
        memory = parse_memory(f"{FIRST_LINE}\n{json.dumps(other)}\n".encode(), "m", NOW)
        record, _ = check(memory, Verdict.DEAD, week(5), store)
        assert not record.confirmed


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "begin with"),
        (b"# A list\n", "begin with"),
        (b'{"linkcheck":"memory","schema":2}\n', "schema 2"),
        (line(**DEAD, verdicts=1), "unknown field"),
        (line(verdict="alive", since="2026-05-01T00:00:00Z"), "alive"),
        (line(verdict="dead", since="2026-07-01T00:00:00Z"), "2026-07-01"),
        (line(verdict="dead", since="1999-07-01T00:00:00Z"), "1999"),
        (line(verdict="dead", since="2026-05-01T00:00:00"), "since"),
        (line(**DEAD, failing={**DAYS, "days": 99}), "99 days"),
        (line(**DEAD, failing={**DAYS, "days": -1}), "days"),
        (line(**DEAD, confirmed="2026-05-01T00:00:00Z"), "several days"),
        (line(**DEAD, title="x" * 2_000), "title"),
        (line(**DEAD, declined=[{"why": "whim", "url": "x", "on": "2026-05-01T00:00:00Z"}]), "whim"),
        (line()[:-2] + b'"\xff"}', "2:"),
        (line() + b"<<<<<<< HEAD\n", "3: a merge left its conflict"),
        (line() + b"[" * 70_000, "longer"),
        (line() + b"[" * 60_000, "3:"),
    ],
)
def test_what_no_run_can_have_written_is_refused_in_one_line(data: bytes, word: str) -> None:
    with pytest.raises(MemoryFileError) as raised:
        parse_memory(data, "links.memory.jsonl", NOW)
    assert word in str(raised.value)
    assert "\n" not in str(raised.value)
    assert len(str(raised.value)) < 400


def test_a_file_that_is_none_is_said(tmp_path: Path) -> None:
    with pytest.raises(MemoryFileError, match="not a file"):
        read_memory(tmp_path, NOW)
    assert not read_memory(tmp_path / "missing", NOW).exists


def test_of_two_lines_for_one_link_the_later_counts() -> None:
    """What a merge of two branches leaves."""
    old, new = line(**DEAD), line(verdict="dead", since="2026-05-02T00:00:00Z").partition(b"\n")[2]
    for data in (old + new, FIRST_LINE.encode() + b"\n" + new + old.partition(b"\n")[2]):
        assert parse_memory(data, "m", NOW).links[URL].since == datetime(2026, 5, 2, tzinfo=UTC)


def test_what_two_branches_declined_is_declined() -> None:
    edits = [{"why": why, "url": "https://b.test.org/", "on": "2026-05-01T00:00:00Z"} for why in ("moved", "titles")]
    one, other = line(**DEAD, declined=edits[:1]), line(declined=edits[1:]).partition(b"\n")[2]
    entry = parse_memory(one + other, "m", NOW).links[URL]
    assert entry.verdict is Verdict.DEAD
    assert [each.why for each in entry.declined] == ["moved", "titles"]


def test_of_more_than_a_line_holds_the_last_declined_are_kept() -> None:
    declined = tuple(Declined("moved", f"https://b.test.org/{'ü' * 7_000}{number}", NOW) for number in range(9))
    text = "".join(memory_lines({URL: Remembered(declined=declined)}))
    kept = parse_memory(text.encode(), "m", NOW).declined(URL)
    assert 1 < len(kept) < 9
    assert kept == declined[-len(kept) :]


def test_declined_edits_stay_with_a_link_that_is_fine() -> None:
    declined = (Declined(EditKind.MOVED, "https://b.test.org/", NOW),)
    memory = LinkMemory(exists=True, links={URL: Remembered(declined=declined)})
    _, memory = check(memory, Verdict.ALIVE, NOW)
    assert memory.declined(URL) == declined
    _, memory = check(memory, Verdict.DEAD, NOW)
    assert memory.declined(URL)


def test_the_schema_names_every_kind_of_edit() -> None:
    kinds = SCHEMA["$defs"]["link"]["properties"]["declined"]["items"]["properties"]["why"]["enum"]
    assert set(kinds) == {*EditKind, *SuggestionKind}


moments = st.datetimes(datetime(2001, 1, 1), datetime(2026, 5, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001
    lambda moment: moment.replace(microsecond=0)
)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


facts = st.builds(
    Metadata,
    kind=st.sampled_from(["page", "repository", "paper"]),
    title=st.none() | texts,
    authors=st.lists(texts, max_size=8).map(tuple),
    published=st.sampled_from([None, "2017", "2017-07", "2017-07-01T00:00:00Z", "July", ""]),
    stars=st.none() | st.integers(0, 10**9),
    description=st.none() | texts,
    archived=st.none() | st.booleans(),
    as_of=moments,
)


@given(
    st.dictionaries(
        texts,
        st.builds(
            History,
            verdict=st.sampled_from([verdict for verdict in Verdict if not verdict.is_found]),
            since=moments,
            last_alive=st.none() | moments,
            title=st.none() | texts,
            metadata=st.none() | facts,
        ),
        max_size=5,
    )
)
def test_what_is_written_is_read_again(histories: dict[str, History]) -> None:
    wanted = {url: Remembered.of(history) for url, history in histories.items()}
    text = "".join(memory_lines(wanted))
    assert text.count("\n") == len(text.splitlines())
    for each in text.splitlines():
        jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(each))
    memory = parse_memory(text.encode(), "m", NOW)
    assert list(memory.links) == sorted(url for url, entry in wanted.items() if entry.verdict)
    assert "".join(memory_lines(memory.links)) == text
