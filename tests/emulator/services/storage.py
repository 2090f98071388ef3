"""S3: moto applies a bucket policy without its conditions, and refuses tags of AWS's own, which CloudFormation gives to buckets."""

import xmltodict
from moto.iam.access_control import PermissionResult
from moto.s3.models import FakeBucket
from moto.s3.responses import S3Response


def mend():
    # Who may do what is decided before moto gets a call.
    FakeBucket.get_permission = lambda self, action, resource: PermissionResult.PERMITTED
    _let_cloudformation_tag()


def _let_cloudformation_tag():
    read = S3Response._bucket_tagging_from_body

    def tags(self):
        given = (xmltodict.parse(self.body, force_list=("Tag",))["Tagging"].get("TagSet") or {}).get("Tag", [])
        if not any(tag["Key"].startswith("aws:cloudformation:") for tag in given):
            return read(self)
        return {tag["Key"]: tag["Value"] for tag in given}

    S3Response._bucket_tagging_from_body = tags
