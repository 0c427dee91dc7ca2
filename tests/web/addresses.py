"""Werkzeug writes and compiles two functions for each address: most of the time that making an application takes."""

from werkzeug.routing.rules import Rule


def compile_addresses_once():
    """Let applications with the same addresses share these functions, which take the rule as an argument."""
    compile_builder, made = Rule._compile_builder, {}

    def compiled_once(rule, append_unknown=True):
        if rule.defaults:  # they are written into the function
            return compile_builder(rule, append_unknown)
        key = (rule.rule, tuple(rule._trace), append_unknown)
        if key not in made:
            made[key] = compile_builder(rule, append_unknown)
        return made[key]

    Rule._compile_builder = compiled_once
