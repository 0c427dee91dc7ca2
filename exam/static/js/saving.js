/* What was tapped is saved, or is said not to be. */
