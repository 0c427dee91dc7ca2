"""What became known of a patient after the examination was signed."""
