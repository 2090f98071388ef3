"""S3: moto applies a bucket policy without its conditions, so that "deny what does not use TLS" denies everything.

Calls of the emulator count as made over TLS: what a statement denies to others is not denied to them. And it refuses tags of AWS's own, which
CloudFormation gives to buckets.
"""

import json

import xmltodict
from moto.s3.models import FakeBucket
from moto.s3.responses import S3Response


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
    _let_cloudformation_tag()


def _let_cloudformation_tag():
    read = S3Response._bucket_tagging_from_body

    def tags(self):
        given = (xmltodict.parse(self.body, force_list=("Tag",))["Tagging"].get("TagSet") or {}).get("Tag", [])
        if not any(tag["Key"].startswith("aws:cloudformation:") for tag in given):
            return read(self)
        return {tag["Key"]: tag["Value"] for tag in given}

    S3Response._bucket_tagging_from_body = tags
