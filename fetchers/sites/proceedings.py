"""Proceedings that publish themselves: PMLR, NeurIPS, CVF, JMLR. PDFs are asked for by the page that describes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from fetchers.addresses.address import Address, parse
from fetchers.facts import Metadata, Target
from fetchers.fetcher import Guide, UrlPattern
from fetchers.site import ANY, END, Site

_NIPS: Final = (
    r"(?:papers\.nips\.cc|papers\.neurips\.cc|proceedings\.neurips\.cc|datasets-benchmarks-proceedings\.neurips\.cc)"
)
_YEAR: Final = r"(?P<year>\d{4})"
_HASH: Final = r"(?P<hash>[0-9a-f]{32})"
_TRACK: Final = r"(?P<track>-\w+)?"
_CVF: Final = r"openaccess\.thecvf\.com"
_FOLDER: Final = r"(?P<folder>content(?:_\w+|/\w+)(?:/\w+)*?)"
_FILE: Final = r"(?:Abstract|Paper|Bibtex|Supplemental|Metadata)"
_VENUES: Final = {"neurips": "NeurIPS", "pmlr": "PMLR", "cvf": "CVF Open Access", "jmlr": "JMLR"}


class Proceedings(Site):
    """Papers of machine learning's and computer vision's conferences."""

    name = "proceedings"
    hosts = ("proceedings.mlr.press", "nips.cc", "neurips.cc", "openaccess.thecvf.com", "jmlr.org", "mlr.press")
    forms = (
        UrlPattern(kind="pmlr", pattern=rf"proceedings\.mlr\.press/(?P<volume>v\d+|r\d+)/(?P<id>[\w.-]+?)\.html{ANY}",
            key="pmlr:{volume}/{id}", what="paper", example="https://proceedings.mlr.press/v97/tan19a.html"),
        UrlPattern(kind="pmlr",
            pattern=rf"proceedings\.mlr\.press/(?P<volume>v\d+|r\d+)/(?P<id>[\w.-]+)/(?P=id)\.pdf{ANY}",
            key="pmlr:{volume}/{id}", page="https://proceedings.mlr.press/{volume}/{id}.html", what="paper",
            example="http://proceedings.mlr.press/v97/tan19a/tan19a.pdf"),
        UrlPattern(kind="pmlr", pattern=rf"proceedings\.mlr\.press/(?P<volume>v\d+|r\d+)/(?P<id>[\w-]+)\.pdf{ANY}",
            key="pmlr:{volume}/{id}", page="https://proceedings.mlr.press/{volume}/{id}.html", what="paper",
            example="http://proceedings.mlr.press/v37/ioffe15.pdf"),
        UrlPattern(kind="neurips", what="paper",
            pattern=rf"{_NIPS}/paper(?:_files/paper)?/{_YEAR}/(?:hash|file)/{_HASH}-{_FILE}{_TRACK}\.\w+{ANY}",
            example="https://papers.nips.cc/paper_files/paper/2017/hash/3f5ee243547dee91fbd053c1c4a845aa-Abstract.html"),
        UrlPattern(kind="neurips-old", pattern=rf"{_NIPS}/paper/(?P<id>\d+-[\w-]+)(?:\.pdf)?{END}", key="neurips:{id}",
            what="paper", example="https://papers.nips.cc/paper/7181-attention-is-all-you-need"),
        UrlPattern(kind="cvf", pattern=rf"{_CVF}/{_FOLDER}/(?:html|papers)/(?P<id>[\w.-]+_paper)\.(?:html|pdf){ANY}",
            key="cvf:{folder}/{id}", page="https://openaccess.thecvf.com/{folder}/html/{id}.html", what="paper",
            example="https://openaccess.thecvf.com/content_CVPR_2020/papers/He_Momentum_Contrast_CVPR_2020_paper.pdf"),
        UrlPattern(kind="jmlr",
            pattern=rf"(?:www\.)?jmlr\.org/papers/(?P<volume>v\d+|volume\d+)/(?P<id>[\w-]+)\.html{ANY}",
            key="jmlr:{volume}/{id}", what="paper", example="https://jmlr.org/papers/v21/20-074.html"),
        UrlPattern(kind="jmlr",
            pattern=rf"(?:www\.)?jmlr\.org/papers/volume(?P<number>\d+)/(?P<id>[\w-]+)/(?P=id)\.pdf{ANY}",
            key="jmlr:v{number}/{id}", page="https://jmlr.org/papers/v{number}/{id}.html", what="paper",
            example="https://jmlr.org/papers/volume21/20-074/20-074.pdf"),
    )  # fmt: skip
    guide = Guide(
        title="PMLR, NeurIPS, CVF, JMLR",
        brings="title, authors, date and venue, from the citation tags of the paper's page",
        limits="one page a paper; PDF and page are one",
        refusal="as for any other page",
    )

    def target(self, address: Address, form: UrlPattern, parts: Mapping[str, str]) -> Target | None:
        """Make the target; NeurIPS has its papers under four hosts and two folders."""
        target = super().target(address, form, parts)
        if target is None or form.kind != "neurips":
            return target
        folder = "paper_files/paper" if "/paper_files/" in address.path else "paper"
        name = f"{parts['hash']}-Abstract{parts.get('track', '')}.html"
        page = f"https://{address.host}/{folder}/{parts['year']}/hash/{name}"
        return replace(target, address=parse(page), key=f"neurips:{parts['year']}/{parts['hash']}")

    def read(self, target: Target, metadata: Metadata, text: str) -> Metadata:  # noqa: ARG002
        """Name the proceedings where the page does not."""
        venue = _VENUES[target.kind.partition("-")[0]]
        return replace(metadata, venue=metadata.venue or venue, site=metadata.site or venue)


PROCEEDINGS: Final = Proceedings()
