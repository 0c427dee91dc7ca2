"""What signed examinations turned out to be."""
