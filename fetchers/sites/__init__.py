"""One site a file or folder: its addresses, what is asked of it, what its answers mean. No site knows another."""
