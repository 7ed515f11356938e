"""A small web that ships with linkcheck: the demo's stage, and the tests' laboratory.

``SmallWeb`` is any web one likes to write down; ``demo_world()`` is one where every link of list.md has an answer.
"""

from linkcheck.demo.demo_site import DemoSite
from linkcheck.demo.exchange import Answer, Handler, Hang, Raw, Reset, ServedRequest, ServedResponse
from linkcheck.demo.host_names import DemoResolver, Name, Tls
from linkcheck.demo.responses import data, html, meta, page, pdf, redirect
from linkcheck.demo.web import SmallWeb
from linkcheck.demo.world import demo_list, demo_world

__all__ = [
    "Answer", "DemoResolver", "DemoSite", "Handler", "Hang", "Name", "Raw", "Reset", "ServedRequest",
    "ServedResponse", "SmallWeb", "Tls", "data", "demo_list", "demo_world", "html", "meta", "page", "pdf", "redirect",
]  # fmt: skip
