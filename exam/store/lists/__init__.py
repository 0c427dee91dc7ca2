"""What keeps the list as fast with many examinations as with few: pages by place, and the ends of references."""
