"""What the answers of one record say about each other: which contradict, and which already follow from others."""
