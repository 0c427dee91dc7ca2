"""Demonstrations on the screen: how a visitor begins one, without an account, and how often they may ask for pages."""
