"""The command line's help in Chinese, by its English sentences; ``chinese_messages`` has what it says otherwise.

A test holds the catalogue to the commands: no sentence of ``--help`` is without its Chinese, and none here is unused.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

HEADINGS: Final[Mapping[str, str]] = {"Usage": "用法", "Options": "选项", "Commands": "命令"}

HELP: Final[Mapping[str, str]] = {
    # click 自带
    "Show this message and exit.": "显示帮助。",
    # linkcheck
    "Check the links of a Markdown reading list and say what each one is.": "检查 Markdown 阅读清单里的链接，说明每个链接是什么。",
    "`linkcheck list.md` is short for `linkcheck check list.md`.": "`linkcheck list.md` 是 `linkcheck check list.md` 的简写。",
    "Exit codes: 0 nothing to act on; 1 verdicts to act on (--fail-on); 2 wrong use or configuration; 3 could not run "
    "(offline, no links found); 130 interrupted, what was learnt is kept.": "退出码：0 没有需要处理的；1 有需要处理的链接（--fail-on）；2 用法或设置有误；"
    "3 无法运行（离线、没有链接）；130 被中断，已得到的结果都已保存。",
    "Check and enrich the links of lists (PATH, URL or -).": "检查清单里的链接并补充信息（PATH、URL 或 -）。",
    "Write reports again from what is kept; no network.": "用已保存的结果重新生成报告；不联网。",
    "Show what would be checked, and by whom; no network.": "列出会检查哪些链接、由谁检查；不联网。",
    "Show what an address answered, and the rule that spoke.": "显示一个地址返回了什么，依据哪条规则判定。",
    "Mend moved, misspelt and tracked addresses in place.": "就地修正已迁移、写错、带跟踪参数的地址。",
    "Have alive links captured that the Wayback Machine has no copy of.": "请 Wayback Machine 收录还没有存档的正常链接。",
    "Write stars, dates and venues beside the entries, and take them out again.": "在条目旁写上星数、日期、会议，也可以全部去掉。",
    "Find spelling mistakes, duplicates and missing local files; no network.": "找出拼写错误、重复条目和缺失的本地文件；不联网。",
    "Keep the one issue that says what is confirmed gone.": "维护一个 issue，汇总已确认失效的链接。",
    "Push reports to a branch, where they changed.": "报告有变化时推送到分支。",
    "Show and write a starter configuration and workflow.": "展示并写入初始设置和工作流。",
    "Show what is known of one link.": "显示一个链接的历史。",
    "Do the whole job over list.md against a small web that ships with it.": "用自带的小型网络对 list.md 跑完整个流程。",
    "Show the version; with -v Python's and the platform, too.": "显示版本；加 -v 同时显示 Python 版本和平台。",
    "Language of this program's words. [the locale's]": "命令行所用的语言。[随系统区域设置]",
    # 多个命令共用
    "Write a report; its suffix chooses the format (.md, .json, .csv …). May be repeated.": "写出报告，格式由后缀决定（.md、.json、.csv 等）。可以重复。",
    "The format of -o or of standard output; NAME=FILE writes one more.": "-o 或标准输出的格式；NAME=FILE 另外写出一份。",
    "Language of the report's own words. [auto]": "报告所用的语言。[auto：随清单]",
    "Ask hosts on private networks, too.": "内网主机也检查。",
    "Keep what is learnt in FILE. [.linkcheck/state.db beside the list]": "结果保存到 FILE。[清单旁的 .linkcheck/state.db]",
    "Neither use nor keep what is learnt.": "既不使用也不保存检查结果。",
    "Show each link that moved or could not be checked, too.": "已迁移和无法检查的链接也逐条列出。",
    "Print nothing but errors; the exit code and -o tell the rest.": "只打印错误；其余由退出码和 -o 的文件说明。",
    "Print nothing but errors.": "只打印错误。",
    "Addresses in code spans and code blocks count too.": "代码中的地址也检查。",
    "Skip addresses in which REGEX is found. May be repeated.": "跳过匹配 REGEX 的地址。可以重复。",
    "Read settings from FILE, not the nearest one.": "从 FILE 读取设置，而不是最近的设置文件。",
    "Read further PATHs from FILE, one a line; - reads them from standard input.": "从 FILE 读取更多 PATH，一行一个；- 表示标准输入。",
    "How to show the edits.": "用什么格式显示改动。",
    "Show no progress and no summary.": "不显示进度和小结。",
    "Language of the report's words.": "报告所用的语言。",
    # check
    "Check every link of the lists, learn what each one is, and write reports.": "检查清单里的每个链接，弄清它是什么，并写出报告。",
    "PATH is a file (Markdown, .rst, .html, .ipynb), a folder or a glob; a URL is checked by itself; - reads a list from "
    "standard input; github:owner/repository reads the Markdown of its default branch.": "PATH 是文件（Markdown、.rst、.html、.ipynb）、"
    "文件夹或通配符；URL 单独检查；- 表示从标准输入读取清单；github:owner/repository 读取该仓库默认分支中的 Markdown。",
    'Slower, faster, or otherwise for one host: [hosts."*.example.org"] in linkcheck.toml, with concurrency, interval, '
    "timeout, retries, back-off, headers, accept or skip. All settings: docs/settings.md of the project.": '单独调整某个主机的快慢或方式：在 linkcheck.toml 中写 [hosts."*.example.org"]，可用 concurrency、interval、timeout、'
    "retries、back-off、headers、accept、skip。全部设置见项目的 docs/settings.md。",
    "Read the list at URL. May be repeated.": "读取 URL 处的清单。可重复。",
    "Look for archived copies of what is gone (archive.org).": "为失效的链接查找存档（archive.org）。",
    "Check that pages have the #parts that links name.": "检查页面里是否有链接所指的 #锚点。",
    "Verdicts that end in exit code 1; none: never; with new, confirmed or newly-confirmed: only those. "
    "[dead,soft-dead,invalid,fragment-missing]": "哪些结论使退出码为 1；none：从不；加上 new、confirmed 或 newly-confirmed 则只算新出现的、已确认的或"
    "刚确认的。[dead,soft-dead,invalid,fragment-missing]",
    "Only links on lines added or changed since REV of git, and links whose local file or heading is gone since.": "只看自 git 版本 REV 以来新增或改动的行，以及此后本地文件或标题已不存在的链接。",
    "Ask nobody: the same as linkcheck lint.": "不联网，等同于 linkcheck lint。",
    "How long an alive link is not asked again; 0: ask for all. [1d]": "正常的链接多久之内不再检查；0：全部检查。[1d]",
    "End after this time; the report says what was not reached.": "到时结束；没来得及检查的会在报告中说明。",
    "How long a server may take to begin its answer. [20s]": "等待服务器开始响应的最长时间。[20s]",
    "Keep what cannot be asked again as text in FILE, to be committed beside the report.": "把无法重新查询的历史以文本保存到 FILE，与报告一起提交。",
    "Show no progress.": "不显示进度。",
    "Name the rule that spoke under each problem.": "在每个问题下注明所依据的规则。",
    "Ask for more of arXiv's papers: code (Hugging Face), citations (Semantic Scholar).": "为 arXiv 论文查询更多信息：代码（Hugging Face）、引用数（Semantic Scholar）。",
    "Print what would be asked and what it takes; ask nobody.": "只列出会查询什么、需要多少次请求；不联网。",
    # report
    "Write reports from what the last run over the lists kept. No request is sent, and nothing is counted.": "用上次检查保存的结果生成报告。不发送任何请求，也不计入检查次数。",
    "Tell missing #parts, where the run asked for them.": "上次检查过 #锚点 的话，列出缺失的锚点。",
    "Verdicts that end in exit code 1; none: never. [as for check]": "哪些结论使退出码为 1；none：从不。[同 check]",
    "The store to read. [.linkcheck/state.db beside the list]": "要读取的结果文件。[清单旁的 .linkcheck/state.db]",
    # links、explain
    "Show every address of the lists, its place, and the fetcher that would take it.": "列出清单里的每个地址、所在位置，以及由哪个模块处理。",
    "Ask for one address as a run would: the verdict, the rule that spoke, what was answered; with -v every fact.": "像正式检查那样查询一个地址：结论、所依据的规则、返回的内容；加 -v 显示全部细节。",
    "Check that the page has the #part that the address names.": "检查页面里是否有地址所指的 #锚点。",
    "Show every fact, and every rule up to the one that spoke.": "显示全部细节，以及直到命中为止的每条规则。",
    # fix
    "Mend the addresses of lists in place: nothing but them changes.": "就地修正清单里的地址，其余一字不动。",
    "Links are checked first, as far as what is known of them is not fresh. Without --only these kinds are mended: moved, "
    "https, tracking, spelling, anchors.": "先检查结果已过期的链接。没有 --only 时修正这几类：moved（已迁移）、https、tracking（跟踪参数）、"
    "spelling（拼写）、anchors（锚点）。",
    "Write the edits into the files; without it they are shown as a diff.": "把改动写入文件；不加则只显示 diff。",
    "Only these kinds of edits, of: spelling, anchors, moved, published, versions, pdf-to-abs, https, tracking, "
    "archived-copy, mark-gone, titles.": "只做这几类改动，可选：spelling、anchors、moved、published、versions、pdf-to-abs、https、tracking、archived-copy、"
    "mark-gone、titles。",
    "Not these kinds.": "不做这几类改动。",
    "With mark-gone: strike the link through, remove an entry that holds nothing else, or put TEXT behind the link. "
    "[strike]": "配合 mark-gone：strike 给链接加删除线，remove 删去只有这个链接的条目，TEXT 则写在链接后面。[strike]",
    "Write the text of a pull request.": "写出拉取请求的正文。",
    "Make the edits of FILE, which --format json wrote, and ask nobody.": "按 FILE 里 --format json 写下的改动修改，不联网。",
    "Keep one pull request with these edits at this job's forge, on a branch of its own.": "在当前任务所在的平台维护一个包含这些改动的拉取请求，使用单独的分支。",
    "Its branch. [linkcheck-mends, linkcheck-gone]": "拉取请求的分支。[linkcheck-mends、linkcheck-gone]",
    # archive
    "Ask the Wayback Machine to capture links that the last check found alive and that it has no copy of.": "请 Wayback Machine 收录上次检查正常、但还没有存档的链接。",
    "Four pages a minute, twelve with ARCHIVE_ORG_KEY=KEY:SECRET. Run it again to go on: what has been captured within a "
    "year is passed over. It fails no job.": "每分钟四个页面；设置 ARCHIVE_ORG_KEY=KEY:SECRET 后每分钟十二个。再次运行会接着做：一年内存过档的不再重复。"
    "不会让任务失败。",
    "Captures in one run.": "一次运行最多收录多少个。",
    "Print the links without a copy of the last year; order none.": "只列出近一年没有存档的链接，不请求收录。",
    # enrich
    "Write facts beside the entries of lists, in marks that are found again and replaced.": "在清单条目旁以标记写上信息；下次运行会找到并更新这些标记。",
    "A mark is a code span: `★ 23k · ↻ 2024-05`. Counts are written anew when they have changed by a tenth.": "标记是一段行内代码：`★ 23k · ↻ 2024-05`。数目变化达到一成才会更新。",
    "Write the marks into the files; without it they are shown as a diff.": "把标记写入文件；不加则只显示 diff。",
    "Take every mark out again; asks nobody.": "去掉所有标记；不联网。",
    "Fields of a mark, for all links or those of one kind (repository, paper, page, model, video …; an empty template: "
    "none). [{state} · {stars} · {likes} · {updated} · {year} · {venue}]": "标记里的字段，适用于所有链接或某一类（repository、paper、page、model、video 等；留空则不写）。"
    "[{state} · {stars} · {likes} · {updated} · {year} · {venue}]",
    "Sort the entries of each section, with their children.": "给每一节的条目排序，下级条目随同移动。",
    "Keep one pull request with the marks, on the branch linkcheck-enrich.": "维护一个包含这些标记的拉取请求，分支为 linkcheck-enrich。",
    "Language of the marks' own words. [auto]": "标记所用的语言。[auto：随清单]",
    # lint
    "Say which addresses cannot be right, which local files and headings are not there, and what stands twice.": "指出哪些地址不可能正确、哪些本地文件和标题不存在、哪些条目重复。",
    "Notes (tracking, redirectors) are printed and fail nothing. `linkcheck check --offline` is the same. --fix rests on "
    "the text alone; `linkcheck fix` asks whether the new address is there.": "提示（跟踪参数、跳转服务）只打印，不算失败。`linkcheck check --offline` 与此相同。--fix 只依据文本；"
    "`linkcheck fix` 会确认新地址是否存在。",
    "A list may name one thing twice.": "允许清单里有重复条目。",
    "Show a diff that mends spelling, renamed headings, redirectors and tracking.": "以 diff 给出对拼写、改名的标题、跳转服务和跟踪参数的修正。",
    "With --fix: write the edits into the files.": "配合 --fix：把改动写入文件。",
    "Only what the lines changed since REV of git have to answer for.": "只报告自 git 版本 REV 以来改动的行所引起的问题。",
    # issue
    "Open, edit or close an issue so that it says what FILE does.": "新建、修改或关闭 issue，使其内容与 FILE 一致。",
    "FILE is what `linkcheck check --format github-issue=FILE` wrote. It is closed only where every link that it names "
    "was found, or is no longer in the list. The token is read from GITHUB_TOKEN (GitLab: GITLAB_TOKEN) and sent to "
    "GITHUB_API_URL (CI_API_V4_URL) alone.": "FILE 由 `linkcheck check --format github-issue=FILE` 写出。只有其中每个链接都恢复正常或已不在清单里时才关闭。令牌取自 "
    "GITHUB_TOKEN（GitLab：GITLAB_TOKEN），只发送给 GITHUB_API_URL（CI_API_V4_URL）。",
    "The repository. [GITHUB_REPOSITORY, CI_PROJECT_PATH]": "仓库。[GITHUB_REPOSITORY、CI_PROJECT_PATH]",
    "Whose API it is; Forgejo's is Gitea's. [as the job's environment says]": "使用哪家的 API；Forgejo 与 Gitea 相同。[依任务环境而定]",
    "What a new issue is called.": "新 issue 的标题。",
    "The label it is known by.": "用来识别它的标签。",
    # deliver
    "Commit FILEs on top of the branch as it is at this moment, and push it, where that changes anything.": "内容有变化时，把 FILE 提交到分支的最新位置并推送。",
    "Nothing that others pushed in between is lost. With a token in GITHUB_TOKEN (GitLab: GITLAB_TOKEN) the push and the "
    "pull request are made with that.": "其间别人推送的内容不会丢失。设置了 GITHUB_TOKEN（GitLab：GITLAB_TOKEN）时，用该令牌推送和建立拉取请求。",
    "The branch that was checked, one of their own, or a standing pull request.": "推送到所检查的分支、单独的分支，或一个长期保留的拉取请求。",
    "The branch of their own, or of the pull request.": "单独的分支或拉取请求的分支名。",
    "How a commit's subject begins.": "提交标题的开头。",
    "What changed, for the subject.": "写进提交标题的变化说明。",
    "Commit when anything changed, or only when what is gone did.": "任何变化都提交，还是只在失效链接有变化时提交。",
    "Before a check: bring FILE back from the branch instead.": "检查之前使用：从分支取回 FILE。",
    "With --recall: where FILE is written.": "配合 --recall：FILE 写到哪里。",
    # init
    "Show a starter linkcheck.toml and a workflow for GitHub, then write them. A file that is there is never changed.": "先展示再写入初始的 linkcheck.toml 和 GitHub 工作流。已有的文件绝不改动。",
    "PATH names the lists; without any, README.md or what else of the usual names stands in this folder. For a folder of documentation a pull request is also checked without network, at every file.": "PATH 指定清单；不写则用当前文件夹里的 README.md 或其他常见名称的清单。指定文档文件夹时，拉取请求还会对所有文件做一次不联网的检查。",
    "Carry over from lychee.toml, .mlc_config.json, linkinator.config.json or a workflow.": "从 lychee.toml、.mlc_config.json、linkinator.config.json 或工作流迁移设置。",
    "Where the report goes. [commit; branch where main is protected; none for a folder]": "报告送到哪里。[commit；main 受保护时为 branch；文件夹为 none]",
    "Show the files, and write nothing.": "只展示，不写入。",
    "Do not ask before writing.": "写入前不再询问。",
    # history、demo
    "Show when an address was first seen so, when it was last alive, and every change of its verdict.": "显示一个地址从何时起是现在的状态、最后一次正常是何时，以及结论的每次变化。",
    "The store to read. [.linkcheck/state.db]": "要读取的结果文件。[.linkcheck/state.db]",
    "The memory to read beside it.": "同时读取的历史记录文件。",
    "Check list.md against a sample of the web on this machine: no request leaves it, and no figure is live.": "用本机上的一小份网络样本检查 list.md：没有请求离开本机，数字也不是实时的。",
    "Leave a report in every format in FOLDER, made where missing. [a temporary folder]": "把各种格式的报告写到 FOLDER，没有则新建。[临时文件夹]",
    "Open the report when it is done.": "完成后打开报告。",
}
