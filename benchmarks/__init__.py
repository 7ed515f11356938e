"""Measurements of figures that the README gives; each module is run by itself."""
