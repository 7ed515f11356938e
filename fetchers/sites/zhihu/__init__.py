"""Zhihu: one plain request for a page, facts from its embedded state, refusals distinguished from missing items."""

from fetchers.sites.zhihu.fetcher import ZHIHU, Zhihu

__all__ = ["ZHIHU", "Zhihu"]
