"""What CloudFormation calls again by itself: a service that does not know a new role yet."""

import re

from botocore.exceptions import ClientError

TRIES = 4
NOT_YET = re.compile(
    "cannot be assumed by Lambda|The provided execution role does not have permissions"
    "|must allow AWS EventBridge Scheduler to assume the role"
)


def patiently(call):
    """Calls, and again while a role is too new. A role that lacks rights for good fails in the end."""
    for left in reversed(range(TRIES)):
        try:
            return call()
        except ClientError as error:
            if not left or not NOT_YET.search(str(error)):
                raise
    raise AssertionError
