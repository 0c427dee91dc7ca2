"""How well the program does on cases with known answers, beside a textbook chart; patients drawn to practise on."""
