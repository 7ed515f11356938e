"""Faults and load, and what became of what the runs had learnt: the figures of docs/reliability.md."""
