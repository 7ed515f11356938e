"""Marks of walls that big sites have built for themselves. Data."""

from __future__ import annotations

from typing import Final

from fetchers.pages.traits.marker import Marker

MARKERS: Final = (
    Marker(trait="challenge-baidu", source="Baidu", url=r"^wappass\.baidu\.com/static/captcha|^wappass\.baidu\.com/"),
    Marker(trait="challenge-zhihu", source="Zhihu, 2025 to 2026", html=r"zh-zse-ck|zse-ck/v\d", most_words=60),
    Marker(trait="challenge-zhihu", source="Zhihu", url=r"^(?:www\.|zhuanlan\.)?zhihu\.com/account/unhuman"),
    Marker(trait="challenge-douban", source="Douban: a proof of work, 2024 to 2026", url=r"^sec\.douban\.com/"),
    Marker(trait="challenge-weibo", source="Sina Visitor System", title=r"sina visitor system|新浪访客系统"),
    Marker(trait="challenge-weibo", source="Weibo", url=r"^passport\.weibo\.(?:com|cn)/visitor"),
    Marker(
        trait="challenge-wechat",
        source="WeChat official accounts",
        visible=r"(?:当前)?环境异常|操作频繁|请在微信客户端打开",
        most_words=90,
    ),
    Marker(trait="challenge-wechat", source="WeChat", url=r"^mp\.weixin\.qq\.com/mp/wappoc_appmsgcaptcha"),
    Marker(
        trait="challenge-bilibili",
        source="Bilibili risk control: -412, -352",
        html=r"request was banned|错误号[:： ]*412|[\"']code[\"']\s*:\s*-(?:412|352)\b",
        most_words=120,
    ),
    Marker(
        trait="challenge-reddit",
        source="reddit, 2024 on",
        visible=r"blocked by network security|whoa there, pardner",
        most_words=200,
    ),
    Marker(
        trait="challenge-google", source="Google", url=r"(?:^|\.)google\.[a-z.]+/sorry/|^ipv[46]\.google\.com/sorry"
    ),
    Marker(
        trait="challenge-google",
        source="Google",
        visible=r"our systems have detected unusual traffic from your computer network",
        most_words=200,
    ),
    Marker(trait="challenge-yandex", source="Yandex SmartCaptcha", url=r"/showcaptcha(?:fast)?\b"),
    Marker(
        trait="challenge-amazon",
        source="Amazon",
        visible=r"(?:type|enter) the characters you see (?:in this image|below)|"
        r"to discuss automated access to amazon data",
        most_words=150,
    ),
)
