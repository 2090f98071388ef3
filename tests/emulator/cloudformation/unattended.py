"""An operation that goes on when the client that started it has stopped."""

import threading

import weather
from moto.cloudformation.exceptions import CloudFormationError

class ExpiredToken(CloudFormationError):
    code = "ExpiredToken"


class Pause:
    """Where such an operation waits until somebody else has looked at its stack often enough."""

    def __init__(self, looks):
        self._left, self._reached, self._open = looks, threading.Event(), threading.Event()

    def looked(self):
        """Counts a look at the stack."""
        self._left -= 1
        if self._left <= 0:
            self._open.set()

    def wait(self):
        """Waits, for the operation."""
        self._reached.set()
        self._open.wait()

    def leave(self):
        """Returns when the operation has begun: what the client, which then stops, has done."""
        self._reached.wait()


def run(stack, operation):
    """Runs an operation on a stack to its end, or, if the client stops, as far as its beginning."""
    looks = weather.happens_once("clientStops")
    if not looks:
        operation()
        return
    stack.pause = pause = Pause(looks)
    threading.Thread(target=operation, daemon=True).start()
    pause.leave()
    raise ExpiredToken("The security token included in the request is expired")
