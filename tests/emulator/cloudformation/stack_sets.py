"""Stack sets: stacks of one template in several accounts and regions. Operations end before the call does.

All accounts of stacks are the emulator's one. The administrator may be in another, by the credentials of a role there. Stacks are made by
StackSets' own roles.
"""

import uuid
from dataclasses import dataclass, field

from cloudformation import stack_set_roles
from cloudformation.errors import TemplateError
from cloudformation.parameters import check_names, look_up, text as as_text
from cloudformation.stacks import Stack, now
from cloudformation.template import parse


@dataclass
class StackSet:
    """A template with common parameters and tags, and its stacks by account and region."""

    name: str
    text: str
    parameters: dict
    tags: dict
    administrator: str  # the account
    instances: dict = field(default_factory=dict)
    operations: list = field(default_factory=list)


@dataclass
class Instance:
    """A stack of a stack set, and the values of its own."""

    stack: Stack
    overrides: dict
    status: str = "OUTDATED"
    reason: str = ""


def given(items):
    return {item["ParameterKey"]: item["ParameterValue"] for item in items}


class StackSets:
    """All stack sets of the account."""

    def __init__(self, stacks, check, deployment):
        self._stacks, self._check, self._deployment = stacks, check, deployment
        self.all = {}

    def put(self, name, text, parameters, tags, administrator):
        """Makes a stack set, or gives it another content.

        What the types of parameters look up must be where the administrator is: a pair of region and account. Whether the values are
        right otherwise is for the stacks to say.
        """
        known, template = self.all.get(name), parse(text)
        check_names(template, parameters)
        declared = template.get("Parameters", {})
        values = {key: as_text(parameters.get(key, parameter.get("Default"))) for key, parameter in declared.items()}
        look_up(template, values, *administrator)
        if known is None:
            self.all[name] = StackSet(name, text, parameters, tags, administrator[1])
            return self.all[name]
        known.text, known.parameters, known.tags = text, parameters, tags
        return known

    def deploy(self, stack_set, places, overrides=None):
        """Brings the stacks at some places up to date. None leaves the values that they have of their own."""
        for account, region in places:
            made = stack_set.instances.get((account, region))
            if made is None:
                stack = Stack(f"StackSet-{stack_set.name}-{uuid.uuid4()}", region, account)
                made = stack_set.instances[account, region] = Instance(stack, {})
            if overrides is not None:
                made.overrides = overrides
            self._bring(stack_set, made)
        return self._note(stack_set, all(self._is_current(stack_set, place) for place in places))

    def delete(self, stack_set, places):
        """Deletes the stacks at some places."""
        for place in places:
            stack = stack_set.instances[place].stack
            stack.principal = stack_set_roles.assume(stack_set.administrator, stack, "DeleteStack")
            self._deployment(stack).delete()
            stack.deleted = now()
            if stack.status == "DELETE_COMPLETE":
                del stack_set.instances[place]
        return self._note(stack_set, not any(place in stack_set.instances for place in places))

    @staticmethod
    def _note(stack_set, has_succeeded):
        operation = {"OperationId": str(uuid.uuid4()), "Status": "SUCCEEDED" if has_succeeded else "FAILED"}
        stack_set.operations.append(operation)
        return operation["OperationId"]

    def _bring(self, stack_set, made):
        stack = made.stack
        try:
            content = self._check(stack, stack_set.text, {**stack_set.parameters, **made.overrides}, stack_set.tags)
            is_new = stack not in self._stacks.all
            stack.principal = stack_set_roles.assume(stack_set.administrator, stack, "CreateStack" if is_new else "UpdateStack")
            if is_new:
                self._stacks.all.append(stack)
                self._deployment(stack).create(content, "ROLLBACK")
            elif content.is_change_of(stack.content):
                stack.updated = now()
                self._deployment(stack).update(content, "ROLLBACK")
            has_succeeded = stack.status in ("CREATE_COMPLETE", "UPDATE_COMPLETE")
            made.status, made.reason = ("CURRENT", "") if has_succeeded else ("OUTDATED", self._why(stack))
        except TemplateError as error:
            made.status, made.reason = "OUTDATED", str(error)

    @staticmethod
    def _why(stack):
        """Returns why the last operation on a stack has failed."""
        failed = [event for event in stack.events if event["ResourceStatus"] in ("CREATE_FAILED", "UPDATE_FAILED", "DELETE_FAILED")]
        if not failed:
            return stack.reason
        names = {"ResourceLogicalId": "LogicalResourceId", "ResourceType": "ResourceType", "ResourceStatusReason": "ResourceStatusReason"}
        return ", ".join(f"{shown}:{failed[-1].get(name)}" for shown, name in names.items())

    @staticmethod
    def _is_current(stack_set, place):
        return stack_set.instances[place].status == "CURRENT"
