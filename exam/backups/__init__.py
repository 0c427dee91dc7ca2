"""The folder of backups that the settings name: what is in it, and when the next one is due."""
