"""One command of the command line per file. Loaded only when it is called (``linkcheck.cli``)."""
