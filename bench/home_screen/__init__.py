"""The icons of the home screen."""
