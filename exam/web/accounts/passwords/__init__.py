"""Which passwords will do, and asking for one's own again."""
