"""The version of the program, printed on every note. The package takes its own from here."""

PROGRAM = "0.2.0.dev0"
