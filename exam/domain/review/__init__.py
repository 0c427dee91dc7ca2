"""The review of the figures by clinicians: which figures matter most, the forms that come back, and what they say."""
