"""How long a note takes to print, and what it costs: `python -m bench.note`."""
