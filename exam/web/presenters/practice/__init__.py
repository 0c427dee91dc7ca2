"""What a learner who practises sees: the patients to choose from, and the answer."""
