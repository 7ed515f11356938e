"""A finished run in, text out: one format a file, no I/O."""
