"""A text that is too long, as one that was pasted: refused whole, in words, and never cut off."""

import pytest

LONG = "x" * 2001


@pytest.mark.parametrize(
    ("slug", "path", "named"),
    [
        ("strength", "comments.strength", "comment"),
        ("assessment", "impression.text", "impression"),
        ("assessment", "plan.text", "plan"),
        ("assessment", "plan.safety_net_text", "safety-net advice"),
    ],
)
@pytest.mark.parametrize("htmx", [True, False])
def test_it_is_refused_whole_in_words_and_nothing_is_stored(tap, record, slug, path, named, htmx):
    before = record()
    refused = tap(slug, path, LONG, htmx=htmx)
    assert refused.status_code == 422
    assert f"<li>The {named} is 2001 characters long; the limit is 2000.</li>" in refused.text
    assert record() == before
