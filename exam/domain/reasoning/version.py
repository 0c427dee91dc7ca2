"""The version of the program, printed on every note. The package metadata reads it from here."""

PROGRAM = "0.2.0.dev0"
