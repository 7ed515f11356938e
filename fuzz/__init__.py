"""Fuzzing with coverage as its guide. Not part of the package."""
