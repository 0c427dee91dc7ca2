"""The pages of the clinical reference, and the way from them back to an examination."""
