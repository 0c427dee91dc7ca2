"""Text as people type and paste it."""
