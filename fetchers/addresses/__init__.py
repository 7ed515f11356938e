"""Addresses: parsed once, their identity, tracking parameters, patterns for hosts. Pure."""
