"""What Werkzeug makes of each address is most of the time that making an application takes."""

from werkzeug.routing.rules import Rule

MADE = ("_parts", "_trace", "_converters", "arguments")


def compile_addresses_once():
    """Let applications with the same addresses share what is made of them: it is only read, or takes the rule."""
    compile_anew, made = Rule.compile, {}

    def compile_once(rule):
        if rule.defaults:  # they are written into the functions
            compile_anew(rule)
            return
        key = (rule.rule, rule.subdomain, rule.host, rule.merge_slashes, rule.map.host_matching)
        if key not in made:
            compile_anew(rule)
            made[key] = {name: vars(rule)[name] for name in MADE}, rule._build.__func__, rule._build_unknown.__func__
        parts, build, build_unknown = made[key]
        vars(rule).update(parts, _build=build.__get__(rule), _build_unknown=build_unknown.__get__(rule))

    Rule.compile = compile_once
