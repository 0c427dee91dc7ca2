"""Applications share what Werkzeug compiled, and still make their own addresses."""

from werkzeug.routing import Map, Rule


def build(rule, endpoint="a", **values):
    return Map([rule]).bind("localhost").build(endpoint, values)


def test_equal_rules_share_and_others_do_not():
    one, same, other = Rule("/a/<x>", endpoint="a"), Rule("/a/<x>", endpoint="b"), Rule("/a/<y>", endpoint="a")
    assert [build(one, x="1"), build(same, "b", x="2"), build(other, y="3")] == ["/a/1", "/a/2", "/a/3"]
    assert one._build.__func__ is same._build.__func__ is not other._build.__func__


def test_a_rule_converts_with_its_own_converter():
    assert build(Rule("/b/<x>", endpoint="a"), x=7) == "/b/7"
    assert build(Rule("/b/<int(fixed_digits=3):x>", endpoint="a"), x=7) == "/b/007"


def test_what_is_shared_matches_as_before():
    rules = [Rule("/d/<x>", endpoint="a"), Rule("/d/<int:x>", endpoint="b"), Rule("/d/e/<path:y>/f", endpoint="c")]
    for _ in range(2):
        adapter = Map([rule.empty() for rule in rules]).bind("localhost")
        found = [adapter.match(path) for path in ("/d/7", "/d/seven", "/d/e/1/2/f")]
        assert found == [("b", {"x": 7}), ("a", {"x": "seven"}), ("c", {"y": "1/2"})]
        assert [sorted(rule.arguments) for rule in adapter.map.iter_rules()] == [["x"], ["x"], ["y"]]


def test_what_a_rule_sets_by_itself_is_its_own():
    assert build(Rule("/c", endpoint="a", defaults={"x": "1"}), x="1", y="2") == "/c?y=2"
    assert build(Rule("/c", endpoint="a"), x="1", y="2") == "/c?x=1&y=2"
