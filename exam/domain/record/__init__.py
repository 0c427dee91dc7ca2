"""The record of one examination, and reading and writing it in the format `dermyo-exam/1`."""
