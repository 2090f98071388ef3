"""S3: moto applies a bucket policy without its conditions, so that "deny what does not use TLS" denies everything.

Calls of the emulator count as made over TLS: what a statement denies to others is not denied to them.
"""

import json

from moto.s3.models import FakeBucket


def refuses_plain_text_only(statement):
    """Tells whether a statement denies just what comes without TLS."""
    return statement.get("Effect") == "Deny" and statement.get("Condition", {}).get("Bool", {}).get("aws:SecureTransport") == "false"


def mend():
    get_permission = FakeBucket.get_permission

    def permission(self, action, resource):
        if self.policy is None:
            return get_permission(self, action, resource)
        document = json.loads(self.policy)
        statements = document["Statement"] if isinstance(document["Statement"], list) else [document["Statement"]]
        document["Statement"] = [item for item in statements if not refuses_plain_text_only(item)]
        view = type("Seen", (), {"policy": json.dumps(document).encode()})()
        return get_permission(view, action, resource)

    FakeBucket.get_permission = permission
