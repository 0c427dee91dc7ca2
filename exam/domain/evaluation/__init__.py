"""How well the program does on cases with known answers, beside what a textbook chart would say."""
