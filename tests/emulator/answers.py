"""Where the functions behind custom resources answer to: `PUT /emulator/answers/<token>`."""

import json
import threading
import uuid

import aws

_OPEN = {}


class Place:
    """One answer that is waited for."""

    def __init__(self):
        self.token = str(uuid.uuid4())
        self._arrived, self._answer = threading.Event(), None

    @property
    def url(self):
        return f"{aws.endpoint()}/emulator/answers/{self.token}"

    def put(self, body):
        self._answer = json.loads(body)
        self._arrived.set()

    def wait(self, seconds):
        """Returns the answer; a function that never answers fails the resource, as on AWS."""
        try:
            # Nothing here takes as long as AWS would wait.
            if not self._arrived.wait(min(seconds, 120)):
                raise TimeoutError("CloudFormation did not receive a response from your Custom Resource")
            return self._answer
        finally:
            _OPEN.pop(self.token, None)


def expect():
    """Opens a place for one answer."""
    place = Place()
    _OPEN[place.token] = place
    return place


def receive(token, body):
    """Takes an answer in; returns whether anybody waits for it."""
    place = _OPEN.get(token)
    if place is None:
        return False
    place.put(body)
    return True
