"""When a page was published and updated: days as people write them, what they are called, and which is the page's."""
