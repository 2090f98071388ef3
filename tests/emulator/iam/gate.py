"""Lets a call through, or denies it."""

import collections
import logging

from iam import endpoints, new_roles, principals, requests, resource_policies
from iam.asked import questions
from iam.denial import BOUNDARY, ENDPOINT, IDENTITY, RESOURCE, AccessDenied, answer, missing
from iam.simulator import ALLOWED, DENIED, SIMULATOR

DECIDED = collections.Counter()  # questions by principal: a role's name, a service, "administrator"
UNDECIDED = collections.Counter()  # calls that this package cannot read
SILENT = []  # denials that nobody is told of on AWS: a log line or an event is lost


def check(principal, found):
    """Fails with the first question that IAM denies."""
    found = list(found)
    if found and new_roles.denies(principal.kept, "act"):
        raise AccessDenied(principal, found[0], DENIED, IDENTITY)
    decide(principal, found)


def decide(principal, found):
    """Does so for a principal that is not too new."""
    for question in found:
        others = {"resource": resource_policies.of(question.resource, question.action), "boundary": principal.boundary}
        decision = SIMULATOR.decide(principal, question, principal.identity, **others)
        DECIDED[principal.role or principal.arn.split("/")[-1]] += 1
        if decision != ALLOWED:
            _deny(principal, question, decision, _kind(principal, question, others))
        for policy in endpoints.policies(principal, question):
            decision = SIMULATOR.decide(principal, question, [policy])
            if decision != ALLOWED:
                _deny(principal, question, decision, ENDPOINT)


def _deny(principal, question, decision, kind):
    error = AccessDenied(principal, question, decision, kind)
    logging.info("denied: %s %s", error, question.context)
    raise error


def _kind(principal, question, others):
    """Returns which kind of policy denies: the one without which it would be allowed."""
    if principal.is_service:
        return RESOURCE
    for kind, name in ((RESOURCE, "resource"), (BOUNDARY, "boundary")):
        left = {key: policy for key, policy in others.items() if key != name}
        if others[name] and SIMULATOR.decide(principal, question, principal.identity, **left) == ALLOWED:
            return kind
    return IDENTITY


def allows(principal, found):
    """Returns whether IAM allows all of it."""
    try:
        check(principal, found)
    except AccessDenied:
        return False
    return True


def note(principal, found):
    """Notes a denial of what AWS does on its own, without an answer to anybody."""
    try:
        decide(principal, found)
    except AccessDenied as error:
        SILENT.append(str(error))


def refuse(request):
    """Returns the answer to a request that IAM denies, or None."""
    signed = requests.signature(request)
    if not signed:
        return missing()
    if signed["key"] == principals.EMULATOR_KEY:
        return None
    call = requests.read(request, signed)
    if call is None:
        UNDECIDED[f"{signed['service']} {request.method} {request.path}"] += 1
        return None
    principal = principals.of_access_key(call.key)
    try:
        check(principal, questions(call.service, call.operation, call.parameters, call.region, principal.account))
    except AccessDenied as error:
        return answer(call, error)
    return None
