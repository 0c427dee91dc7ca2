"""Between record and template: every word and state that a clinician sees on a step, as plain values."""
