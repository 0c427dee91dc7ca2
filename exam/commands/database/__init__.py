"""The commands of whoever runs Dermyo: verify, back up and restore its database."""
