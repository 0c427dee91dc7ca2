"""Asking for one's own password again before what counts most."""
