"""GitHub: up to a hundred repositories in one GraphQL question; without a token, REST and then the pages."""

from fetchers.sites.github.fetcher import GITHUB, GithubFetcher

__all__ = ["GITHUB", "GithubFetcher"]
