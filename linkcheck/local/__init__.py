"""Links to local files: what they lead to, and whether it is there. One rule for check, lint and links.

A link is resolved from the folder of the file it stands in and the root of that file's repository, whatever folder the
command runs in, as the program that renders the file resolves it (``site_generators``, ``routes``). What cannot be
known is said to be so, with its reason, and never called missing.
"""

from linkcheck.local.anchors import slugs
from linkcheck.local.files import Local, LocalFiles
from linkcheck.local.locating import local_files, located
from linkcheck.local.renamed import renamed_headings
from linkcheck.local.slugs import RENDERERS

__all__ = ["RENDERERS", "Local", "LocalFiles", "local_files", "located", "renamed_headings", "slugs"]
