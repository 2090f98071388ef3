"""What CloudFormation remembers of a stack: its resources, events and change sets."""

import datetime
import uuid
from dataclasses import dataclass, field

from cloudformation import template as templates


def now():
    return datetime.datetime.now(datetime.timezone.utc)


@dataclass
class Resource:
    """One resource of a stack, as it is."""

    logical_id: str
    type: str
    physical_id: str = ""
    properties: dict = field(default_factory=dict)
    tags: dict = field(default_factory=dict)
    attributes: dict = field(default_factory=dict)
    deletion_policy: str = "Delete"
    replace_policy: str = "Delete"
    needs: set = field(default_factory=set)
    status: str = "CREATE_IN_PROGRESS"
    reason: str = ""
    timestamp: datetime.datetime = field(default_factory=now)


@dataclass
class Content:
    """What a deployment gives to a stack: the template and what goes into it."""

    text: str
    parameters: dict
    tags: dict

    def __post_init__(self):
        self.template, self._outline = templates.parse(self.text), None

    def is_change_of(self, old):
        """Whether an update with this content changes anything. The section Metadata cannot be updated by itself."""
        return old is None or self._updates() != old._updates()

    def _updates(self):
        template = {section: content for section, content in self.template.items() if section != "Metadata"}
        return template, self.parameters, self.tags

    def outline(self, stack):
        """Returns the template with the values of its parameters; fails if AWS would refuse it. A content is given to one stack."""
        if self._outline is None:
            self._outline = templates.Outline(self.template, stack.pseudo, self.parameters)
        return self._outline


@dataclass
class ChangeSet:
    """A deployment that was proposed."""

    id: str
    name: str
    content: Content
    type: str
    changes: list
    status: str = "CREATE_COMPLETE"
    reason: str = ""
    execution: str = "AVAILABLE"
    on_failure: str = "ROLLBACK"
    role: str | None = None
    rollback_configuration: dict = field(default_factory=dict)
    created: datetime.datetime = field(default_factory=now)
    to_import: list = field(default_factory=list)  # what exists and comes into the stack
    wrong: list = field(default_factory=list)  # with the properties of resources: (logical id, type, messages)

    def wrong_events(self):
        """Returns what is wrong as events of a validation."""
        return [
            {
                "EventId": str(uuid.uuid4()),
                "EventType": "VALIDATION_ERROR",
                "LogicalResourceId": name,
                "ResourceType": kind,
                "Timestamp": self.created,
                "ValidationFailureMode": "FAIL",
                "ValidationName": "PROPERTY_VALIDATION",
                "ValidationStatus": "FAILED",
                "ValidationStatusReason": message,
                "ValidationPath": f"/Resources/{name}/Properties",
            }
            for name, kind, messages in self.wrong
            for message in messages
        ]


class Stack:
    """A stack with everything that it holds."""

    def __init__(self, name, region, account):
        self.name, self.region, self.account = name, region, account
        self.id = f"arn:aws:cloudformation:{region}:{account}:stack/{name}/{uuid.uuid4()}"
        self.status, self.reason = "REVIEW_IN_PROGRESS", ""
        self.created, self.updated, self.deleted = now(), None, None
        self.protected = False
        #: Who CloudFormation acts as: the role it was last given, or else the caller. None: nobody asks.
        self.role, self.principal = None, None
        self.content = None
        self.outputs = {}
        self.rollback_configuration = {}  # kept for later operations
        self.resources = {}
        self.change_sets = {}
        self.rollback = None  # the deployment whose rollback failed and can be continued
        self.events = []
        self.pause = None  # of an operation whose client has stopped
        self.drift, self.drifts = {"StackDriftStatus": "NOT_CHECKED"}, []

    @property
    def pseudo(self):
        """The pseudo parameters."""
        return {
            "AWS::AccountId": self.account,
            "AWS::Partition": "aws",
            "AWS::Region": self.region,
            "AWS::StackId": self.id,
            "AWS::StackName": self.name,
            "AWS::URLSuffix": "amazonaws.com",
            "AWS::NotificationARNs": [],
        }

    def turn(self, status, reason=""):
        """Gives the stack another status, which is an event."""
        self.status, self.reason = status, reason
        self._event(self.name, self.id, "AWS::CloudFormation::Stack", status, reason)

    def resource_turns(self, resource, status, reason="", **more):
        """Gives a resource another status, which is an event."""
        resource.status, resource.reason, resource.timestamp = status, reason, now()
        self._event(resource.logical_id, resource.physical_id, resource.type, status, reason, more)

    def _event(self, logical_id, physical_id, kind, status, reason, more=None):
        event = {
            "StackId": self.id,
            "EventId": str(uuid.uuid4()),
            "StackName": self.name,
            "LogicalResourceId": logical_id,
            "PhysicalResourceId": physical_id,
            "ResourceType": kind,
            "Timestamp": now(),
            "ResourceStatus": status,
            **(more or {}),
        }
        if reason:
            event["ResourceStatusReason"] = reason
        self.events.append(event)


class Stacks:
    """All stacks of the emulator, the deleted ones included: AWS shows those by their id."""

    def __init__(self):
        self.all = []

    def find(self, name, region, account):
        """Returns the stack with a name (only one that still exists) or with an id."""
        for stack in reversed(self.all):
            if stack.id == name or (
                stack.name == name and (stack.region, stack.account) == (region, account) and stack.status != "DELETE_COMPLETE"
            ):
                return stack
        return None
