"""What is kept between runs."""

from linkcheck.store.interface import Memory, StoreError
from linkcheck.store.nothing import NoStore
from linkcheck.store.state import RESUME_WITHIN, SCHEMA_VERSION, Store

__all__ = ["RESUME_WITHIN", "SCHEMA_VERSION", "Memory", "NoStore", "Store", "StoreError"]
