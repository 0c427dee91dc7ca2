"""The chart of both legs: what each area holds, and the geometry that draws it."""
