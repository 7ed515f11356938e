"""Days and years as people and machines write them."""
