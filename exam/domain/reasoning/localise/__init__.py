"""Findings to ranked causes: exact Bayesian inference over an enumerated set of lesions."""
