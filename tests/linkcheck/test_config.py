"""Settings, and what a user is told of a mistake in them."""

from pathlib import Path

import pytest

from linkcheck.config import Settings, SettingsError, duration, find_file, load
from linkcheck.model import Verdict


def _file(folder: Path, text: str, name: str = "linkcheck.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_defaults() -> None:
    settings = load(None)
    assert settings == Settings()
    assert Verdict.DEAD in settings.fail_on
    assert Verdict.BLOCKED not in settings.fail_on
    assert Verdict.UNREACHABLE not in settings.fail_on


def test_file_then_flags(tmp_path: Path) -> None:
    path = _file(tmp_path, 'max-age = "3d"\nfragments = true\nfail-on = ["dead"]\n')
    settings = load(path, {"max_age": 60.0, "fragments": None})
    assert settings.max_age == 60.0
    assert settings.fragments is True
    assert settings.fail_on == (Verdict.DEAD,)


def test_pyproject_table(tmp_path: Path) -> None:
    path = _file(tmp_path, '[project]\nname = "x"\n[tool.linkcheck]\nexclude = ["^https://a"]\n', "pyproject.toml")
    assert load(path).exclude == ("^https://a",)


def test_hosts_and_known(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        '[hosts."*.example.org"]\nconcurrency = 1\ninterval = 2\n'
        '[[known]]\nurl = "https://a.org"\nverdict = "alive"\nreason = "seen"\ndate = "2026-01-01"\n',
    )
    settings = load(path)
    assert settings.hosts["*.example.org"].interval == 2.0
    assert settings.known[0].verdict == "alive"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("fragmets = true\n", [":1:", "'fragmets'", "'fragments'"]),
        ('\nfail-on = ["ded"]\n', [":2:", "'ded'", "'dead'"]),
        ('timeout = "soon"\n', [":1:", "'soon'", "30s"]),
        ("max-concurrency = 'x'\n", [":1:", "max-concurrency"]),
        ('exclude = ["("]\n', [":1:", "regular expression"]),
        ('[hosts."a.b"]\nconcurency = 1\n', [":2:", "'concurency'", "'concurrency'"]),
        ("fragments = \n", ["not valid TOML", "line 1"]),
    ],
)
def test_a_mistake_is_one_line_with_its_place(tmp_path: Path, text: str, words: list[str]) -> None:
    path = _file(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        load(path)
    message = str(caught.value)
    assert "\n" not in message
    assert str(path) in message
    for word in words:
        assert word in message


def test_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "linkcheck.toml"
    path.write_bytes("# 设置\n".encode("gb18030"))
    with pytest.raises(SettingsError, match="UTF-8"):
        load(path)


def test_nearest_file_wins_and_the_repository_is_the_border(tmp_path: Path) -> None:
    outer = _file(tmp_path, "")
    inner = tmp_path / "repo" / "docs"
    inner.mkdir(parents=True)
    assert find_file(inner) == outer
    (tmp_path / "repo" / ".git").mkdir()
    assert find_file(inner) is None
    nearest = _file(tmp_path / "repo", "[tool.linkcheck]\n", "pyproject.toml")
    assert find_file(inner) == nearest


@pytest.mark.parametrize(
    ("text", "seconds"), [("90", 90), (5, 5), ("30s", 30), ("5m", 300), ("12h", 43200), ("1d", 86400), ("2w", 1209600)]
)
def test_duration(text: str | float, seconds: float) -> None:
    assert duration(text) == seconds


@pytest.mark.parametrize("text", ["", "soon", "-5", "1y", "5 minutes"])
def test_no_duration(text: str) -> None:
    with pytest.raises(SettingsError):
        duration(text)
