"""What whoever runs Dermyo asks of it: whether it is there, and what its log says."""
