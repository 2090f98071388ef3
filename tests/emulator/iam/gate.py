"""Lets a call through, or denies it."""

import collections
import logging

from iam import principals, requests, resource_policies
from iam.asked import questions
from iam.denial import AccessDenied, answer
from iam.simulator import ALLOWED, SIMULATOR

DECIDED = collections.Counter()  # questions by principal: a role's name, a service, "administrator"
SILENT = []  # denials that nobody is told of on AWS: a log line or an event is lost


def check(principal, found):
    """Fails with the first question that IAM denies."""
    for question in found:
        policy = resource_policies.of(question.resource, question.action)
        decision = SIMULATOR.decide(principal, question, policy)
        DECIDED[principal.role or principal.arn.split("/")[-1]] += 1
        if decision != ALLOWED:
            by_resource = not principal.identity or SIMULATOR.decide(principal, question, None) == ALLOWED
            error = AccessDenied(principal, question, decision, by_resource)
            logging.info("denied: %s %s", error, question.context)
            raise error


def allows(principal, found):
    """Tells whether IAM allows all of it."""
    try:
        check(principal, found)
    except AccessDenied:
        return False
    return True


def note(principal, found):
    """Notes a denial of what AWS does on its own, without an answer to anybody."""
    try:
        check(principal, found)
    except AccessDenied as error:
        SILENT.append(str(error))


def refuse(request):
    """Returns the answer to a request that IAM denies, or None."""
    call = requests.read(request)
    if call is None or call.key == principals.EMULATOR_KEY:
        return None
    principal = principals.of_access_key(call.key)
    try:
        check(principal, questions(call.service, call.operation, call.parameters, call.region, principal.account))
    except AccessDenied as error:
        return answer(call, error)
    return None
