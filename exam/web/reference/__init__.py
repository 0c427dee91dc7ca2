"""The pages of the clinical reference, and the links between them and an examination."""
