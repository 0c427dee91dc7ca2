"""How a lesion looks: what it shows, what it spares and what imitates it, by the figures of the likelihoods."""
