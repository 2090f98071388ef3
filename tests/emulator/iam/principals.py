"""Who calls, and what policies that principal has.

`test` is the administrator of the account. In other accounts, the vendor's say, whoever has the keys of a role that is not there is the
administrator: tests need no roles of the vendor's own.
"""

from dataclasses import dataclass, field
from functools import cached_property

from moto.iam.models import iam_backends
from moto.sts.models import sts_backends

from iam import new_roles
from iam.documents import ANYTHING, document
from iam.denial import RESOURCE, AccessDenied
from iam.simulator import DENIED, Question

ACCOUNT = "123456789012"
ADMINISTRATOR_KEY = "test"
CODE = {}  # what the calls of a function's code say besides, by access key
EMULATOR_KEY = "emulator"  # calls that the emulator makes for itself; AWS has none of them


@dataclass(frozen=True)
class Principal:
    """A role's session, the administrator of an account, or a service of AWS."""

    arn: str
    account: str
    role: str = ""  # name of the role
    source: dict = field(default_factory=dict, hash=False)  # what a service or a function's code says of itself: aws:SourceArn and the like

    @cached_property
    def context(self):
        """What every request of the principal has."""
        if self.is_service:
            return {"aws:PrincipalIsAWSService": "true", "aws:PrincipalServiceName": self.arn, "aws:SecureTransport": "true", **self.source}
        of_role = {"aws:PrincipalAccount": self.account, "aws:PrincipalArn": self.identity_arn, "aws:PrincipalIsAWSService": "false"}
        return {"aws:SecureTransport": "true", **of_role, **self.source}

    @property
    def is_service(self):
        return not self.arn.startswith("arn:")

    @property
    def kept(self):
        """The role as moto keeps it; None where there is none, or no longer."""
        return role_named(self.role, self.account) if self.role else None

    @property
    def identity_arn(self):
        """The ARN that policies name: of the role, not of its session."""
        role = self.kept
        return role.arn if role else self.arn

    @property
    def identity(self):
        """Documents of its policies, as they are now."""
        if self.is_service:
            return []
        if not self.role:
            return [ANYTHING]
        role = self.kept
        if role is None:
            return []  # it was deleted
        return [document(text) for text in (*role.policies.values(), *map(_managed, role.managed_policies.values()))]

    @property
    def boundary(self):
        """Its permissions boundary, or None."""
        role = self.kept
        arn = role and role.permissions_boundary_arn
        return None if arn is None else document(_managed(_backend(self.account).managed_policies[arn]))


def administrator(account=ACCOUNT):
    """Returns who may do everything."""
    return Principal(f"arn:aws:iam::{account}:user/administrator", account)


def of_role(arn, session="emulated", **source):
    """Returns the session of a role."""
    account, name = arn.split(":")[4], arn.split("/")[-1]
    if account != ACCOUNT and role_named(name, account) is None:
        return administrator(account)
    return Principal(f"arn:aws:sts::{account}:assumed-role/{name}/{session}", account, name, source)


def service(name, **source):
    """Returns a service of AWS that acts for a resource: source_arn, source_account."""
    known = {"source_arn": "aws:SourceArn", "source_account": "aws:SourceAccount"}
    return Principal(name, "", source={known[key]: value for key, value in source.items()})


def assumed_by(arn, service_name, session="emulated", **source):
    """Returns the session that a service has with a role; the role must trust the service."""
    from iam import gate  # it needs this module

    asked = Question("sts:AssumeRole", arn)
    gate.check(service(service_name, **source), [asked])
    assumed = of_role(arn, session)
    if new_roles.denies(assumed.kept, "assume"):
        raise AccessDenied(service(service_name), asked, DENIED, RESOURCE)
    return assumed


def of_access_key(key):
    """Returns who has an access key."""
    for account, backends in sts_backends.items():
        for assumed in backends["aws"].assumed_roles:
            if assumed.access_key_id == key:
                return of_role(assumed.role_arn, assumed.session_name, **CODE.get(key, {}))
    return administrator()


def role_named(name, account=ACCOUNT):
    """Returns the role as moto keeps it, or None."""
    return next((role for role in _backend(account).roles.values() if role.name == name), None)


def _backend(account):
    return iam_backends[account]["aws"]


def _managed(policy):
    return next(version.document for version in policy.versions if version.version_id == policy.default_version_id)
