"""The note as a page and as a PDF, for the web and the command line alike."""
