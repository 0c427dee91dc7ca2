"""What a clinic and its people declared about the use of Dermyo."""
