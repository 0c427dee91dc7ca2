"""What each `dermyo` command does, imported only when it is used."""
