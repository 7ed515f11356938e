"""What a reading list is, what is known of its links, and what is concluded of them."""

__version__ = "0.2.0.dev0"
