"""One session for all: redirects, body caps, TLS and DNS failures told apart, address guard, pacing, retry."""
