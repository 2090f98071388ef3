"""What handlers of resource types have in common."""

import random
import string
from collections.abc import Mapping
from dataclasses import dataclass, field

import aws
from botocore.exceptions import ClientError
from cloudformation import schemas
from cloudformation.patience import patiently
from cloudformation.views import as_list

GONE = (
    "NotFound", "NoSuch", "NotFoundException", "ResourceNotFound", "NonExistentQueue", "ClusterNotFound", "does not exist",
)


def is_gone(error):
    """Returns whether a deletion failed because there is nothing to delete: for CloudFormation it has succeeded then."""
    code = error.response["Error"]["Code"] if isinstance(error, ClientError) else ""
    return any(text in code for text in GONE)


def found(look):
    """Returns whether a look for something finds it."""
    try:
        look()
    except ClientError as error:
        if is_gone(error):
            return False
        raise
    return True


@dataclass
class Made:
    """What a template gets of a resource: Ref and the attributes."""

    id: str
    attributes: dict = field(default_factory=dict)


class Run:
    """One operation on one resource."""

    def __init__(self, stack, resource):
        self.stack, self.resource = stack, resource
        self.region, self.account = stack.region, stack.account

    def call(self, service, operation, /, **params):
        """Calls AWS with properties as the template writes them."""
        return aws.call(service, operation, self.region, {key: value for key, value in params.items() if value is not None})

    def born(self, physical_id):
        """Notes a resource as soon as it exists, so that it is deleted when a later step fails."""
        self.resource.physical_id = physical_id
        return physical_id

    def name(self, longest=64, lower=False):
        """Returns a name as CloudFormation makes them up."""
        end = self.ending()
        room = longest - len(end) - 1
        half = room // 2
        text = f"{self.stack.name[:half]}-{self.resource.logical_id}"[:room] + "-" + end
        return text.lower() if lower else text

    @staticmethod
    def ending():
        """Returns what CloudFormation puts at the end of a name."""
        return "".join(random.choices(string.ascii_letters + string.digits, k=12))

    @property
    def tags(self):
        """The tags that the resource gets, by the schema of its type."""
        return schemas.tags(self.resource, self.stack)

    @property
    def tag_list(self):
        return as_list(self.tags)

    def arn(self, service, rest):
        return f"arn:aws:{service}:{self.region}:{self.account}:{rest}"


class Wanted(Mapping):
    """The properties of a resource that is changed. It notes those that somebody has read: a change that nobody reads is lost.

    That a property is no longer there is not seen by reading it. For that there are `removed`, `whole` and `handled`.
    """

    def __init__(self, properties, before):
        self._properties, self._before, self._read = properties, before, set()

    def __getitem__(self, name):
        value = self._properties[name]
        self._read.add(name)
        return value

    def __contains__(self, name):
        return name in self._properties

    def __iter__(self):
        return iter(self._properties)

    def __len__(self):
        return len(self._properties)

    def removed(self, name):
        """Returns whether the resource had a property that it is not to have any longer."""
        gone = name in self._before and name not in self._properties
        if gone:
            self._read.add(name)
        return gone

    def whole(self, *names):
        """Returns all properties but some, for a call that sets all: what it is not given is no longer there."""
        self._read |= (self._properties.keys() | self._before.keys()) - set(names)
        return without(self._properties, *names)

    def handled(self, *names):
        """Notes that whatever happens to some properties is seen to in another way than by reading them."""
        self._read.update(names)

    @property
    def lost(self):
        """The changed properties that nobody has read."""
        names = self._properties.keys() | self._before.keys()
        return {name for name in names - self._read if self._properties.get(name) != self._before.get(name)}


class Handler:
    """A resource type. Which changes need another resource is in the schema of the type."""

    type = ""
    name = None  # the property with the name that a user may choose

    def exists(self, run, name):
        """Returns whether something has a name already, where the service would take it over without a word."""
        return False

    def check_change(self, old, wanted):
        """Fails for a change that CloudFormation refuses by itself."""

    def create(self, run, properties):
        raise NotImplementedError

    def update(self, run, old, properties):
        """Changes the resource, except its tags; `old` is the resource before."""
        raise NotImplementedError(f"the emulator cannot change {self.type} in place")

    def delete(self, run, resource):
        raise NotImplementedError


def create(handler, run):
    """Creates a resource."""
    tag_property = schemas.tag_property(run.resource.type)
    wanted = Wanted(without(run.resource.properties, tag_property), {})
    made = patiently(lambda: handler.create(run, wanted))
    if wanted.lost:
        raise NotImplementedError(f"the emulator cannot create {run.resource.type} with {sorted(wanted.lost)}")
    return made


def change(handler, run, old):
    """Changes a resource in place to what the resource of `run` is."""
    tag_property = schemas.tag_property(run.resource.type)
    wanted = Wanted(without(run.resource.properties, tag_property), without(old.properties, tag_property))
    made = patiently(lambda: handler.update(run, old, wanted)) if wanted.lost else Made(old.physical_id)
    if wanted.lost:
        raise NotImplementedError(f"the emulator cannot change {sorted(wanted.lost)} of {run.resource.type} in place")
    return made


def without(properties, *names):
    """Returns the properties without some of them."""
    return {key: properties[key] for key in properties if key not in names}
