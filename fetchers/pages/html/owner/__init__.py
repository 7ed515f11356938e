"""Whose statement something on a page is: the page's own, or that of a thing that the page only shows."""
