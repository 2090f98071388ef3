"""Where an operation on a resource can fail: each such place is a branch, and a copy of this process goes on with the failure there.

Copies share all that happened before. So each row of the table costs what happens after its failure, and nothing else.
"""

import os
import sys
import traceback

import faults
import resources
from cloudformation.deployment import Deployment
from faults import InjectedFault
from resources.base import Run


class Strikes:
    """Takes the place of faults.strike."""

    def __init__(self, workers):
        self._branch = None  # decides about an operation
        self._children, self._workers = [], workers
        faults.strike = self._reached
        self.orphans = []  # stacks and resources of them that could not be deleted
        self._note_orphans()
        for handler in resources.HANDLERS.values():
            _report(handler, "create", "created")
            _report(handler, "update", "updated")

    def _note_orphans(self):
        delete = Deployment._delete

        def noted(deployment, resource):
            problems = delete(deployment, resource)
            if problems:
                self.orphans.append((deployment.stack, resource))
            return problems

        Deployment._delete = noted

    def delete_orphan(self):
        """Deletes the first thing that no stack has any more, as somebody does who reads the events of the stack.

        Returns its type, or None.
        """
        while self.orphans:
            stack, item = self.orphans.pop(0)
            if stack.resources.get(item.logical_id) is not item:
                resources.find(item.type).delete(Run(stack, item), item)
                return item.type
        return None

    def off(self):
        self._branch = None

    def branch(self, decide):
        """From now on `decide(verb, logical id)` is asked at each operation, and may call `fork`."""
        self._branch = decide

    def fork(self):
        """Returns True in a copy of this process. Copies run side by side."""
        sys.stdout.flush()
        while len(self._children) >= self._workers:
            self._end(self._children.pop(0))
        child = os.fork()
        if child == 0:
            self._children = []
            return True
        self._children.append(child)
        return False

    def wait(self):
        while self._children:
            self._end(self._children.pop())

    @staticmethod
    def _end(child):
        if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
            raise RuntimeError("a row ended with an error of the test itself")

    def _reached(self, verb, _, logical_id):
        if self._branch is not None and self._branch(verb, logical_id):
            raise InjectedFault(f"{verb} of {logical_id} fails because a test wants it to")


def leave(action):
    """Does what a copy of the process is for, and ends it."""
    code = 1
    try:
        action()
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _report(handler, operation, verb):
    """Has an operation of a handler tell when it is done: AWS can report a failure then, too."""
    act = getattr(handler, operation)

    def done(run, *arguments):
        made = act(run, *arguments)
        if verb == "created":
            run.born(made.id)
        faults.strike(verb, run.stack.name, run.resource.logical_id)
        return made

    setattr(handler, operation, done)
