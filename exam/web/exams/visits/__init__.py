"""Earlier examinations of the same patient: asked about at the beginning, and compared with."""
