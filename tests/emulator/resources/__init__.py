"""The resource types that stacks may hold."""

from cloudformation import schemas
from resources import catalog, custom, data, events, functions, identity, monitoring, network, tasks, vpc
from resources.base import is_gone  # noqa: F401 (part of what this package offers)

MODULES = (catalog, custom, data, events, functions, identity, monitoring, network, tasks, vpc)
HANDLERS = {handler.type: handler() for module in MODULES for handler in module.HANDLERS}


def known(kind):
    """Returns whether a type can be deployed. Any other is refused: a hollow resource would look like a real one."""
    return schemas.is_custom(kind) or kind in HANDLERS and schemas.has(kind)


def find(kind):
    """Returns the handler of a type."""
    return HANDLERS[custom.CustomResource.type if schemas.is_custom(kind) else kind]
