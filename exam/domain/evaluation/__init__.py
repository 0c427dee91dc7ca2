"""How well the program does on cases with known answers, compared with a textbook chart."""
