"""Getting results to a forge: its API, pushes that leave the working tree alone, standing pull requests."""
