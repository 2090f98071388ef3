"""Keys that another service uses for whoever calls it."""

from moto.kms.models import kms_backends

from iam.simulator import Question


def key_arn(name, region, account):
    """Returns the ARN of a key by its id, its ARN or its alias; None for a key of AWS."""
    if name.startswith("arn:") and ":key/" in name:
        return name
    backend = kms_backends[account][region]
    key = backend.get_key_id(name)
    if key not in backend.keys:
        key = backend.get_key_id_from_alias(name)
    return backend.keys[key].arn if key in backend.keys else None


def use_of(name, service, actions, region, account, **encryption_context):
    """Yields what is asked about a key that a service uses for the caller."""
    arn = key_arn(name, region, account)
    context = {"kms:ViaService": f"{service}.{region}.amazonaws.com", "kms:CallerAccount": account}
    context |= {f"kms:EncryptionContext:{key}": value for key, value in encryption_context.items()}
    for action in actions if arn else ():
        yield Question(f"kms:{action}", arn, context)
