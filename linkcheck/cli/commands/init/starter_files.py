"""The files that ``linkcheck init`` writes: settings and a workflow, with comments in the language of the terminal."""

from __future__ import annotations

import glob
import hashlib
import json
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from linkcheck.cli.installation import pin
from linkcheck.cli.terminal.language import Lang, chosen

ACTION: Final = "awesome-linkcheck/linkcheck"
_CONFIGURATION: Final = """\
# {exclude}
exclude = []

# {fail_on}
fail-on = ["dead", "soft-dead", "invalid", "fragment-missing"]

{fragments}# {max_age}
max-age = "3d"

# {hosts}
# [hosts."*.example.org"]
# concurrency = 1
# interval = "2s"
"""
_WORKFLOW: Final = """\
{comment}name: links
on:
  schedule:
    - cron: "{minute} {hour} * * {day}"
  workflow_dispatch:
  pull_request:
permissions: {{}}
jobs:
{offline}  links:
    permissions:
      contents: write
      issues: write
{more}    uses: {action}/.github/workflows/reusable.yml@{pin}
    with:
      paths: {paths}
      report: {report}
"""
_OFFLINE: Final = """\
  lint:
    if: github.event_name == 'pull_request'
    runs-on: ubuntu-latest
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with:
          persist-credentials: false
      - uses: {action}@{pin}
        with:
          paths: {paths}
          args: --offline
          cache: false
"""
_COMMENTS: Final[Mapping[Lang, Mapping[str, str]]] = {
    "en": {
        "head": "Settings of linkcheck; flags win over them. All of them: docs/settings.md of the project.",
        "exclude": "Addresses in which one of these regular expressions is found are skipped.",
        "fail_on": "What fails a run. blocked and unreachable claim nothing, and should not.",
        "max_age": "Alive links are not asked again for so long.",
        "fragments": "Pages have the #parts that links name.",
        "hosts": "How one host is asked, where it wants to be asked otherwise than linkcheck does by itself.",
        "workflow": """\
# Weekly: checks the links, {what}, and keeps one issue about what is confirmed gone.
# On a pull request: checks the links of its own lines, with read rights alone.
{offline}# GitHub switches a schedule off after 60 days without activity in a public repository, and writes a mail:
# *Enable workflow* switches it on again. A cache that was not used for 7 days may be dropped, which costs requests and
# no more.
""",
        "offline": "# There, too: missing files and headings, at every file and without network.\n",
        "commit": "commits the report when it changed",
        "branch": "pushes the report to the branch linkcheck-report when it changed",
        "pull-request": "keeps the report in one standing pull request",
        "none": "shows the report in the job's summary",
    },
    "zh": {
        "head": "linkcheck 的设置；命令行选项优先于此。全部设置见项目的 docs/settings.zh-CN.md。",
        "exclude": "匹配其中任何一个正则表达式的地址跳过不查。",
        "fail_on": "哪些结论使运行失败。拒绝访问（blocked）和暂时连不上（unreachable）不说明链接有问题，不宜列入。",
        "max_age": "正常的链接在此期间不重复检查。",
        "fragments": "检查页面里有没有链接所指的 #锚点。",
        "hosts": "单独设置某个主机的检查方式。",
        "workflow": """\
# 每周一次：检查链接，{what}，并用一个 issue 汇总已确认失效的链接。
# 拉取请求：只检查改动的行里的链接，只用读权限。
{offline}# 公开仓库 60 天没有活动时，GitHub 会停用定时运行并发邮件；点 Enable workflow 即可恢复。
# 7 天没有用到的缓存可能被删除，这只会多花一些请求。
""",
        "offline": "# 同时检查所有文件：本地文件和标题是否存在，不联网。\n",
        "commit": "报告有变化时提交",
        "branch": "报告有变化时推送到 linkcheck-report 分支",
        "pull-request": "把报告放在一个长期保留的拉取请求里",
        "none": "把报告显示在作业摘要里",
    },
}
DELIVERIES: Final = ("commit", "branch", "pull-request", "none")


def configuration(carried: str | None, *, documentation: bool = False) -> str:
    """Return the settings' text: those carried over from another checker, else the usual ones."""
    say = _COMMENTS[chosen()]
    fragments = f"# {say['fragments']}\nfragments = true\n\n" if documentation else ""
    usual = _CONFIGURATION.format_map({**say, "fragments": fragments})
    return f"# {say['head']}\n\n{usual if carried is None else carried}"


def workflow(lists: tuple[str, ...], *, seed: str, deliver: str = "commit", documentation: bool = False) -> str:
    """Return the workflow's text. Its day and minute are the repository's own, so that not all ask at once.

    documentation: a pull request is also checked without network, at every file.
    """
    number = int.from_bytes(hashlib.sha256(seed.encode("utf-8", "replace")).digest()[:4], "big")
    say = _COMMENTS[chosen()]
    # A JSON string is a YAML scalar, whatever a name holds.
    paths = json.dumps(shlex.join(lists), ensure_ascii=False)
    text = _WORKFLOW.format(
        comment=say["workflow"].format(what=say[deliver], offline=say["offline"] if documentation else ""),
        offline=_OFFLINE.format(action=ACTION, pin=pin(), paths=paths) if documentation else "",
        minute=number % 59 + 1,
        hour=number // 59 % 24,
        day=number // 59 // 24 % 7,
        more="      pull-requests: write\n" if deliver == "pull-request" else "",
        action=ACTION,
        pin=pin(),
        paths=paths,
        report=json.dumps(report_name(lists[0]), ensure_ascii=False),
    )
    return text + (f"      deliver: {deliver}\n" if deliver != "commit" else "")


def report_name(first: str) -> str:
    """Return what the report over a list is called: ``README.report.md`` beside ``README.md``."""
    path = Path(first)
    if glob.has_magic(first) or not path.suffix:
        return "links.report.md"
    return f"{path.with_suffix('').as_posix()}.report.md"
