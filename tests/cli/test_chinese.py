"""The command line in Chinese: help, errors, what it prints, by whose language, and nothing broken in the middle."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from rich.cells import cell_len

from linkcheck.cli import cli, run
from linkcheck.cli.terminal.language import chinese, choose
from linkcheck.demo import SmallWeb
from linkcheck.judge.rules import RULES
from tests.cli.stage import stage

HELP = chinese("help")
CONTEXT = click.Context(cli)
NAMES = cli.list_commands(CONTEXT)


@pytest.fixture(autouse=True)
def locale(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    yield
    choose([], {})


def sentences() -> set[str]:
    """Return everything that --help says in English."""
    choose([], {})
    commands = [cli, *(command for name in NAMES if (command := cli.get_command(CONTEXT, name)))]
    texts = ["Show this message and exit.", *(cli.get_short(name) for name in NAMES)]
    for command in commands:
        texts += [command.help or "", command.epilog or ""]
        texts += [str(getattr(parameter, "help", "") or "") for parameter in command.params]
    paragraphs = (part for text in texts for part in re.split(r"\n\s*\n", inspect.cleandoc(text)))
    return {plain for part in paragraphs if (plain := " ".join(part.split()))}


def test_every_sentence_of_help_has_its_chinese_and_no_word_is_unused() -> None:
    wanted = sentences()
    assert sorted(wanted - HELP.keys()) == [], "add these to linkcheck/cli/terminal/chinese.json"
    assert sorted(HELP.keys() - wanted) == [], "these are said no more"


def test_what_rules_rest_on_has_its_chinese_where_it_is_no_name() -> None:
    prose = {rule.source for rule in RULES if re.fullmatch(r"[a-z][^\d#]* [^\d#]*", rule.source)}
    assert sorted(prose - chinese("sources").keys()) == [], "add these to linkcheck/cli/terminal/chinese.json"
    assert sorted(chinese("sources").keys() - prose) == [], "no rule rests on these"


@pytest.mark.parametrize("name", ["", *NAMES])
def test_help_is_chinese_and_fits(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*([name] if name else []), "--help"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("用法：linkcheck")
    for english in HELP:
        assert english not in " ".join(said.split())
    for line in said.splitlines():
        assert cell_len(line) <= 80 or " " not in line.strip(), line
        assert line.strip()[:1] not in tuple("，。；：、）”")


@pytest.mark.parametrize("name", ["", *NAMES])
def test_names_placeholders_and_addresses_are_carried_over(name: str) -> None:
    """What is typed is the same in every language."""
    typed = re.compile(r"--[a-z-]+|`[^`]+`|\b[A-Z_]{3,}\b|\{\w+\}|\[[\w.,-]+\]")
    for english, translated in HELP.items():
        missing = {word for word in typed.findall(english) if word not in translated}
        assert missing <= {"[auto]", "REGEX", "PATHs", "FILEs", "API", "COMMAND"}, (english, missing)


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["chek"], "没有这个命令、文件或文件夹；是否想写 check？"),
        (["check", "--offlin"], "没有选项 --offlin；是否想写 --offline？"),
        (["check", "--fail-om", "x"], "没有选项 --fail-om；是否想写 '--fail-on', '--files-from' 之一？"),
        (["history"], "缺少参数 URL"),
        (["check", "nowhere.md"], "nowhere.md：没有这个文件或文件夹"),
        (["lint", "--format", "x"], "选项 --format 的值“x”不在可选范围内"),
        (["check", "-o"], "选项 -o 后面缺少值"),
    ],
)
def test_common_errors(arguments: list[str], wanted: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    assert wanted in capsys.readouterr().err


def test_a_flag_wins_over_the_locale(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(["--lang", "en", "--help"]) == 0
    assert capsys.readouterr().out.startswith("Usage: linkcheck")
    monkeypatch.setenv("LANG", "C.UTF-8")
    assert run(["--lang", "zh", "fix", "--help"]) == 0
    assert capsys.readouterr().out.startswith("用法：linkcheck fix")
    monkeypatch.setenv("LC_ALL", "zh_TW.UTF-8")
    assert run(["--help"]) == 0
    assert capsys.readouterr().out.startswith("用法：")


def test_what_is_known_of_one_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("list.md").write_text("- [x](https://a.test.org/x)\n- [y](mailto:x@y.z)\n", "utf-8")

    def build(web: SmallWeb) -> None:
        web.site("a.test.org").page("/x", "Not here", status=404)

    assert run(["links", "list.md"]) == 0
    assert capsys.readouterr().out.splitlines()[1].split() == [
        "list.md:2:7",
        "未检查",
        "mailto:x@y.z（只检查",
        "http",
        "和",
        "https",
        "地址）",
    ]
    assert run(["check", "list.md", "--plan"]) == 0
    assert capsys.readouterr().out.splitlines()[1] == "需要查询 1 个链接；1 个网站，其中 1 个只有一个链接"
    run(["check", "list.md"], world=stage(build))
    capsys.readouterr()
    assert run(["history", "https://a.test.org/x"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"自 \d{4}-\d\d-\d\d 起失效；最后一次正常：没有记录", said[1])
    assert said[2] == "连续 1 次检查未能确认正常"
    assert run(["explain", "https://a.test.org/x"], world=stage(build)) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[:2] == ["失效（http-404，把握大）", "页面不存在（404）。"]
    assert said[-1].startswith("（加 -v 显示全部细节")
    assert run(["explain", "htps://a.test.org/x"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "地址无效（misspelt-scheme，把握大）",
        "协议拼写有误。",
        "→ 更正写法：https://a.test.org/x",
        "无需联网即可判定",
    ]


def test_a_chinese_list_is_mended_in_chinese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "C.UTF-8")
    Path("list.md").write_text(CHINESE_LIST, encoding="utf-8")
    for arguments, said in (
        (["enrich", "list.md", "--strip"], "没有变化"),
        (["fix", "list.md"], "没有可修正的"),
        (["lint", "list.md", "--fix"], "没有可修正的；另有 1 处需要手动修正，见 linkcheck lint"),
    ):
        run(arguments, world=stage())
        assert f"linkcheck: {said}\n" in capsys.readouterr().err


CHINESE_LIST = "# 阅读清单\n\n- [不存在](gone.md)：这是一个中文清单，文件不存在\n"
ENGLISH_LIST = "# A reading list\n\n- [Gone](gone.md): a file that is not there\n"


@pytest.mark.parametrize(
    ("locale_is", "text", "options", "chinese"),
    [
        ("C.UTF-8", CHINESE_LIST, (), True),
        ("en_GB.UTF-8", CHINESE_LIST, (), True),
        ("C.UTF-8", ENGLISH_LIST, (), False),
        ("zh_CN.UTF-8", ENGLISH_LIST, (), True),
        ("zh_CN.UTF-8", ENGLISH_LIST, ("--lang", "en"), False),
        ("C.UTF-8", CHINESE_LIST, ("--lang", "en"), False),
        ("C.UTF-8", ENGLISH_LIST, ("--lang", "zh"), True),
    ],
)
def test_a_terminal_has_one_language(
    locale_is: str,
    text: str,
    options: tuple[str, ...],
    chinese: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The reader's, or a Chinese list's; the problems and the lines around them do not differ."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", locale_is)
    Path("list.md").write_text(text, encoding="utf-8")
    for _ in range(2):
        assert run(["check", "list.md", *options]) == 1
    said = capsys.readouterr()
    assert ("失效" in said.out) is chinese
    assert ("dead" in said.out) is not chinese
    assert ("since the last run" in said.err) is not chinese
    assert ("1 个链接" in said.err) is chinese


def test_a_report_follows_the_list_and_the_terminal_its_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("list.md").write_text(ENGLISH_LIST, encoding="utf-8")
    assert run(["check", "list.md", "-o", "list.report.md"]) == 1
    assert "失效" in capsys.readouterr().out
    assert "Link report" in Path("list.report.md").read_text(encoding="utf-8")


def test_the_demos_list_says_nothing_of_its_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANG", "C.UTF-8")
    assert run(["demo", "--out", str(tmp_path / "out")]) == 0
    said = capsys.readouterr()
    assert "moved" in said.out
    assert not re.search(r"[\u4e00-\u9fff]{2}", said.err)


def test_lint_speaks_chinese_and_keeps_its_shape(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("list.md").write_text(
        "# A\n\n- [x](gone.md)\n- [y](#no)\n- [z](htps://a.test.org/)\n- [w](https://b.test.org/?fbclid=q)\n",
        "utf-8",
    )
    assert run(["lint", "list.md"]) == 1
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "list.md:3:7: gone.md: 没有 gone.md 这个文件。 [missing-file]",
        "list.md:4:7: #no: 本文件没有 #no 这个标题。 [missing-heading]",
        "list.md:5:7: htps://a.test.org/: 没有“htps”这种协议，应为“https”。 → https://a.test.org/ [spelling]",
        "list.md:6:7: 提示：https://b.test.org/?fbclid=q: 带有只用于跟踪读者的参数。 → https://b.test.org/ [tracking]",
    ]
    assert said.err == "linkcheck: 3 处需要处理，1 条提示\n"
    for arguments in (["lint", "list.md", "--lang", "en"], ["--lang", "en", "lint", "list.md"]):
        assert run(arguments) == 1
        assert "There is no gone.md." in capsys.readouterr().out
