"""Query parameters that say how a reader came, not which page is meant. Data and one question. Pure.

Sources: names on Brave's query-filter list; what Zhihu, Bilibili, WeChat and CSDN append when a reader shares a link.
They go from identity keys and into suggestions, never from the address that is asked for.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_EVERYWHERE: Final = re.compile(
    r"utm_\w+|mtm_\w+|fbclid|gclid|dclid|msclkid|twclid|ttclid|yclid|ysclid|wbraid|gbraid|srsltid|igsh|igshid|"
    r"phpsessid|jsessionid|aspsessionid\w*|asp\.net_sessionid|cfid|cftoken|session_?id|zenid|oscsid|PHPSESSID|JSESSIONID|"
    r"mc_eid|mc_cid|_hsenc|_hsmi|__hs\w+|mkt_tok|spm|scm|vero_id|oly_enc_id|oly_anon_id|_openstat|ref_src|ref_url"
)
_BILIBILI = (
    r"spm_id_from|from_spmid|vd_source|share_\w+|from_source|seid|msource|refer_from|unique_k|plat_id|buvid|"
    r"is_story_h5|up_id|mid|timestamp|from"
)
_BY_HOST: Final = {
    "zhihu.com": re.compile(r"source_id|s_r|s_s_i|share_code|shareopn|scene"),
    "bilibili.com": re.compile(_BILIBILI),
    "youtube.com": re.compile(r"feature|si|pp"),
    "youtu.be": re.compile(r"feature|si|pp"),
    "twitter.com": re.compile(r"s|t"),
    "x.com": re.compile(r"s|t"),
    "medium.com": re.compile(r"source"),  # Not sk: it opens an article that is for members alone.
    "weixin.qq.com": re.compile(r"chksm|scene|srcid|sharer_\w+|from_wecom|isappinstalled|from"),
    "csdn.net": re.compile(r"ops_request_misc|request_id|biz_id|depth_1-utm_source"),
    "github.com": re.compile(r"email_token|email_source|ref_type"),
}
_ACCOUNT_OR_TALK: Final = frozenset({"mid", "session_id", "sessionid"})
"""Of a visit where the value is a long token; a short one or a number is an account, or a talk at a conference."""
_TOKEN_LENGTH: Final = 16
_SUFFIXES: Final = tuple(f".{domain}" for domain in _BY_HOST)


def is_tracking(host: str, parameter: str) -> bool:
    """Tell whether one ``name=value`` of a query only says how a reader came, on that host."""
    name, _, value = parameter.partition("=")
    if name in _ACCOUNT_OR_TALK and (len(value) < _TOKEN_LENGTH or value.isdecimal()):
        return False
    return _is_everywhere(name) or (f".{host}".endswith(_SUFFIXES) and _is_on(host, name))


@lru_cache(maxsize=1024)
def _is_everywhere(name: str) -> bool:
    return _EVERYWHERE.fullmatch(name) is not None


def _is_on(host: str, name: str) -> bool:
    return any(names.fullmatch(name) for domain, names in _BY_HOST.items() if f".{host}".endswith(f".{domain}"))
