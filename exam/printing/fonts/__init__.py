"""The fonts of a print: our own, and where they are installed the further ones; never those of the machine."""
