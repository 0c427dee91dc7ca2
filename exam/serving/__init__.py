"""`dermyo serve`: granian's processes, the bridge from its requests to the application, and bounds on strangers."""

from __future__ import annotations

from exam.serving.start import serve

__all__ = ["serve"]
