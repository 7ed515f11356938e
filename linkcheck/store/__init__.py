"""What is kept between runs."""

from linkcheck.store.interface import NullStore, RunStore, StoreError
from linkcheck.store.memory import Declined, LinkMemory
from linkcheck.store.memory_file import MemoryFileError, memory_lines, parse_memory, read_memory
from linkcheck.store.opening import SCHEMA_VERSION
from linkcheck.store.remembering import Remembering
from linkcheck.store.state import RESUME_WITHIN, Store
from linkcheck.store.state_reader import StateReader, StoredState

__all__ = [
    "RESUME_WITHIN", "SCHEMA_VERSION", "Declined", "LinkMemory", "MemoryFileError", "NullStore", "Remembering",
    "RunStore", "StateReader", "Store", "StoreError", "StoredState", "memory_lines", "parse_memory", "read_memory",
]  # fmt: skip
