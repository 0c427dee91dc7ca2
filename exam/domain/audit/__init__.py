"""How often what was said at signing was right, in a clinic's own examinations whose outcome is known: counts only."""
