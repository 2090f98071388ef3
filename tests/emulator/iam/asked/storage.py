"""Buckets and file systems."""

from moto.s3.models import s3_backends

from iam.asked.keys import use_of
from iam.simulator import Question

# S3 names few actions like the operation.
BUCKET = {
    "HeadBucket": "ListBucket", "ListObjects": "ListBucket", "ListObjectsV2": "ListBucket", "ListObjectVersions": "ListBucketVersions",
    "ListMultipartUploads": "ListBucketMultipartUploads",
    "GetBucketEncryption": "GetEncryptionConfiguration", "PutBucketEncryption": "PutEncryptionConfiguration",
    "DeleteBucketEncryption": "PutEncryptionConfiguration", "GetBucketLifecycleConfiguration": "GetLifecycleConfiguration",
    "PutBucketLifecycleConfiguration": "PutLifecycleConfiguration", "DeleteBucketLifecycle": "PutLifecycleConfiguration",
    "GetPublicAccessBlock": "GetBucketPublicAccessBlock", "PutPublicAccessBlock": "PutBucketPublicAccessBlock",
    "DeleteBucketTagging": "PutBucketTagging",
}
OBJECT = {
    "HeadObject": "GetObject", "CreateMultipartUpload": "PutObject", "UploadPart": "PutObject", "CompleteMultipartUpload": "PutObject",
    "AbortMultipartUpload": "AbortMultipartUpload", "GetObject": "GetObject", "PutObject": "PutObject", "DeleteObject": "DeleteObject",
    "CopyObject": "PutObject", "UploadPartCopy": "PutObject",
}


def buckets(operation, given, _place):
    bucket = given.get("Bucket")
    if bucket is None:
        return [Question("s3:ListAllMyBuckets")]
    if operation == "DeleteObjects":
        actions = {True: "s3:DeleteObjectVersion", False: "s3:DeleteObject"}
        return [Question(actions[version], f"arn:aws:s3:::{bucket}/{key}") for key, version in given["Objects"]]
    if "Key" not in given:
        context = {"s3:prefix": given["prefix"]} if "prefix" in given else {}
        return [Question(f"s3:{BUCKET.get(operation, operation)}", f"arn:aws:s3:::{bucket}", context)]
    of_version = "versionId" in given and operation in ("GetObject", "HeadObject", "DeleteObject")
    action = OBJECT.get(operation, operation) + ("Version" if of_version else "")
    found = [Question(f"s3:{action}", f"arn:aws:s3:::{bucket}/{given['Key']}")]
    found += _key(bucket, {"GetObject": ("Decrypt",), "PutObject": ("GenerateDataKey",)}.get(action.removesuffix("Version"), ()))
    if "CopySource" in given:
        path, _, version = given["CopySource"].lstrip("/").partition("?versionId=")
        found.append(Question("s3:GetObjectVersion" if version else "s3:GetObject", f"arn:aws:s3:::{path}"))
        found += _key(path.split("/")[0], ("Decrypt",))
    return found


def _key(bucket, actions):
    for account, backends in s3_backends.items():
        found = backends["aws"].buckets.get(bucket)
        if found is None or not found.encryption:
            continue
        rules = found.encryption["Rule"]
        for rule in rules if isinstance(rules, list) else [rules]:
            if key := rule["ApplyServerSideEncryptionByDefault"].get("KMSMasterKeyID"):
                yield from use_of(key, "s3", actions, found.region_name, account, **{"aws:s3:arn": f"arn:aws:s3:::{bucket}"})


def file_systems(operation, given, place):
    for kind, name in (("access-point", "AccessPointId"), ("file-system", "FileSystemId")):
        if given.get(name):
            return [Question(f"elasticfilesystem:{operation}", place.arn("elasticfilesystem", f"{kind}/{given[name]}"))]
    return None


SERVICES = {"s3": buckets, "efs": file_systems}
