"""What arXiv's comments and abstracts state, and what they only mention."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers.sites.arxiv.parse import code_of, venue_of


@pytest.mark.parametrize(
    ("comment", "venue"),
    [
        ("Accepted at CVPR 2024", "CVPR 2024"),
        ("CVPR 2024", "CVPR 2024"),
        ("CVPR 2024 (Oral). Project page: https://example.org", "CVPR 2024"),
        ("12 pages, 5 figures. Accepted to the 38th Conference on Neural Information Processing Systems (NeurIPS 2024)",
         "NeurIPS 2024"),
        ("To appear in IEEE Transactions on Robotics, 2023", "IEEE Transactions on Robotics, 2023"),
        ("To appear in IEEE Transactions on Robotics", None),
        ("To appear in the proceedings of ICRA 2023; video: https://example.org", "ICRA 2023"),
        ("Published as a conference paper at ICLR 2021", "ICLR 2021"),
        ("Accepted by ICCV2023", "ICCV2023"),
        ("9 pages, NeurIPS 2022 Spotlight, code available", "NeurIPS 2022"),
        ("In Proceedings of ACL 2020", "ACL 2020"),
        ("Accepted by the Fourteenth Conference on Learning Representations (ICLR 2026 Oral)", "ICLR 2026"),
        ("Poster presented at NuPhys2015 (London, 16-18 December 2015). 5 pages", "NuPhys2015"),
        ("NeurIPS 2025 acceptance. Code available on GitHub.", "NeurIPS 2025"),
        ("Published in the 2025 IEEE Conference on Robots (IROS). Winner of its 2025 Best Paper Award", "IROS 2025"),
        ("Accepted at the International Conference on Testing, Verification and Validation (ICST) 2023", "ICST 2023"),
        ("Accepted for publication at 2025 IEEE Conference on Testing and Validation (ICST)", "ICST 2025"),
        ("11 pages, to be published in the Proc. of the 6th Workshop on Metamorphic Testing (MET'21)", "MET '21"),
        ("Abridged version to appear in Symposium on Discrete Algorithms (SODA), 2021", None),
        ("Part of this work has been presented at the ICALP 2011 Workshop", None),
        ("To appear in the special issue; see arXiv:2012.12345", None),
        ("15 pages, 5 figures", None),
        ("NeurIPS 2017 style, 15 pages", None),
        ("Submitted to CVPR 2024", None),
        ("Under review at ICLR 2025", None),
        ("Rejected from ICML 2023", None),
        ("Withdrawn from ICLR 2024", None),
        ("Extended version of our ICCV 2019 paper", None),
        ("Journal extension, published at ECCV 2018 in an earlier version", None),
        ("Winner of the MICCAI 2020 challenge", None),
        ("CVPR 2024 submission", None),
        ("Not accepted at CVPR 2024", None),
        ("MSC 2020: 68T05", None),
        ("Code is published at https://github.com/a/b", None),
        ("", None),
    ],
)  # fmt: skip
def test_venues(comment: str, venue: str | None) -> None:
    assert venue_of(comment) == venue


@pytest.mark.parametrize(
    ("comment", "abstract", "code"),
    [
        ("Code: https://github.com/One/two-2.", "", "https://github.com/One/two-2"),
        ("", "Code is available at github.com/one/two.git.", "https://github.com/one/two"),
        ("https://github.com/one/two", "See https://github.com/One/Two/tree/main.", "https://github.com/one/two"),
        ("", "We compare https://github.com/a/b with https://github.com/c/d.", None),
        ("https://github.com/one", "https://notgithub.com/a/b, https://github.com/topics/llm", None),
        ("", "", None),
    ],
)
def test_code(comment: str, abstract: str, code: str | None) -> None:
    assert code_of(comment, abstract) == code


@given(st.text(max_size=300), st.sampled_from(["accepted at ", "in proceedings of ", "A" * 50, "github.com/a/", ""]))
def test_any_words_are_read_without_harm(text: str, piece: str) -> None:
    venue = venue_of(f"{piece}{text}" * 20)
    assert venue is None or venue.strip()
    code_of(text + piece, piece * 50)
