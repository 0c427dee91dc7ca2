"""The posterior computed a second time: slowly, in plain Python.

It is written from the description alone and the rows of the reference.

It shares no code with the localisation. Where the two differ, one of them is wrong; nothing else here decides which.
"""
