"""The policies of resources, as they are now."""

from moto.awslambda.models import lambda_backends
from moto.efs.models import efs_backends
from moto.kms.models import kms_backends
from moto.s3.models import s3_backends
from moto.sns.models import sns_backends
from moto.sqs.models import sqs_backends

from iam.documents import document
from iam.principals import ACCOUNT, role_named


def of(arn, action):
    """Returns the document of the policy that protects a resource, or None."""
    parts = arn.split(":", 5)
    if len(parts) < 6:
        return None
    _, _, service, region, account, name = parts
    find = FIND.get(service)
    found = find(region, account, name, action) if find else None
    return document(found)


def _bucket(_region, _account, name, _action):
    for backends in s3_backends.values():
        bucket = backends["aws"].buckets.get(name.split("/")[0])
        if bucket is not None:
            return bucket.policy
    return None


def _key(region, account, name, _action):
    key = kms_backends[account][region].keys.get(name.removeprefix("key/"))
    return key.policy if key else None


def _queue(region, account, name, _action):
    queue = sqs_backends[account][region].queues.get(name)
    return queue.policy if queue is not None and queue.policy else None


def _topic(region, account, name, _action):
    topic = sns_backends[account][region].topics.get(f"arn:aws:sns:{region}:{account}:{name}")
    return topic.policy if topic else None


def _file_system(region, account, name, _action):
    found = efs_backends[account][region].file_systems_by_id.get(name.removeprefix("file-system/"))
    return found.file_system_policy if found else None


def _function(region, account, name, _action):
    function = lambda_backends[account][region]._lambdas._functions.get(name.split(":")[1])
    policy = function and function["latest"].policy
    return policy.get_policy()["Policy"] if policy and policy.statements else None


def _role(_region, account, name, action):
    if not action.startswith("sts:"):
        return None
    role = role_named(name.split("/")[-1], account)
    nobody = {"Version": "2012-10-17", "Statement": []} if account == ACCOUNT else None
    return role.assume_role_policy_document if role else nobody


FIND = {
    "s3": _bucket, "kms": _key, "sqs": _queue, "sns": _topic, "elasticfilesystem": _file_system, "lambda": _function, "iam": _role,
}
