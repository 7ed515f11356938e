"""A web that behaves badly on purpose, and how link checkers judge it: false alarms, misses, exact verdicts."""
