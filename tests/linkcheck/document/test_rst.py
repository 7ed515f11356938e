"""reStructuredText: what a reader of the rendered file can follow."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkcheck.document import rst
from linkcheck.document.formats import is_markdown, read_file
from linkcheck.model import OccurrenceKind

TEXT = """\
Title
=====

See `Python <https://www.test.org/>`_ and https://a.test.org/bare, named_ and `named`_. :doc:`other` :py:func:`x`

.. _named: https://a.test.org/named

.. image:: pic.png
   :alt: A picture
   :target: https://a.test.org/target

.. py:function:: foo(x)

   Text with `inner <https://a.test.org/inner>`__.

.. code-block:: python

   x = "https://a.test.org/code"

.. include:: /etc/passwd
.. raw:: html

   <a href="https://a.test.org/raw">x</a>

Sub
---

* `two lines
  <https://a.test.org/two/
  lines>`_
"""


def test_links_with_their_places() -> None:
    document = read_file(TEXT, "a.rst")
    found = [(place.url, place.line, place.text, place.kind) for place in document.occurrences]
    assert found == [
        ("https://www.test.org/", 4, "Python", OccurrenceKind.INLINE),
        ("https://a.test.org/bare", 4, "https://a.test.org/bare", OccurrenceKind.BARE),
        ("https://a.test.org/named", 6, "named", OccurrenceKind.INLINE),
        ("https://a.test.org/named", 6, "named", OccurrenceKind.INLINE),
        ("pic.png", 8, "A picture", OccurrenceKind.IMAGE),
        ("https://a.test.org/target", 10, "A picture", OccurrenceKind.INLINE),
        ("https://a.test.org/inner", 14, "inner", OccurrenceKind.INLINE),
        ("https://a.test.org/two/lines", 28, "two lines", OccurrenceKind.INLINE),
    ]
    data = TEXT.encode()
    assert all(data[p.start : p.end].decode() in (p.url, "") for p in document.occurrences)
    assert document.occurrences[0].section == ("Title",)
    assert document.occurrences[-1].section == ("Title", "Sub")
    assert not is_markdown("a.rst")


def test_a_longer_address_is_another_place() -> None:
    document = read_file("https://a.test.org/x/y and https://a.test.org/x\n", "a.rst")
    assert [place.column for place in document.occurrences] == [1, 28]


def test_what_takes_too_long_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rst, "LONGEST_TIME", 0.2)
    document = read_file(("*a " * 60 + "\n") * 2500, "a.rst")
    assert document.occurrences == ()
    assert document.warnings == ("takes docutils too long to read: it is passed over",)


@pytest.mark.parametrize("text", ["x" * 500_001, "x" * 10_001])
def test_what_is_too_long_is_passed_over(text: str) -> None:
    assert "passed over" in read_file(text, "a.rst").warnings[0]


def test_nothing_of_this_machine_is_read(tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("x") / "secret.rst"
    secret.write_text("https://secret.test.org/\n", encoding="utf-8")
    for directive in ("include:: {}", "raw:: html\n   :file: {}", "csv-table:: x\n   :file: {}", "literalinclude:: {}"):
        text = ".. " + directive.format(secret) + "\n"
        assert read_file(text, "a.rst").occurrences == ()


_MARKUP = st.text(st.sampled_from("`*_|.:<>\\ \n=-+#ah/[]()~\u4e2d"), max_size=200)


@settings(max_examples=150, deadline=None)
@given(_MARKUP)
def test_any_text(text: str) -> None:
    document = read_file(text, "a.rst")
    lines = text.count("\n") + text.count("\r") + 1
    assert all(1 <= place.line <= lines for place in document.occurrences)
