"""Passkeys: keys that a device holds, and signs with once its owner has unlocked it."""
