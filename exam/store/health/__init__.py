"""How the database is, for whoever runs Dermyo."""
