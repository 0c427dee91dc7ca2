"""The earlier examination that a record is compared with: what it found, and what has changed since."""
