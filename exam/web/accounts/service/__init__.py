"""The intended use, which each account reads once, and whether the clinic put Dermyo into service."""
