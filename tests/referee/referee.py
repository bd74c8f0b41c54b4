"""Judges instances by their JSON Schema, with numbers as exact decimals.

Each line of the standard input is an object with a schema and a list of instances. Each line of the standard output belongs to
one of them: a word for each instance, `valid` or the keyword that is violated, or `skipped` and the reason.
"""

import json
import re
import sys
from decimal import Decimal
from fractions import Fraction

from jsonschema import Draft202012Validator, validators
from jsonschema.exceptions import ValidationError

# Schemas nest deeper than Python's own limit of 1000 calls allows.
sys.setrecursionlimit(20_000)


class UnknownPattern(Exception):
    """A pattern that Python may understand otherwise than ECMA-262."""


# What means the same to Python's `re` and to ECMA-262: literals, simple classes, groups, and quantifiers.
PLAIN = re.compile(
    r"""(?: [A-Za-z0-9_\-/:,;@\#%&=!~<>'"\ |()*+?^$]   # literals, alternatives, groups, quantifiers, ends
          | \\[.\-/\\*+?()\[\]{}|^$d]                  # escaped punctuation, and digits
          | \[\^?(?:[A-Za-z0-9_/:,;@\#%&=!~<>'"\ .*+?()|{}$-]|\\[.\-/\\\[\]^d])+\]
          | \{\d+(?:,\d*)?\}
        )*""",
    re.VERBOSE,
)


def compiled(pattern):
    """Returns the pattern for `re`; raises UnknownPattern if that may not be the same."""
    if not PLAIN.fullmatch(pattern) or re.search(r"\(\?(?!:)|[*+?}]\+", pattern):
        raise UnknownPattern(pattern)
    # `$` of Python matches in front of a line break at the end, too.
    parts = re.split(r"(\\.|\[(?:\\.|[^\]\\])*\])", pattern)
    parts[::2] = [part.replace("$", r"\Z") for part in parts[::2]]
    return re.compile("".join(parts), re.ASCII)


def is_number(_, instance):
    return isinstance(instance, Decimal)


def is_integer(_, instance):
    return isinstance(instance, Decimal) and instance == instance.to_integral_value()


def is_equal(one, other):
    """JSON's equality: `True` is not 1, and 1.0 is 1."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(is_equal(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(is_equal, one, other))
    return type(one) is type(other) and one == other


def enum(_, values, instance, __):
    if not any(is_equal(value, instance) for value in values):
        yield ValidationError("not one of the values")


def multiple_of(validator, step, instance, _):
    if is_number(validator, instance) and Fraction(instance) % Fraction(step) != 0:
        yield ValidationError("not a multiple")


def unique_items(_, is_unique, instance, __):
    if is_unique and isinstance(instance, list):
        pairs = ((one, other) for nth, one in enumerate(instance) for other in instance[:nth])
        if any(is_equal(one, other) for one, other in pairs):
            yield ValidationError("an item stands twice")


def pattern(_, text, instance, __):
    if isinstance(instance, str) and not compiled(text).search(instance):
        yield ValidationError("no match")


Judge = validators.extend(
    Draft202012Validator,
    {"enum": enum, "multipleOf": multiple_of, "uniqueItems": unique_items, "pattern": pattern},
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine("number", is_number).redefine("integer", is_integer),
)


def parsed(text):
    return json.loads(text, parse_int=Decimal, parse_float=Decimal)


def patterns(schema):
    """Yields the patterns of a schema, in whichever place."""
    if isinstance(schema, dict):
        for keyword, value in schema.items():
            if keyword == "pattern" and isinstance(value, str):
                yield value
            yield from patterns(value)
    elif isinstance(schema, list):
        for item in schema:
            yield from patterns(item)


def verdict(judge, instance):
    first = next(judge.iter_errors(instance), None)
    return "valid" if first is None else str(first.validator or "false")


def verdicts(schema, instances):
    try:
        for text in patterns(schema):
            compiled(text)
        judge = Judge(schema)
        return " ".join(verdict(judge, instance) for instance in instances)
    except UnknownPattern:
        return "skipped patterns that are not plain"
    except RecursionError:
        return "skipped a schema that nests too deeply"


for line in sys.stdin:
    record = parsed(line)
    print(verdicts(record["schema"], record["instances"]), flush=True)
