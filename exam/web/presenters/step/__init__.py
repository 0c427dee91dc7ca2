"""What a step shows: sections, rows, cells, options, questions, the leg chart."""
