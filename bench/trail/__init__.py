"""What the audit trail costs: a tap, and a database that is verified."""
