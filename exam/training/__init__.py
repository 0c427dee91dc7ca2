"""Demonstration patients: invented, and examined as real ones are."""
