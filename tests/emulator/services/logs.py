"""CloudWatch Logs: moto takes a filter pattern that is a regular expression for one that everything matches."""

import re

from moto.logs.utils import EventMessageFilter


def mend():
    matches = EventMessageFilter.matches

    def start(self, pattern):
        self.expression = re.compile(pattern[1:-1]) if pattern and len(pattern) > 2 and pattern[0] == pattern[-1] == "%" else None
        make(self, pattern)

    def matches_too(self, message):
        return bool(self.expression.search(message)) if self.expression else matches(self, message)

    make = EventMessageFilter.__init__
    EventMessageFilter.__init__ = start
    EventMessageFilter.matches = matches_too
