"""What surrounds every step: patient, steps, alerts, strip."""
