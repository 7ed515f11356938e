"""A list mended in place: spans and replacements in, Markdown out, checked by reading it again. Pure."""

from linkcheck.editing.edits import Edit, Edited, EditKind, Refusal
from linkcheck.editing.surgery import apply_edits

__all__ = ["Edit", "EditKind", "Edited", "Refusal", "apply_edits"]
