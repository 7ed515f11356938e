"""What is kept between runs."""

from linkcheck.store.interface import Memory, StoreError
from linkcheck.store.null import NullStore
from linkcheck.store.state import RESUME_WITHIN, SCHEMA_VERSION, Store

__all__ = ["RESUME_WITHIN", "SCHEMA_VERSION", "Memory", "NullStore", "Store", "StoreError"]
