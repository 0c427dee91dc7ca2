"""The comment that every step may carry."""

from __future__ import annotations

from collections.abc import Mapping

from exam.steps import fields
from exam.steps.fields import Field


def comment_field(step: str) -> Mapping[str, Field]:
    """The comment's one field."""
    return {f"comments.{step}": fields.free_text}
