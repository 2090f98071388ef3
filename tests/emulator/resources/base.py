"""What handlers of resource types have in common."""

import random
import string
from dataclasses import dataclass, field

import aws
from botocore.exceptions import ClientError

GONE = (
    "NotFound", "NoSuch", "NotFoundException", "ResourceNotFound", "NonExistentQueue", "ClusterNotFound", "does not exist",
)


# They can be changed in place on every type.
TAGS = frozenset({"Tags", "FileSystemTags", "AccessPointTags"})


def is_gone(error):
    """Tells whether a deletion failed because there is nothing to delete: for CloudFormation it has succeeded then."""
    code = error.response["Error"]["Code"] if isinstance(error, ClientError) else ""
    return any(text in code for text in GONE)


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
        end = "".join(random.choices(string.ascii_letters + string.digits, k=12))
        room = longest - len(end) - 1
        half = room // 2
        text = f"{self.stack.name[:half]}-{self.resource.logical_id}"[:room] + "-" + end
        return text.lower() if lower else text

    @property
    def tags(self):
        """The stack's tags and the resource's own, which win."""
        own = {tag["Key"]: tag["Value"] for tag in self.resource.properties.get("Tags", [])}
        return {**self.stack.content.tags, **own}

    @property
    def tag_list(self):
        return [{"Key": key, "Value": value} for key, value in self.tags.items()]

    def arn(self, service, rest):
        return f"arn:aws:{service}:{self.region}:{self.account}:{rest}"


class Handler:
    """A resource type. What it cannot change in place is replaced, as on AWS."""

    type = ""
    mutable = frozenset()

    def replaces(self, changed):
        """Tells whether changes of these properties need another physical resource."""
        return not set(changed) <= set(self.mutable) | TAGS

    def create(self, run, properties):
        raise NotImplementedError

    def update(self, run, old, properties):
        """Changes the resource; `old` is the resource before."""
        raise NotImplementedError

    def delete(self, run, resource):
        raise NotImplementedError


def unwrapped(properties, *names):
    """Returns the properties without some of them."""
    return {key: value for key, value in properties.items() if key not in names}
