"""What is kept between runs."""

from linkcheck.store.interface import RunStore, StoreError
from linkcheck.store.memory import Declined, LinkMemory, MemoryFileError, memory_lines, parse_memory, read_memory
from linkcheck.store.null import NullStore
from linkcheck.store.remembering import Remembering
from linkcheck.store.state import RESUME_WITHIN, SCHEMA_VERSION, Store

__all__ = [
    "RESUME_WITHIN",
    "SCHEMA_VERSION",
    "Declined",
    "LinkMemory",
    "MemoryFileError",
    "NullStore",
    "Remembering",
    "RunStore",
    "Store",
    "StoreError",
    "memory_lines",
    "parse_memory",
    "read_memory",
]
