"""Which lists a command reads, and which part of them: paths, the web, lines changed since a revision."""
