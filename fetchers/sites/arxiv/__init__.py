"""arXiv: a hundred papers in one question to its query API."""

from fetchers.sites.arxiv.fetcher import ARXIV, ArxivFetcher

__all__ = ["ARXIV", "ArxivFetcher"]
