"""What Dermyo is, and is not yet, in the eyes of those who regulate medical devices: one sentence for every place."""

REGULATORY_STATUS = (
    "Dermyo has not been assessed or certified as a medical device anywhere. "
    "Software with this purpose is regulated as one in the EU, the UK and the USA; until a clinic puts it into service "
    "under its own governance it is for teaching, research and simulated patients."
)
