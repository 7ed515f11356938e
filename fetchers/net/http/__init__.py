"""One request out, one reply in: the aiohttp session, bodies, TLS, names, cookies, redirects, the address guard."""
