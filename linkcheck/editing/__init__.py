"""A list mended in place: spans and replacements in, Markdown out, checked by reading it again. Pure."""

from linkcheck.editing.edits import Edit, Edited, Refusal
from linkcheck.editing.surgery import apply_edits
from linkcheck.model import EditKind

__all__ = ["Edit", "EditKind", "Edited", "Refusal", "apply_edits"]
