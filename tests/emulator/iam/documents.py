"""Policy documents. A text is read once, however often it decides."""

import functools
import hashlib
import json

EVERYTHING = {"Effect": "Allow", "Action": "*", "Resource": "*"}


class Document:
    """A policy document: what the simulator gets, and by which name it knows it."""

    def __init__(self, text):
        self.id = hashlib.sha256(text.encode()).hexdigest()
        content = json.loads(text)
        statements = content["Statement"]
        # A single one may stand without a list.
        self.statements = statements if isinstance(statements, list) else [statements]
        self.content = {**content, "Statement": self.statements}
        self.allows_everything = any({key: value for key, value in item.items() if key != "Sid"} == EVERYTHING for item in self.statements)


_read = functools.cache(Document)


def document(given):
    """Returns the document of a text, or of what the text says; None for none."""
    if given is None:
        return None
    if isinstance(given, bytes):
        given = given.decode()
    return _read(given if isinstance(given, str) else json.dumps(given, sort_keys=True))


ANYTHING = document({"Version": "2012-10-17", "Statement": [EVERYTHING]})
