"""All that the services hold, thing by thing."""

from moto.core.base_backend import BackendDict
from moto.core.common_models import BaseModel

# What these hold is a thing of its own.
HOLDERS = {"EventBus", "LambdaStorage", "ScheduleGroup"}
# AWS shows what is gone for a while, and so does moto.
GONE = {"INACTIVE", "STOPPED"}
# They come with the account.
GIVEN = ("schedule_groups/default", "event_buses/default")


def inventory():
    """Returns the things by a name that is theirs alone: service, kind and key."""
    things = {}
    for backends in BackendDict._instances:
        for regions in backends.values():
            for region, backend in regions.items():
                _walk(f"{type(backend).__name__.removesuffix('Backend')} {region}", vars(backend), things)
    return {name: thing for name, thing in things.items() if not _is_gone(thing) and not name.endswith(GIVEN)}


def _walk(path, held, things):
    for key, value in list(held.items()):
        # moto has roles by their ids.
        name = f"{path}/{value.name if type(value).__name__ == 'Role' else key}"
        if isinstance(value, BaseModel):
            things[name] = value
        if type(value).__name__ in HOLDERS:
            _walk(name, vars(value), things)
        elif isinstance(value, dict):
            _walk(name, value, things)
        elif isinstance(value, list):
            _walk(name, {getattr(item, "arn", index): item for index, item in enumerate(value) if isinstance(item, BaseModel)}, things)


def _is_gone(thing):
    return bool(GONE & {getattr(thing, "status", None), getattr(thing, "last_status", None)})
