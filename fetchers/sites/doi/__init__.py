"""DOIs: resolved by their registry, described by the agency that registered them."""

from fetchers.sites.doi.fetcher import DOI, Doi

__all__ = ["DOI", "Doi"]
