"""The pages on which an administrator erases a patient, or what is older than the clinic keeps."""
