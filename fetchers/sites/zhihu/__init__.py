"""Zhihu: one plain request for a page, facts from the state it is served with, refusals told from what is gone."""

from fetchers.sites.zhihu.fetcher import ZHIHU, Zhihu

__all__ = ["ZHIHU", "Zhihu"]
