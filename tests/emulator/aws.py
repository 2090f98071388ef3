"""Calls of the emulator's own API.

Whatever a stack holds is made here through boto3, as a user would make it: botocore then refuses a property that the service does
not have, and moto cannot lose one without the test that reads it back noticing.
"""

import functools
import json
import os
import threading

import boto3
from botocore.config import Config

from iam.principals import EMULATOR_KEY

ACCOUNT = "123456789012"
_LOCK = threading.Lock()


def endpoint():
    """Returns where the emulator listens. The name matters: moto finds buckets behind `localhost` only."""
    return f"http://localhost:{os.environ['MOTO_PORT']}"


@functools.cache
def _client(service, region, account):
    return boto3.client(
        service,
        region_name=region,
        endpoint_url=endpoint(),
        **_credentials(region, account),
        config=Config(retries={"max_attempts": 1}, s3={"addressing_style": "path"}, read_timeout=600),
    )


def _credentials(region, account):
    if account == ACCOUNT:
        return {"aws_access_key_id": EMULATOR_KEY, "aws_secret_access_key": "emulator"}
    # moto knows an account by the credentials of a role in it.
    role = f"arn:aws:iam::{account}:role/emulator"
    made = _client("sts", region, ACCOUNT).assume_role(RoleArn=role, RoleSessionName="emulator")["Credentials"]
    return {
        "aws_access_key_id": made["AccessKeyId"],
        "aws_secret_access_key": made["SecretAccessKey"],
        "aws_session_token": made["SessionToken"],
    }


def client(service, region, account=ACCOUNT):
    """Returns the one client of a service; making one takes longer than a hundred calls."""
    with _LOCK:
        return _client(service, region, account)


def call(service, operation, region, params, account=ACCOUNT):
    """Calls an operation with properties as a template writes them."""
    chosen = client(service, region, account)
    model = chosen.meta.service_model.operation_model(chosen.meta.method_to_api_mapping[operation])
    return getattr(chosen, operation)(**shaped(model.input_shape, params))


def shaped(shape, value):
    """Turns a template's properties into parameters of an operation.

    Templates write Cpu where ECS says cpu, "512" where a service wants a number, and a policy document where it wants text. A
    property without a counterpart is passed on as it is, for botocore to refuse.
    """
    if shape is None or value is None:
        return value
    if shape.type_name == "structure" and isinstance(value, dict):
        members = {name.lower(): name for name in shape.members}
        result = {}
        for key, item in value.items():
            if item is None:
                continue
            name = members.get(key.lower(), key)
            result[name] = shaped(shape.members.get(name), item)
        return result
    if shape.type_name == "list" and isinstance(value, (list, tuple)):
        return [shaped(shape.member, item) for item in value]
    if shape.type_name == "map" and isinstance(value, dict):
        return {key: shaped(shape.value, item) for key, item in value.items()}
    if shape.type_name == "string":
        return value if isinstance(value, str) else _text(value)
    if shape.type_name in ("integer", "long") and isinstance(value, str):
        return int(value)
    if shape.type_name == "boolean" and isinstance(value, str):
        return value.lower() == "true"
    return value


def _text(value):
    return json.dumps(value) if isinstance(value, (dict, list, bool)) else str(value)
