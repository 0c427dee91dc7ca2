"""What the server writes to its log: one line for each event, without anything that was typed or found."""
