"""What moto finds out again and again although it never changes: its modules, the methods of a class, services, and AWS's policies."""

import copy
import functools

from moto import backends
from moto.core import responses, utils
from moto.iam.models import IAMBackend


def mend():
    modules = list(backends.list_of_moto_modules())
    backends.list_of_moto_modules = lambda: modules
    responses.method_names_from_class = functools.cache(responses.method_names_from_class)
    # Each loader looks for the directories of all services.
    utils.create_loader = functools.cache(utils.create_loader)
    IAMBackend._init_aws_policies = _once_a_region(IAMBackend._init_aws_policies)


def _once_a_region(make):
    """AWS's own policies, more than a thousand: read once, and copied for each account."""
    made = {}

    def policies(backend):
        if backend.region_name not in made:
            made[backend.region_name] = make(backend)
        return [copy.copy(policy) for policy in made[backend.region_name]]

    return policies
