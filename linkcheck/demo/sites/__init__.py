"""The sites of the demo's web, one service a module: sample facts as tables, and the handlers that serve them."""
