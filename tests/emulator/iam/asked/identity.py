"""Roles, keys, secrets, parameters."""

from moto.secretsmanager.models import secretsmanager_backends

from iam.asked.keys import key_arn, use_of
from iam.principals import role_named
from iam.simulator import Question

# Who asks these about itself needs no right.
FREE = {"GetCallerIdentity", "GetSessionToken", "GetAccessKeyInfo"}


def roles(operation, given, place):
    if given.get("RoleName"):
        role = role_named(given["RoleName"], place.account)
        path = role.path if role else given.get("Path") or "/"
        context = {"iam:PermissionsBoundary": given["PermissionsBoundary"]} if given.get("PermissionsBoundary") else {}
        if role and role.permissions_boundary_arn:
            context = {"iam:PermissionsBoundary": role.permissions_boundary_arn}
        return [Question(f"iam:{operation}", f"arn:aws:iam::{place.account}:role{path}{given['RoleName']}", context)]
    if given.get("PolicyArn"):
        return [Question(f"iam:{operation}", given["PolicyArn"])]
    if given.get("UserName"):
        return [Question(f"iam:{operation}", f"arn:aws:iam::{place.account}:user/{given['UserName']}")]
    return None


def sessions(operation, given, _place):
    if operation in FREE:
        return []
    context = {"sts:RoleSessionName": given.get("RoleSessionName", "")}
    if given.get("ExternalId"):
        context["sts:ExternalId"] = given["ExternalId"]
    found = [Question("sts:AssumeRole", given["RoleArn"], context)]
    if given.get("Tags"):
        found.append(Question("sts:TagSession", given["RoleArn"], context))
    return found


def keys(operation, given, place):
    name = given.get("KeyId") or given.get("TargetKeyId")
    arn = key_arn(name, place.region, place.account) if name else None
    found = [Question(f"kms:{operation}", arn or "*")]
    if operation in ("CreateAlias", "DeleteAlias", "UpdateAlias"):
        found.append(Question(f"kms:{operation}", place.arn("kms", given["AliasName"])))
    return found if arn or operation in ("CreateKey", "ListKeys", "ListAliases") else found[1:]


def secrets(operation, given, place):
    def called(name):
        arn = name if name.startswith("arn:") else place.arn("secretsmanager", f"secret:{name}-AbCdEf")
        return [Question(f"secretsmanager:{operation}", arn)]

    name = given.get("SecretId")
    if name is None:
        return called(given["Name"]) if "Name" in given else None
    backend = secretsmanager_backends[place.account][place.region]
    secret = backend.secrets.get(name)
    if secret is None:
        return called(name)
    found = [Question(f"secretsmanager:{operation}", secret.arn)]
    if secret.kms_key_id and operation == "GetSecretValue":
        found += use_of(secret.kms_key_id, "secretsmanager", ("Decrypt",), place.region, place.account, SecretARN=secret.arn)
    return found


def parameters(operation, given, place):
    names = given.get("Names") or [given["Name"]] if "Name" in given or "Names" in given else []
    return [Question(f"ssm:{operation}", place.arn("ssm", f"parameter/{name.lstrip('/')}")) for name in names] or None


SERVICES = {"iam": roles, "sts": sessions, "kms": keys, "secretsmanager": secrets, "ssm": parameters}
