"""Failures on demand: `PUT /emulator/faults` with [{"stack", "resource" (start of a logical id), "verb"}] replaces them all.

The verbs are create, update, delete, and rollback, which is the change of a resource back to what it was.
"""

FAULTS = []


class InjectedFault(Exception):
    """A failure that a test asked for."""


def strike(verb, stack, logical_id):
    """Fails if a test asked for it."""
    for fault in FAULTS:
        if fault["stack"] == stack and fault["verb"] == verb and logical_id.startswith(fault["resource"]):
            raise InjectedFault(f"{verb} of {logical_id} fails because a test wants it to")
