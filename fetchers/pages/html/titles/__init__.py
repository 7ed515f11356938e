"""What a page is called: its headings by owner, what its titles are made of, and which of them is its own name."""
