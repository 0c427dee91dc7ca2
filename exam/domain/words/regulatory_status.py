"""The regulatory status of Dermyo as a medical device, in one sentence that is used everywhere."""

from exam.domain.language import mark

REGULATORY_STATUS = mark(
    "Dermyo has not been assessed or certified as a medical device anywhere. "
    "Software with this purpose is regulated as one in the EU, the UK and the USA; until a clinic puts it into service "
    "under its own governance it is for teaching, research and simulated patients."
)
