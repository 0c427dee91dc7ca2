"""What grows with the number of examinations: the list, its filters, orders, pages and search."""
