"""Marks of walls that Chinese sites use. Data."""

from __future__ import annotations

from typing import Final

from fetchers.pages.traits.marker import ARTICLE, OWN_FORM, REFUSALS, Marker

MARKERS: Final = (
    Marker(
        trait="challenge-geetest",
        source="GeeTest",
        html=r"initGeetest|gt_captcha|static\.geetest\.com",
        most_words=50,
        without=OWN_FORM,
    ),
    Marker(
        trait="challenge-aliyun",
        source="Alibaba Cloud WAF: punish pages, acw_sc__v2",
        html=r"x5secdata|_____tmd_____|acw_sc__v2|aliyun_waf|aliyunwaf|AliyunCaptcha",
        most_words=60,
    ),
    Marker(trait="challenge-aliyun", source="Alibaba Cloud WAF", url=r"punish\?.*x5secdata|/_____tmd_____/"),
    Marker(
        trait="challenge-aliyun",
        source="Alibaba Cloud WAF block page",
        html=r"errors\.aliyun\.com",
        status=REFUSALS,
        most_words=120,
    ),
    Marker(
        trait="challenge-tencent",
        source="Tencent Cloud captcha, EdgeOne",
        html=r"TCaptcha|turing\.captcha|TencentCaptcha|EO_Bot_Ssid|__tst_status",
        most_words=50,
        without=OWN_FORM,
    ),
    Marker(
        trait="challenge-firewall",
        source="Chinese site firewalls: Safedog, Yunsuo, BT panel, Knownsec, 360",
        title=r"(?:网站防火墙|网站防火牆|安全狗|云锁|宝塔.*防火墙|创宇盾|百度云加速.*|360网站卫士|访问被拦截|"
        r"请求被拦截|拦截提示|nginx防火墙)[\w ]*",
        most_words=150,
    ),
    Marker(
        trait="challenge-firewall",
        source="Chinese site firewalls",
        unless_title=ARTICLE,
        visible=r"(?:您的)?(?:请求|访问)(?:带有不合法的?参数|可能存在威胁|已?被.{0,12}(?:拦截|阻断))",
        status=REFUSALS | {200},
        most_words=100,
    ),
)
