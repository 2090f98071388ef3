"""What a customer has before the first deployment, under the names in the templates."""

import io
import json
import re
import zipfile
from pathlib import Path

import aws
from fault_table.calls import call
from fault_table.in_process import REGION
from fault_table.verdict import Named

VENDOR = "999988887777"
ANYONE = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}]})
VALUES = {
    "RegistryUsername": "registry-user",
    "RegistryPassword": "registry-password",
    "OtlpEndpoint": "https://telemetry.example.com:4317",
    "OtlpAuthorization": "authorization",
}
TEMPLATES = "templates-of-the-customer"


class Templates:
    """The templates of all stories, with the ids of this account in them."""

    def __init__(self, directory):
        self.directory = Path(directory)
        self.stories = json.loads((self.directory / "stories.json").read_text())
        #: What comes next for a stack, by its status, as the product says it.
        self.next = json.loads((self.directory / "next.json").read_text())
        names = [(stack, name) for stack, story in self.stories.items() for name in story.values()]
        self.texts = {name: (self.directory / name / f"{stack}.template.json").read_text() for stack, name in names}
        #: Tags of the stack, as the CDK CLI gives them.
        self.tags = {name: self._artifact(name, stack)["tags"] for stack, name in names}

    def named(self, stack):
        """Returns what the product finds of an edge."""
        return Named(json.loads((self.directory / "names.json").read_text())[stack])

    def _artifact(self, name, stack):
        return json.loads((self.directory / name / "manifest.json").read_text())["artifacts"][stack]["properties"]

    def prepare(self):
        """Makes what the templates name, and puts its ids into them."""
        everything = "".join(self.texts.values())
        ids = {account: aws.ACCOUNT for account in ("123456789011", "012345678901")}
        vpc = call("ec2", "create_vpc", CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        call("ec2", "modify_vpc_attribute", VpcId=vpc, EnableDnsHostnames={"Value": True})
        ids.update({name: vpc for name in found(r"vpc-[0-9a-f]{8,}", everything)})
        for number, name in enumerate(found(r"subnet-[0-9a-f]{8,}", everything)):
            zone = f"{REGION}{'abc'[number % 3]}"
            made = call("ec2", "create_subnet", VpcId=vpc, CidrBlock=f"10.0.{number}.0/24", AvailabilityZone=zone)
            ids[name] = made["Subnet"]["SubnetId"]
        for name in found(r"rtb-[0-9a-f]{8,}", everything):
            ids[name] = call("ec2", "create_route_table", VpcId=vpc)["RouteTable"]["RouteTableId"]
        place = re.compile("|".join(map(re.escape, ids)))
        self.texts = {name: place.sub(lambda match: ids[match[0]], text) for name, text in self.texts.items()}

        for bucket in (TEMPLATES, *found(r"vendor-releases-[a-z0-9-]+", everything), f"cdk-hnb659fds-assets-{aws.ACCOUNT}-{REGION}"):
            call("s3", "create_bucket", Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
            for key in found(r"edge/[0-9.]+/[a-z]+/[a-z]+\.zip", everything) if bucket.startswith("vendor") else ():
                call("s3", "put_object", Bucket=bucket, Key=key, Body=package(key))
            for file in self.directory.glob("*/asset.*.zip") if bucket.startswith("cdk") else ():
                call("s3", "put_object", Bucket=bucket, Key=file.name.removeprefix("asset."), Body=file.read_bytes())
        for bucket in found(r"access-logs-[a-z0-9-]+", everything):
            call("s3", "create_bucket", Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
            writes = {"Effect": "Allow", "Principal": {"Service": "logging.s3.amazonaws.com"}, "Action": "s3:PutObject"}
            policy = {"Version": "2012-10-17", "Statement": [{**writes, "Resource": f"arn:aws:s3:::{bucket}/*"}]}
            call("s3", "put_bucket_policy", Bucket=bucket, Policy=json.dumps(policy))
        for queue in found(rf"arn:aws:sqs:{REGION}:{VENDOR}:([a-z-]+)", everything):
            aws.call("sqs", "create_queue", REGION, {"QueueName": queue}, VENDOR)
        for name, text in self.texts.items():
            call("s3", "put_object", Bucket=TEMPLATES, Key=name, Body=text.encode())

    def given(self, name):
        """Returns what a deployment of a template is given."""
        declared = json.loads(self.texts[name]).get("Parameters", {})
        return {
            "TemplateURL": f"{aws.endpoint()}/{TEMPLATES}/{name}",
            "Parameters": [{"ParameterKey": key, "ParameterValue": VALUES[key]} for key in declared if key in VALUES],
            "Tags": [{"Key": key, "Value": value} for key, value in self.tags[name].items()],
            "Capabilities": ["CAPABILITY_NAMED_IAM"],
        }


def found(pattern, text):
    return sorted(set(re.findall(pattern, text)))


def package(name):
    """Returns a zip as the vendor publishes it; nobody runs what is in it."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(zipfile.ZipInfo("code"), f"the code of {name}")
    return content.getvalue()
