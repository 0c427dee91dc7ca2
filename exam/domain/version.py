"""The version of the program, printed on every note."""

PROGRAM = "0.1.0"
