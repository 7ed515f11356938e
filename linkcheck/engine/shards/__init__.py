"""Shards: parts of a run that are asked side by side, each in a process of its own. The parent judges and stores."""
