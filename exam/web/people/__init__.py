"""What colleagues do for each other: a draft that is handed over."""
