"""Alerts: which rules of the reference a record raises, and what of it belongs to this episode."""
