"""The pages of the clinical reference: rows, figures, sources, search."""
