"""Settings, and what a user is told of a mistake in them."""

from datetime import date
from pathlib import Path

import pytest

from fetchers.net.host_policy import HostPolicy, stated_for
from linkcheck.config import Settings, SettingsError, duration, find_file, load
from linkcheck.model import Fact, Verdict


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
        '[hosts."*.example.org"]\nconcurrency = 1\ninterval = 2\nback-off = "1m"\n'
        '[[known]]\nurl = "https://a.org"\nverdict = "alive"\nreason = "seen"\ndate = "2026-01-01"\n',
    )
    settings = load(path)
    assert settings.hosts == {"*.example.org": HostPolicy(concurrency=1, interval=2.0, back_off=60.0)}
    assert settings.known[0].verdict == "alive"
    assert settings.known[0].date == date(2026, 1, 1)


MISTAKES = [
    ("fragmets = true\n", ":1: fragmets: there is no such setting; did you mean 'fragments'?"),
    ('\nfail-on = ["ded"]\n', ":2: fail-on: there is no 'ded'; did you mean 'dead'?"),
    ('fail-on = "dead"\n', ':1: fail-on: expected a list, not "dead"'),
    ('lang = "fr"\n', ":1: lang: there is no 'fr'; there are: auto, en, zh"),
    ('timeout = "soon"\n', ":1: timeout: 'soon' is not a duration: write 90, 30s, 5m, 12h or 1d"),
    ("timeout = 0\n", ":1: timeout: expected a number above 0, not 0"),
    ("max-age = -1\n", ":1: max-age: expected a number of at least 0, not -1"),
    ("max-time = nan\n", ":1: max-time: nan is no number to reckon with: write one, or leave the setting out"),
    ("max-concurrency = 'x'\n", ':1: max-concurrency: expected a whole number, not "x"'),
    ("max-concurrency = 0\n", ":1: max-concurrency: expected a whole number of at least 1, not 0"),
    ("max_age = true\n", ":1: max-age: expected a number, not true"),
    ('exclude = ["a",\n  "("]\n', ":1: exclude: '(' is not a regular expression: "),
    ('contact = "a\\nb"\n', ":1: contact: a header cannot carry this"),
    ("fragments = \n", ": not valid TOML: "),
    ("exclude = " + "[" * 100_000, ": not valid TOML: values nested too deeply"),
    ("\n" + ".".join("a" * 20_000) + " = 1\n", ": not valid TOML: a key of more than 200 parts (at line 2)"),
    ("# " + "." * 400 + "\nexclude = ['" + "." * 400 + "']\nlang = 1\n", ":3: lang: "),
    ('exclude = ["[[a"]\n', ":1: exclude: '[[a' is not a regular expression: "),
    ("#" * 1_000_001, ": not valid TOML: more than 1,000,000 characters"),
    ('[services]\ngithub = "x"\n', ":2: services.github: 'x' is no address: write https://… in full"),
    ("hosts = 1\n", ":1: hosts: expected a table, not 1"),
    ('[[known]]\nurl = "x"\nverdict = "dead"\nreason = ""\ndate = 2026-11-02\n[[known]]\nurl = "y"\nverdict = "alve"\n',
     ":8: known.verdict: there is no 'alve'; did you mean 'alive'?"),
    ('[[known]]\nurl = "x"\nverdict = "alive"\nreason = "r"\n', ":1: known: date is missing: write date = …"),
    ('\n[[known]]\nurl = "x"\nverdict = "alive"\nreason = "r"\ndate = "2026-13-01"\n',
     ':6: known.date: "2026-13-01" is no day: write 2026-11-02'),
    ('[[known]]\nurl = "x"\nverdict = "alive"\nreason = "r"\ndate = 7\n',
     ":5: known.date: 7 is no day: write 2026-11-02"),
    ('max-time = "0s"\n', ":1: max-time: expected a number above 0, not 0"),
    ('\nexclude-path = ["a", "["]\n',
     ":2: exclude-path: '[' fits no file; write it as in .gitignore: name, *.md or folder/"),
    ('exclude-path = ["[z-a]"]\n', ":1: exclude-path: '[z-a]' fits no file"),
    ('exclude-path = ["!"]\n', ":1: exclude-path: '!' fits no file"),
    ("\n[tool.linkcheck]\nfragments = true\n",
     ":2: tool.linkcheck: is for pyproject.toml; here the settings stand without it: leave it out"),
    ("tool = 1\n", ":1: tool: expected a table, not 1"),
    ("\n[hots.'a.org']\nskip = true\n", ":2: hots: there is no such setting; did you mean 'hosts'?"),
]  # fmt: skip
OF_HOSTS = [
    ("concurency = 1", ":4: ‹›.concurency: there is no such setting; did you mean 'concurrency'?"),
    ("concurrency = 0", ":4: ‹›.concurrency: expected a whole number of at least 1, not 0"),
    ("concurrency = 1.5", ":4: ‹›.concurrency: expected a whole number, not 1.5"),
    ('interval = "2 seconds"', ":4: ‹›.interval: '2 seconds' is not a duration: write 90, 30s, 5m, 12h or 1d"),
    ("interval = -1", ":4: ‹›.interval: expected a number of at least 0, not -1"),
    ("timeout = 0", ":4: ‹›.timeout: expected a number above 0, not 0"),
    ("timeout = inf", ":4: ‹›.timeout: inf is no number to reckon with"),
    ("retries = -1", ":4: ‹›.retries: expected a whole number of at least 0, not -1"),
    ("accept = 403", ":4: ‹›.accept: expected a list, not 403"),
    ("accept = [403, 999]", ":4: ‹›.accept: expected a whole number of at most 599, not 999"),
    ('accept = ["4xx"]', ':4: ‹›.accept: \'4xx\' is no status: write 403, "403" or "400..=404"'),
    ('skip = "yes"', ':4: ‹›.skip: expected true or false, not "yes"'),
    ('headers = ["x"]', ":4: ‹›.headers: expected a table, not a list"),
    ('headers = {"a b" = "x"}', ':4: ‹›.headers."a b": not a header\'s name: write it as in Accept-Language'),
    ('headers = {Cookie = "x\\r\\ny"}', ":4: ‹›.headers.Cookie: a header cannot carry this"),
]
PATTERNS = [
    ("https://a.org/x", "a host is named without scheme and path: write a.org"),
    ("*.a.org/x", "a host is named without scheme and path: write *.a.org"),
    ("a.org:8080", "a rule holds for every port of a host: write a.org"),
    ("a*.org", "* stands for whole names: write *.example.org for a name and all below it, or * for all"),
    ("a..org", "an empty label: write a name such as example.org, *.example.org or *"),
    ("", "write a name such as example.org, *.example.org or *"),
]


def _told(path: Path) -> str:
    with pytest.raises(SettingsError) as caught:
        load(path)
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith(str(path))
    return message.removeprefix(str(path))


@pytest.mark.parametrize(("text", "told"), MISTAKES)
def test_a_mistake_is_one_line_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    assert _told(_file(tmp_path, text)).startswith(told)


@pytest.mark.parametrize("line", [f"exclude = ['{'(' * 10_000}']", f"exclude-path = ['{'[' * 10_000}']"])
def test_a_long_pattern_is_not_repeated_in_full(tmp_path: Path, line: str) -> None:
    assert len(_told(_file(tmp_path, line))) < 250


@pytest.mark.parametrize(("line", "told"), OF_HOSTS)
def test_a_mistake_about_a_host_names_the_host(tmp_path: Path, line: str, told: str) -> None:
    path = _file(tmp_path, f'[hosts."*"]\nconcurrency = 1\n[hosts."b.org"]\n{line}\n[hosts."c.org"]\n{line}\n')
    assert _told(path).startswith(told.replace("‹›", 'hosts."b.org"'))


@pytest.mark.parametrize(("pattern", "told"), PATTERNS)
def test_a_pattern_that_no_host_fits_is_a_mistake(tmp_path: Path, pattern: str, told: str) -> None:
    message = _told(_file(tmp_path, f'[hosts."a.org"]\n[hosts."{pattern}"]\nskip = true\n'))
    assert message.startswith(f':2: hosts."{pattern}": ')
    assert message.endswith(told)


def test_one_host_has_one_table(tmp_path: Path) -> None:
    path = _file(tmp_path, '[hosts."a.org"]\nskip = true\n[hosts."A.org"]\nskip = false\n')
    assert _told(path) == ':3: hosts."A.org": a.org has its settings already: put both in one table'


@pytest.mark.parametrize(
    "text",
    [
        '[tool.linkcheck.hosts."a.org"]\n\nretries = -1\n',
        '[tool.linkcheck.hosts]\n# one\n"a.org" = { retries = -1 }\n',
        '[tool.linkcheck]\nmax-age = "1d"\nhosts."a.org".retries = -1\n',
    ],
)
def test_the_place_is_found_however_tables_are_written(tmp_path: Path, text: str) -> None:
    path = _file(tmp_path, text, "pyproject.toml")
    assert _told(path).startswith(':3: hosts."a.org".retries: expected')


def test_a_flag_s_mistake_is_not_laid_at_the_file_s_door(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"^--timeout: expected a number above 0, not 0"):
        load(_file(tmp_path, "timeout = 5\n"), {"timeout": 0.0})


def test_the_most_exact_pattern_decides_whatever_the_order(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        '[hosts."*"]\ninterval = "5s"\nretries = 0\naccept = [403]\n'
        '[hosts."*.a.org"]\nretries = 1\nskip = true\n'
        '[hosts."WWW.a.org"]\nretries = 2\nskip = false\naccept = []\n'
        '[hosts."*.例子.org"]\nconcurrency = 1\n',
    )
    hosts = load(path).hosts

    def of(host: str) -> HostPolicy:
        return stated_for(host, hosts)

    assert of("www.a.org") == HostPolicy(interval=5.0, retries=2, accept=(), skip=False)
    assert of("a.org") == of("deep.www.a.org") == HostPolicy(interval=5.0, retries=1, accept=(403,), skip=True)
    assert of("aa.org") == HostPolicy(interval=5.0, retries=0, accept=(403,))
    assert of("x.xn--fsqu00a.org") == HostPolicy(concurrency=1, interval=5.0, retries=0, accept=(403,))
    assert sorted(hosts) == ["*", "*.a.org", "*.xn--fsqu00a.org", "www.a.org"]


def test_addresses_are_hosts_too(tmp_path: Path) -> None:
    path = _file(tmp_path, '[hosts."127.0.0.1"]\nretries = 1\n[hosts."[::1]"]\nretries = 2\n')
    hosts = load(path).hosts
    assert stated_for("127.0.0.1", hosts) == HostPolicy(retries=1)
    assert stated_for("::1", hosts) == HostPolicy(retries=2)
    assert stated_for("127.0.0.2", hosts) == HostPolicy()


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


def test_quiet_is_what_the_user_calls_so(tmp_path: Path) -> None:
    file = tmp_path / "linkcheck.toml"
    file.write_text(
        'quiet-after = "18mo"\nfacts = ["stars", "quiet"]\n[[quiet]]\nafter = "never"\nsection = "Classics"\n'
        '[[quiet]]\nafter = "5y"\nhost = "GitLab.com"\n'
    )
    wanted = load(file).presentation
    assert wanted.facts == {Fact.STARS, Fact.QUIET}
    assert wanted.quiet_after("https://a.test.org/", "a.test.org", ()) == 18
    assert wanted.quiet_after("https://gitlab.com/a/b", "gitlab.com", ()) == 60


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('quiet-after = "2 months"', "18mo"),
        ('quiet-after = "0y"', "18mo"),
        ('facts = ["starz"]', "facts"),
        ('[[quiet]]\nafter = "1y"', "name one of"),
        ('[[quiet]]\nafter = "1y"\nurl = "x"\nhost = "y"', "name one of"),
        ('[[quiet]]\nafter = "soon"\nurl = "x"', "2y"),
    ],
)
def test_mistakes_about_quiet_have_their_place(tmp_path: Path, text: str, word: str) -> None:
    file = tmp_path / "linkcheck.toml"
    file.write_text(text + "\n")
    with pytest.raises(SettingsError, match=word) as raised:
        load(file)
    assert str(raised.value).startswith(f"{file}:")


def test_a_secret_comes_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "linkcheck.toml"
    file.write_text(
        '[hosts."docs.test.org"]\n'
        'headers = {Authorization = {env = "DOCS_TOKEN", prefix = "Bearer "}, X-Key = {env = "UNSET"}, X-Plain = "p"}\n'
    )
    monkeypatch.setenv("DOCS_TOKEN", "s3cret\n")
    assert load(file).hosts["docs.test.org"].headers == {"Authorization": "Bearer s3cret", "X-Plain": "p"}
    assert load(file, trusted=False).hosts["docs.test.org"].headers is None
    file.write_text('[hosts."docs.test.org"]\nheaders = {Authorization = {environment = "DOCS_TOKEN"}}\n')
    with pytest.raises(SettingsError, match=r"linkcheck.toml:2: .*env = "):
        load(file)
    file.write_text('[hosts."docs.test.org"]\nheaders = {Authorization = {env = "DOCS_TOKEN"}}\n')
    monkeypatch.setenv("DOCS_TOKEN", "s3cret\u4e2d")
    with pytest.raises(SettingsError) as raised:
        load(file)
    assert "s3cret" not in str(raised.value)
