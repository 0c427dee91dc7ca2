"""How long it takes until something responds: a command, a server, and a checkout that nothing is installed for."""
