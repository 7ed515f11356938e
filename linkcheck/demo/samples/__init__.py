"""The facts that the demo shows, one service a module: true titles and authors, invented numbers and fates."""
