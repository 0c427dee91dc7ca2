"""stub"""


def reliability_plot(path, name, curves):
    pass
