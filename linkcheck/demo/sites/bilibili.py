"""A small Bilibili: pages of videos with their state as a script, and the page of one that is gone."""

from __future__ import annotations

import json

from linkcheck.demo.exchange import ServedResponse
from linkcheck.demo.responses import meta, page


def video(bvid: str, title: str, owner: str, views: int, published: int) -> ServedResponse:
    """Return a video's page. ``published`` is in epoch seconds."""
    facts = {
        "bvid": bvid,
        "aid": 1,
        "title": title,
        "pubdate": published,
        "ctime": published,
        "desc": "示例简介",
        "duration": 3600,
        "owner": {"mid": 1, "name": owner},
        "stat": {"view": views, "like": views // 30, "favorite": views // 10},
    }
    script = f"<script>window.__INITIAL_STATE__={json.dumps({'videoData': facts, 'error': {}})};</script>"
    place = f"https://www.bilibili.com/video/{bvid}/"
    whole = f"{title}_哔哩哔哩_bilibili"
    head = meta(og_title=whole, og_url=place, og_site_name="哔哩哔哩", author=owner, description="示例简介")
    return page(whole, "这是示例页面。" * 20, head=head + script, language="zh")


def gone() -> ServedResponse:
    """Return the page of a video that was taken away: a 200."""
    state = {"error": {"code": 404, "trueCode": -404, "message": "示例"}, "videoData": {}}
    script = f"<script>window.__INITIAL_STATE__={json.dumps(state)};</script>"
    return page("视频去哪了呢？_哔哩哔哩_bilibili", "啊叻？视频不见了？", head=script, language="zh")
