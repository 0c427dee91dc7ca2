"""The words for findings, causes and conclusions, the same on screen, note and command line."""
