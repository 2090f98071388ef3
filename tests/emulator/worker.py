"""The process in which one function runs: reads an event a line, answers a line, logs to standard error.

Waiting is cut short: what takes minutes on AWS has happened here before the function looks again. During one event the clock
goes on as if the function had waited.
"""

import contextlib
import importlib
import json
import os
import sys
import time
import traceback

LONGEST_PAUSE = 0.2
_pause, _now, _skipped = time.sleep, time.time, [0]


def pause(seconds):
    """Waits a moment in place of the seconds."""
    _skipped[0] += max(seconds - LONGEST_PAUSE, 0)
    _pause(min(seconds, LONGEST_PAUSE))


time.sleep, time.time = pause, lambda: _now() + _skipped[0]


class Context:
    """What a function knows of its invocation."""

    aws_request_id = "00000000-0000-0000-0000-000000000000"

    def __init__(self, arn, timeout):
        self.invoked_function_arn, self._end = arn, time.time() + timeout
        self.function_name = arn.split(":")[6]
        self.log_stream_name = "emulated"

    def get_remaining_time_in_millis(self):
        return int((self._end - time.time()) * 1000)


def main(handler, timeout, arn):
    answers = sys.stdout
    sys.path.insert(0, os.getcwd())
    module, name = handler.rsplit(".", 1)
    with contextlib.redirect_stdout(sys.stderr):
        function = getattr(importlib.import_module(module), name)
        for line in sys.stdin:
            _skipped[0] = 0
            try:
                answer = {"result": function(json.loads(line), Context(arn, int(timeout))), "failed": False}
            except Exception as error:
                traceback.print_exc()
                answer = {"result": {"errorMessage": str(error), "errorType": type(error).__name__}, "failed": True}
            answers.write(json.dumps(answer, default=str) + "\n")
            answers.flush()


main(*sys.argv[1:])
