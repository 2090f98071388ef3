"""cfn-lint. Most of its time goes into conditions: it decides for each property, again and again, which of them can be true together."""

import gc
import sys

from cfnlint.context.conditions._conditions import Conditions
from cfnlint.context.conditions.exceptions import Unsatisfiable
from cfnlint.runner.cli import main

_decide = Conditions.evolve
_decided = {}


def _decide_once(conditions, status):
    # The symbols are those of one template; they are kept, so that no other template gets their id.
    symbols = conditions._condition_symbols
    case = id(symbols), frozenset({**conditions.status, **status}.items())
    if case not in _decided:
        try:
            _decided[case] = _decide(conditions, status), symbols
        except Unsatisfiable as exception:
            _decided[case] = exception, symbols
    result = _decided[case][0]
    if isinstance(result, Unsatisfiable):
        raise result
    return result


# Python's garbage collector would traverse all schemas many times, for a fifth of the time.
gc.set_threshold(200_000, 20, 100)
Conditions.evolve = _decide_once
sys.exit(main())
