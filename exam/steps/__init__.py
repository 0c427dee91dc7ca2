"""The steps of an examination, one module each: what is asked, how a form is read, how it is summarised. Pure."""
