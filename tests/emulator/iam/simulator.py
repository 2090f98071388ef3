"""Decides questions with the IAM simulator of the access contract, in one process that stays. An answer is remembered."""

import atexit
import json
import subprocess
import threading
from dataclasses import dataclass, field
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "EdgeCdk.Tests.Support" / "simulate.mjs"
ALLOWED, DENIED, DENIED_EXPLICITLY = "Allowed", "ImplicitlyDenied", "ExplicitlyDenied"


@dataclass(frozen=True)
class Question:
    """May somebody do this, here? A context key has a text or a list of texts."""

    action: str
    resource: str = "*"
    context: dict = field(default_factory=dict, hash=False)
    account: str = ""  # of the resource; the caller's where there is none in the ARN

    def by(self, principal):
        """Returns the account of the resource."""
        parts = self.resource.split(":")
        return self.account or (parts[4] if len(parts) > 4 else "") or principal.account


class Simulator:
    """The process, and what it has answered."""

    def __init__(self):
        self._lock, self._process = threading.Lock(), None
        self._known, self._answers = set(), {}
        self.asked = self.simulated = 0

    def decide(self, principal, question, identity, resource=None, boundary=None):
        """Returns one of the three decisions, by documents of the principal, that of the resource, and the principal's boundary."""
        self.asked += 1
        if not (resource or boundary) and any(item.allows_everything for item in identity):
            return ALLOWED  # nothing can say otherwise
        request = {
            "principal": principal.arn, "action": question.action, "resource": question.resource, "account": question.by(principal),
            "context": {"aws:ResourceAccount": question.by(principal), **principal.context, **question.context},
            "identity": [item.id for item in identity],
        }
        if boundary is not None:
            request["boundary"] = [boundary.id]
        if resource is not None:
            request["resourcePolicy"] = resource.id
        key = json.dumps(request, sort_keys=True)
        with self._lock:
            if key not in self._answers:
                self._answers[key] = self._ask(request, [item for item in (*identity, resource, boundary) if item is not None])
        return self._answers[key]

    def _ask(self, request, documents):
        self.simulated += 1
        if self._process is None:
            self._process = subprocess.Popen(["node", str(SCRIPT), "--keep"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            atexit.register(self._process.kill)
        unknown = {item.id: item.content for item in documents if item.id not in self._known}
        self._known.update(unknown)
        self._process.stdin.write(json.dumps({"policies": unknown, "requests": [request]}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the IAM simulator has ended")
        decision = json.loads(line)["decisions"][0]
        if decision not in (ALLOWED, DENIED, DENIED_EXPLICITLY):
            raise RuntimeError(f"{decision}: {request}")
        return decision


SIMULATOR = Simulator()
