"""The tests' way to AWS: reads a call as JSON from each line, answers with JSON on a line. One process for all calls.

    {"service": "sqs", "operation": "list_queues", "parameters": {}, "role": optional ARN to assume first}
"""

import base64
import functools
import json
import sys

import boto3
from botocore.exceptions import BotoCoreError, ClientError


@functools.cache
def client(service, role):
    if role is None:
        return boto3.client(service)
    # As ECS and Lambda hand them to a task: no rights of the caller's are asked for.
    sts = boto3.client("sts", aws_access_key_id="emulator", aws_secret_access_key="emulator")
    keys = sts.assume_role(RoleArn=role, RoleSessionName="deployment-tests")["Credentials"]
    return boto3.client(
        service,
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys["SessionToken"],
    )


def text(value):
    return value.read().decode(errors="replace") if hasattr(value, "read") else str(value)


def binary(value):
    """JSON has no bytes: {"base64": "..."} stands for them."""
    return base64.b64decode(value["base64"]) if isinstance(value, dict) and set(value) == {"base64"} else value


def call(request):
    chosen = client(request["service"], request.get("role"))
    operation = request["operation"]
    parameters = {name: binary(value) for name, value in (request.get("parameters") or {}).items()}
    if chosen.can_paginate(operation):
        return chosen.get_paginator(operation).paginate(**parameters).build_full_result()
    result = getattr(chosen, operation)(**parameters)
    result.pop("ResponseMetadata", None)
    return result


for line in sys.stdin:
    try:
        answer = {"result": call(json.loads(line))}
    except ClientError as error:
        answer = {"error": error.response["Error"]["Code"], "message": str(error)}
    except (BotoCoreError, TypeError, ValueError) as error:
        answer = {"error": type(error).__name__, "message": str(error)}
    print(json.dumps(answer, default=text), flush=True)
