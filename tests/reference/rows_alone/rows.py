"""The rows that are added to a copy of the reference, by file. They are invented."""

STANDING = 'sources = []\nbasis = "judgement"\nwhy = "Invented for a test."\n'
DATED = STANDING + "reviewed_on = 2026-11-21\nreview_by = 2027-11-21\n"

FAMILY = """
[[family]]
id = "stride"
title = "Gait"
step = "tension"
any = "any sign of the stride"
objective = true
of_nerves = true
"""
TEST = f"""
[[test]]
id = "stride.dragging"
group = "Gait"
label = "Dragging"
about = "The foot drags."
scale = "sign"
core = true
position = "Walking."
command = "Please walk."
landmark = "Look at the toes."
{STANDING}
"""
LIKELIHOOD = f"""
[[finding]]
finding = "stride.dragging"
of = "leg"
shared = true
{STANDING}
cells = [
  {{ cause = "none", p = 0.001, range = [0.0005, 0.002] }},
  {{ cause = "root.L2", p = 0.3, range = [0.2, 0.4] }},
  {{ cause = "nerve.genitofemoral", p = 0.9, range = [0.8, 0.95] }},
  {{ cause = "syringomyelia", p = 0.6, range = [0.5, 0.7] }},
]
"""


def prior(id):
    return f'[[prior]]\nid = "{id}"\nlabel = "Invented: {id}"\np = 0.05\nrange = [0.02, 0.1]\n{STANDING}\n'


CAUSE_OF_A_KNOWN_KIND = f"""
[[cause]]
id = "nerve.genitofemoral"
label = "Genitofemoral nerve"
phrase = "the genitofemoral nerve"
kind = "nerve"
about = "Feels, and moves nothing."
{STANDING}
"""
KIND = """
[[kind]]
id = "syringomyelia"
label = "Disease of the motor neurons"
phrase = "a disease of the motor neurons"
of = "person"
one_leg = true
"""
CAUSE_OF_A_NEW_KIND = f"""
[[cause]]
id = "syringomyelia"
label = "Syringomyelia"
phrase = "a syringomyelia"
kind = "syringomyelia"
about = "Weakness without loss of feeling."
{STANDING}
"""
SAID = ("one_symptomatic", "both_symptomatic", "not_reported")
PRIORS = ("leg.nerve.genitofemoral", "person.syringomyelia", "both.syringomyelia")
PRIORS += tuple(f"syringomyelia.one_leg.{said}" for said in SAID)
HALLMARKS = f"""
[[hallmarks]]
cause = "nerve.genitofemoral"
abnormal = ["stride.dragging"]
{STANDING}

[[hallmarks]]
cause = "syringomyelia"
abnormal = ["stride.dragging"]
{STANDING}
"""
ALERT = f"""
[[alert]]
id = "dragging_foot"
label = "The foot drags"
action = "Have the walking looked at today."
urgency = "urgent"
when = {{ any = ["findings.stride.* is positive"] }}
{STANDING}
"""
ROWS = {
    "families.toml": FAMILY,
    "tests.toml": TEST,
    "likelihoods.toml": LIKELIHOOD,
    "kinds.toml": KIND,
    "causes.toml": CAUSE_OF_A_KNOWN_KIND + CAUSE_OF_A_NEW_KIND,
    "priors.toml": "\n".join(prior(id) for id in PRIORS),
    "hallmarks.toml": HALLMARKS,
    "alerts.toml": ALERT,
}
STEP = """
[[step]]
id = "walking"
title = "Walking"
hint = "On the flat"
kind = "own"
heading = "How the patient walks"
"""
STEP_FILE = '''"""Walking: a step of its own."""

from functools import partial

from exam.steps.sections import section_fields, section_summary
from exam.steps.step import Progress, Step


def step(row):
    """As one of tests, with a count of its own."""
    return Step(
        row,
        fields=partial(section_fields, row.id),
        progress=lambda record: Progress(int(bool(record.grade("stride.dragging", "left"))), 7),
        summary=partial(section_summary, row.id),
    )
'''
