"""Which tests to do next: what each is expected to tell, in which order, and which causes it distinguishes."""
