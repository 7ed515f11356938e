"""What a reading list is, what is known of its links, and what is concluded of them."""

__version__ = "0.1.0"
