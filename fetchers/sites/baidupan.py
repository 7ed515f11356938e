"""百度网盘 (Baidu Netdisk): shares, which the page of one that is gone names in its own words, with status 200.

Its sentences and their numbers (``errortype`` of ``locals.mset({…})``; -1 is a share that is there) stand in the
programs that open shares: the BaiduWpProvider of chenzw-toolkit, JDownloader's plug-in, and eight more of 2020 to 2026
with the very same table. Titles, from lists and programs of these years: ``NAME_免费高速下载|百度网盘-分享无限制``,
"百度网盘-链接不存在", "页面不存在", "百度网盘 请输入提取码". A share that asks for its code is there; only a reader who
has the code sees what is in it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from fetchers.codes import Cause
from fetchers.facts import Answer, Availability, Metadata, Observation, Target
from fetchers.fetcher import Guide, UrlPattern
from fetchers.site import ANY, PageMarker, Site

_HOST: Final = r"(?:pan|yun)\.baidu\.com"
_GONE: Final = "链接不存在"
"""In the title of what is gone; of a share that is there, the title is the file's name."""
_NUMBER: Final = re.compile(r"[\"']?errortype[\"']?\s*:\s*[\"']?(-?\d{1,4})\b")
_CAUSES: Final = {
    0: (Availability.ABSENT, Cause.DELETED, "分享的文件已经被删除"),
    1: (Availability.ABSENT, Cause.UNSHARED, "分享的文件已经被取消"),
    2: (Availability.RESTRICTED, Cause.FORBIDDEN, "分享内容暂时不可访问"),
    3: (Availability.ABSENT, Cause.VIOLATION, "分享内容可能因为涉及侵权、色情、反动、低俗等信息，无法访问"),
    5: (Availability.ABSENT, Cause.NOT_FOUND, "链接错误没找到文件"),
    10: (Availability.ABSENT, Cause.EXPIRED, "分享文件已过期"),
    11: (Availability.ABSENT, Cause.EXPIRED, "由于访问次数过多，该分享链接已失效"),
    12: (Availability.RESTRICTED, Cause.FORBIDDEN, "因该分享含有自动备份"),
    15: (Availability.DOWN, Cause.UNAVAILABLE, "系统升级，链接暂时无法查看"),
    17: (Availability.RESTRICTED, Cause.FORBIDDEN, "该链接访问范围受限"),
    123: (Availability.RESTRICTED, Cause.FORBIDDEN, "该链接已超过访问人数上限"),
    124: (Availability.RESTRICTED, Cause.FROZEN, "您访问的链接已被冻结"),
}
_TAIL: Final = re.compile(r"_免费高速下载.*\Z|\s*[-_|]\s*百度网盘.*\Z")
_NAMELESS: Final = re.compile(r"百度网盘.*|百度云.*|请输入提取码.*")


class BaiduPan(Site):
    """Shares."""

    name = "baidupan"
    title = "百度网盘"
    whole = True
    hosts = ("pan.baidu.com", "yun.baidu.com")
    forms = (
        UrlPattern(kind="share", pattern=rf"{_HOST}/s/1(?P<id>[\w-]{{4,40}}){ANY}", what="file", key="baidupan:{id}",
            example="https://pan.baidu.com/s/1c2Otxdl7VWFEXul-FyXaJA?pwd=e5y4"),
        UrlPattern(kind="share", pattern=rf"{_HOST}/(?:share|wap)/init\?(?:.*&)?surl=(?P<id>[\w-]{{4,40}})(?:&.*)?",
            what="file",
            key="baidupan:{id}", example="https://pan.baidu.com/share/init?surl=c2Otxdl7VWFEXul-FyXaJA"),
        UrlPattern(kind="share", pattern=rf"{_HOST}/share/link\?.*shareid=\d+.*", what="file",
            example="https://pan.baidu.com/share/link?shareid=1234567&uk=7654321"),
    )  # fmt: skip
    signs = (
        PageMarker(standing=Availability.ABSENT, cause=Cause.NOT_FOUND, detail="百度网盘 knows no such share",
            place=r"/error/404\.html|/share/error\b"),
        PageMarker(standing=Availability.ABSENT, cause=Cause.NOT_FOUND, detail="百度网盘 knows no such share",
            says=r"\A(?:百度网盘-)?页面不存在\n"),
    )  # fmt: skip
    guide = Guide(
        title="百度网盘",
        brings="the name of what is shared, where it is shared without a code",
        limits="one page a share; no code is ever entered",
        refusal="a share that was deleted, cancelled, has expired or broke the rules is gone, in the page's own words; "
        "one that is frozen or has too many visitors is blocked; one that asks for its code is there",
    )

    def refine(self, target: Target, observation: Observation, text: str) -> Observation:
        """Take the page's own word that a share is gone, where its title says so too."""
        seen = super().refine(target, observation, text)
        if seen.status != 200 or seen.page is None or _GONE not in seen.page.title:
            return seen
        answer = self._word(seen.page.text, text)
        return replace(seen, answer=answer, metadata=None) if answer else seen

    def _word(self, visible: str, text: str) -> Answer | None:
        match = _NUMBER.search(text)
        number = int(match[1]) if match else None
        said = next((key for key, (_, _, words) in _CAUSES.items() if words in visible), number)
        if said not in _CAUSES:
            return None
        standing, cause, words = _CAUSES[said]
        return Answer(standing, cause.of(self.name), f"百度网盘: {words}")

    def read(self, target: Target, metadata: Metadata, text: str) -> Metadata:  # noqa: ARG002
        """Keep the name of what is shared; the page around it is about the service."""
        title = _TAIL.sub("", metadata.title or "").strip()
        named = title if title and not _NAMELESS.fullmatch(title) else None
        return Metadata(kind=metadata.kind, title=named, site=self.title, language="zh")


BAIDUPAN: Final = BaiduPan()
