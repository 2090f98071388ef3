"""Cleanup: deletes the published versions of the edge's functions that nothing needs any more.

Every deployment publishes versions, CloudFormation keeps the old ones, and together they fill the
account's code storage. Runs once a day, invoked asynchronously by EventBridge Scheduler.

Environment
    FUNCTION_NAMES  comma-separated ARNs of the functions
    STACK_ID        ARN of the CloudFormation stack that owns them
    KEEP_VERSIONS   how many of the newest versions stay, at least 1

Rights
    cloudformation:DescribeStacks                           on the stack
    lambda:ListVersionsByFunction, lambda:ListAliases       on the functions
    lambda:DeleteFunction                                   on <function ARN>:*, never on the bare ARN
"""

import json
import os
import re

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

CONFIG = Config(retries={"mode": "standard", "max_attempts": 8})

# In any other state a deployment or its rollback may still need a version that no alias points to.
SETTLED = {
    "CREATE_COMPLETE",
    "UPDATE_COMPLETE",
    "UPDATE_ROLLBACK_COMPLETE",
    "IMPORT_COMPLETE",
    "IMPORT_ROLLBACK_COMPLETE",
}


class CleanupError(Exception):
    """Ends the asynchronous invocation in its dead-letter queue; the message lists every failure."""


def handler(event, context):
    """Cleans every function, then reports; one failure does not keep the rest from being handled."""
    keep, functions = settings()
    status = stack_status(os.environ["STACK_ID"])
    result = {"stackStatus": status, "deleted": [], "kept": [], "skipped": []}
    if status not in SETTLED:
        result["skipped"] = functions
        result["reason"] = f"the stack is {status}: its deployment or rollback may need any version"
        print(json.dumps(result))
        return result

    client = boto3.client("lambda", config=CONFIG)
    failures = []
    for function in functions:
        clean(client, function, keep, result, failures)
    print(json.dumps({**result, "failures": failures}))
    if failures:
        raise CleanupError(f"{len(failures)} not cleaned up: " + "; ".join(failures))
    return result


def settings():
    """Reads the environment. A count below 1 is refused: it would select the newest versions."""
    keep = os.environ["KEEP_VERSIONS"].strip()
    if not re.fullmatch(r"0*[1-9][0-9]*", keep):
        raise ValueError(f"KEEP_VERSIONS is {keep!r}: set a whole number of at least 1")
    functions = [name.strip() for name in os.environ["FUNCTION_NAMES"].split(",") if name.strip()]
    return int(keep), functions


def stack_status(stack_id):
    """Returns the stack's present status."""
    client = boto3.client("cloudformation", config=CONFIG)
    return client.describe_stacks(StackName=stack_id)["Stacks"][0]["StackStatus"]


def clean(client, function, keep, result, failures):
    """Deletes the superfluous versions of one function; adds to the result and to the failures."""
    try:
        # Versions before aliases: an alias moved in between is then seen, and a version published in
        # between is not in the list at all.
        versions = published_versions(client, function)
        needed = aliased_versions(client, function) | set(versions[:keep])
    except client.exceptions.ResourceNotFoundException:
        result["skipped"].append(f"{function} does not exist")
        return
    except Exception as error:
        failures.append(f"{function}: {error}")
        return

    for version in versions:
        name = f"{function}:{version}"
        if version in needed:
            result["kept"].append(name)
            continue
        try:
            delete_version(client, function, version)
            result["deleted"].append(name)
        except Exception as error:
            failures.append(f"{name}: {error}")


def published_versions(client, function):
    """Returns the version numbers, as text, the newest first; $LATEST is not among them."""
    pages = client.get_paginator("list_versions_by_function").paginate(FunctionName=function)
    versions = [item["Version"] for page in pages for item in page["Versions"]]
    return sorted((version for version in versions if version != "$LATEST"), key=int, reverse=True)


def aliased_versions(client, function):
    """Returns every version that receives traffic through an alias, by weight included."""
    versions = set()
    for page in client.get_paginator("list_aliases").paginate(FunctionName=function):
        for alias in page["Aliases"]:
            versions.add(alias["FunctionVersion"])
            versions.update(alias.get("RoutingConfig", {}).get("AdditionalVersionWeights", {}))
    return versions


def delete_version(client, function, version):
    """Deletes one version; that it is gone already is fine."""
    # Without a numeric qualifier the same call deletes the whole function.
    if not re.fullmatch(r"[0-9]+", version or ""):
        raise ValueError(f"refused to delete {version!r}: only a numbered version may be deleted")
    try:
        client.delete_function(FunctionName=function, Qualifier=version)
    except ClientError as error:
        if error.response["Error"]["Code"] != "ResourceNotFoundException":
            raise
