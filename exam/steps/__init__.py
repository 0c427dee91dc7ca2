"""The steps of an examination: what each asks, how a form is read, how it is summarised. Pure.

A row of `steps.toml` makes a step of questions or of tests; a step with special behaviour has its own module.
"""
