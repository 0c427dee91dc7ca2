"""`dermyo audit`: how often what was said at signing was right, over the examinations with an outcome."""
