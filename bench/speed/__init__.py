"""How fast Dermyo is, and how big: `python -m bench` prints every group of rows, `--only NAME` one of them.

A group is a module with either `measure()`, which returns the rows of one round, or `ready()`, a context manager that
sets up once and gives such a function. It runs in a process of its own, in the checkout that is measured, so that
`exam` is that checkout's; rounds of two checkouts take turns. Its line in `bench/speed/groups.py` makes it known.
"""
