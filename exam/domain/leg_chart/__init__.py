"""The chart of both legs: what each area shows, and the geometry that draws it."""
