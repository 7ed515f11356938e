"""A small web that ships with linkcheck: the demo's stage, and the tests' laboratory.

``SmallWeb`` is any web one likes to write down; ``demo_world()`` is one where every link of list.md has an answer.
"""

from linkcheck.demo.answers import data, html, meta, page, pdf, redirect
from linkcheck.demo.messages import Answer, Handler, Hang, Raw, Request, Reset, Response
from linkcheck.demo.names import Name, Resolver, Tls
from linkcheck.demo.site import Site
from linkcheck.demo.web import SmallWeb
from linkcheck.demo.world import demo_list, demo_world

__all__ = [
    "Answer",
    "Handler",
    "Hang",
    "Name",
    "Raw",
    "Request",
    "Reset",
    "Resolver",
    "Response",
    "Site",
    "SmallWeb",
    "Tls",
    "data",
    "demo_list",
    "demo_world",
    "html",
    "meta",
    "page",
    "pdf",
    "redirect",
]
