"""All of it together."""

import math
from operator import add, mul

from tests.domain.reasoning.localise.oracle.explained import logs
from tests.domain.reasoning.localise.oracle.prior import constitutions, hypotheses, prior_of
from tests.domain.reasoning.localise.oracle.seen import SIDES, complaints, of_a_joint, seen_in
from tests.domain.reasoning.localise.oracle.table import NODES, NONE, columns, columns_of, nodes


def masses(record):
    """Prior times likelihood of each candidate."""
    return of_candidates(masses_of_hypotheses(record))


def masses_of_hypotheses(record):
    """Each hypothesis with its prior times its likelihood."""
    seen = list(seen_in(record))
    right, left, person = (
        added([logs(thing._replace(of="")) for thing in seen if thing.of == of]) for of in (*SIDES, "person")
    )
    apart = [[[integral(nodes_of) for nodes_of in column] for column in leg] for leg in (right, left)]
    story = [column[0][0] for column in person]
    weights = constitutions(record.patient.age)
    found = []
    for hypothesis in hypotheses(complaints(record), of_a_joint(record)):
        if hypothesis.together:
            legs = [
                integral(map(add, *both)) for both in zip(right[hypothesis.right], left[hypothesis.left], strict=True)
            ]
        else:
            legs = map(mul, apart[0][hypothesis.right], apart[1][hypothesis.left])
        likelihood = math.fsum(map(mul, weights, legs))
        found.append((hypothesis, hypothesis.before * likelihood * math.exp(of_history(story, hypothesis))))
    return found


def added(tables):
    """The sum of log-likelihoods of observations that are independent, given column, constitution and severity."""
    if not tables:
        return [[[0.0] * NODES] * 4 for _ in columns()]
    return [
        [list(map(math.fsum, zip(*of_constitution, strict=True))) for of_constitution in zip(*of_column, strict=True)]
        for of_column in zip(*tables, strict=True)
    ]


def integral(logs_of_nodes):
    """The likelihood over all severities of the lesion."""
    return math.fsum(weight * math.exp(log) for (_, weight), log in zip(nodes(), logs_of_nodes, strict=True))


def of_history(story, hypothesis):
    """What belongs to the person counts for the lesion; where both legs have one, each explains half of it."""
    none = columns_of(NONE)[0]
    if hypothesis.left == none:
        return story[hypothesis.right]
    if hypothesis.right == none:
        return story[hypothesis.left]
    return (story[hypothesis.right] + story[hypothesis.left]) / 2


def posterior(record):
    """Each hypothesis with P(hypothesis | record)."""
    weighed = masses_of_hypotheses(record)
    whole = math.fsum(weight for _, weight in weighed)
    found = [(hypothesis, weight / whole) for hypothesis, weight in weighed]
    lesions = [(hypothesis, p) for hypothesis, p in found if hypothesis.name != (NONE, "none")]
    lesion, before = math.fsum(p for _, p in lesions), math.fsum(hypothesis.before for hypothesis, _ in lesions)
    elsewhere = prior_of("findings.misleading")
    return [
        (hypothesis, p)
        if hypothesis.name == (NONE, "none")
        else (hypothesis, (1 - elsewhere) * p + elsewhere * lesion * hypothesis.before / before)
        for hypothesis, p in found
    ]


def of_candidates(probabilities):
    """The sum of each candidate, by cause and side."""
    found = {}
    for hypothesis, p in probabilities:
        found[hypothesis.name] = found.get(hypothesis.name, 0.0) + p
    return found


def of_roots(probabilities):
    """The sum of all in which this leg has this root, alone or with others, by side and root."""
    found = {(side, root): 0.0 for side in SIDES for column in columns() for root in column.roots}
    for hypothesis, p in probabilities:
        for side in SIDES:
            for root in columns()[getattr(hypothesis, side)].roots:
                found[side, root] += p
    return found
