"""Compares YAML texts before and after fixes, as `ruamel.yaml` understands them by version 1.2.

Each line of the standard input is an object: the two texts, the values of the first as another reader understands them, and the
changes that are announced. Each line of the standard output belongs to one of them: `same`, `differs` and in what, or `skipped`
and the reason.
"""

import json
import sys

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.tokens import ScalarToken

CORE = "tag:yaml.org,2002:"
KINDS = {"null": "null", "bool": "boolean", "int": "number", "float": "number"}


class UnknownAlias(Exception):
    """An alias of a name that no anchor before it has."""


def reader():
    # The loader for round trips stops at some comments, and keeps others in places that are not theirs.
    yaml = YAML(typ="safe", pure=True)
    yaml.version = (1, 2)
    return yaml


def comments(text):
    """The comments in the order of the text: they are what is between tokens, and in the header of a block scalar."""
    found = []
    end = 0
    for token in reader().scan(text):
        start = token.start_mark.index
        found += in_gap(text[end:start])
        end = max(end, token.end_mark.index)
        if isinstance(token, ScalarToken) and token.style in ("|", ">"):
            # The token ends behind the comments of less indented lines that follow it.
            header, _, content = text[start:end].partition("\n")
            found += in_gap(header)
            found += behind_content(content)
    return found + in_gap(text[end:])


def in_gap(gap):
    lines = gap.replace("\r", "\n").split("\n")
    return [line[line.index("#") :] for line in lines if "#" in line]


def behind_content(content):
    lines = content.replace("\r", "").split("\n")
    depths = [len(line) - len(line.lstrip(" ")) for line in lines]
    first = next((depth for line, depth in zip(lines, depths) if line.strip()), 0)
    return [line.strip() for line, depth in zip(lines, depths) if depth < first and line.lstrip().startswith("#")]


class Reading:
    """The documents as lists of `[kind, text]`, `{"items": ..}` and `{"fields": ..}`; and the markup."""

    def __init__(self, text):
        self.yaml = reader()
        self.events = iter(list(self.yaml.parse(text)))
        self.resolver = self.yaml.resolver
        self.documents = []
        self.markup = []
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                self.markup.append(("document", str(event.version), str(event.tags)))
                self.anchored = {}
                self.documents.append(self.value(next(self.events)))
        self.comments = comments(text)

    def value(self, event):
        if isinstance(event, AliasEvent):
            self.markup.append(("alias", event.anchor))
            if event.anchor not in self.anchored:
                raise UnknownAlias("an alias has no anchor")
            return self.anchored[event.anchor]
        tag = None if event.ctag is None else str(event.ctag)
        self.markup.append((type(event).__name__, event.anchor, tag))
        if isinstance(event, ScalarEvent):
            value = self.scalar(event)
        elif isinstance(event, SequenceStartEvent):
            value = {"items": list(self.until(SequenceEndEvent))}
        elif isinstance(event, MappingStartEvent):
            parts = list(self.until(MappingEndEvent))
            value = {"fields": [list(pair) for pair in zip(parts[::2], parts[1::2])]}
        if event.anchor is not None:
            self.anchored[event.anchor] = value
        return value

    def until(self, end):
        for event in self.events:
            if isinstance(event, end):
                return
            yield self.value(event)

    def scalar(self, event):
        tag = None if event.ctag is None else str(event.ctag)
        if tag in (None, CORE + "int", CORE + "float", CORE + "bool", CORE + "null"):
            is_plain = event.style in (None, "") or tag is not None
            implicit = (True, False) if is_plain else (False, True)
            tag = str(self.resolver.resolve(ScalarNode, event.value, implicit))
        kind = KINDS.get(tag.removeprefix(CORE), "string")
        return [kind, event.value.lower() if kind == "boolean" else event.value]


def changed(documents, changes):
    """The documents with the announced changes; an alias has a copy of its own."""
    documents = json.loads(json.dumps(documents))
    for change in changes:
        parent, key = documents, None
        for index in change["place"]:
            if key is not None:
                parent = parent[key]
            if isinstance(parent, dict):
                parent = parent.get("items") or parent.get("fields")
                key = index
                if parent and isinstance(parent[index], list) and isinstance(parent[index][0], (list, dict)):
                    parent, key = parent[index], 1
            else:
                key = index
        parent[0 if change["is_key"] else key] = change["after"]
    return documents


def reason(error):
    return " ".join(str(getattr(error, "problem", None) or error).split())


def verdict(before, after, values, changes):
    try:
        old = Reading(before.removeprefix("\ufeff"))
    except (YAMLError, UnknownAlias) as error:
        return f"skipped {reason(error)}, before the fix"
    if old.documents != values:
        return "skipped other values before the fix"
    try:
        new = Reading(after.removeprefix("\ufeff"))
    except (YAMLError, UnknownAlias) as error:
        return f"differs {reason(error)}, after the fix"
    if old.comments != new.comments:
        return "differs in comments"
    if old.markup != new.markup:
        return "differs in anchors, aliases, tags or directives"
    if changed(old.documents, changes) != new.documents:
        return "differs in values"
    return "same"


for line in sys.stdin:
    print(verdict(**json.loads(line)), flush=True)
