"""Who is signed in, on which tablet, and for how long."""
