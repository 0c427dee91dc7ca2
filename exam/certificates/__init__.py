"""HTTPS for a clinic's own network: the only package that imports cryptography."""
