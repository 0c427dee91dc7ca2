"""From a record to conclusions: alerts, localisation, imaging. `assess` is the only entry point."""
