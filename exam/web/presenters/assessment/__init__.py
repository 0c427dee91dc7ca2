"""The assessment as it is shown: causes, conditions, studies, the impression."""
