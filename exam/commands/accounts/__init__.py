"""The commands of whoever runs Dermyo on its accounts."""
