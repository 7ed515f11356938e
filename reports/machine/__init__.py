"""Formats for programs: JSON, JSON Lines, CSV, JUnit, SARIF, Atom and a badge."""
