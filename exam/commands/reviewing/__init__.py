"""Forms in which clinicians review the figures of the reference."""
