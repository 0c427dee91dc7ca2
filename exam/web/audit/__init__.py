"""How often what was said at signing was right here: for administrators."""
