"""What CloudFormation calls for a resource, and so what its principal is asked for: the permissions of the handlers in AWS's schemas.

Whatever of them an edge does not need, and what AWS's schemas do not name, is known from the tests of the deployer's policies.
"""

import json
from pathlib import Path

from cloudformation import schemas
from iam import arns, gate, principals
from iam.simulator import Question

TESTS = Path(__file__).parents[2] / "EdgeCdk.Deployer.Tests"
TYPES = json.loads((TESTS / "resource-types.json").read_text())["types"]
ACTIONS = json.loads((TESTS / "actions.json").read_text())
# They know no resource, by IAM's own data.
ON_NOTHING = (
    "ec2:Describe", "elasticloadbalancing:Describe", "ecs:DeregisterTaskDefinition", "ecs:DescribeTaskDefinition", "kms:ListAliases",
    "logs:Describe", "kms:CreateKey", "elasticfilesystem:CreateFileSystem",
)
PASSED_TO = {
    "ECS": "ecs-tasks.amazonaws.com", "Lambda": "lambda.amazonaws.com", "Events": "events.amazonaws.com",
    "Scheduler": "scheduler.amazonaws.com", "ServiceCatalog": "servicecatalog.amazonaws.com", "EC2": "vpc-flow-logs.amazonaws.com",
}
LINKED = {
    "ECS": ("ecs.amazonaws.com", "ECS"), "EFS": ("elasticfilesystem.amazonaws.com", "AmazonElasticFileSystem"),
    "ElasticLoadBalancingV2": ("elasticloadbalancing.amazonaws.com", "ElasticLoadBalancing"),
    "EC2": ("delivery.logs.amazonaws.com", "LogDelivery"),
}
TAGGING = ("CreateTags", "AddTags", "TagResource", "TagRole", "TagQueue")
CREATING = ("Create", "Register", "PutRule", "PutMetricAlarm", "PutDashboard")
SHOWN = {}  # tags of what CloudFormation has made, by ARN
KEY_PROPERTIES = ("KmsKeyId", "KmsMasterKeyId", "KmsKeyArn", "TargetKeyId", "KMSMasterKeyID")


def check(run, operation):
    """Fails if the principal of the stack lacks a permission for an operation on a resource: create, update, delete."""
    takes_tags = schemas.tag_property(run.resource.type) is not None
    tags = {arn: schemas.tags(run.resource, run.stack) for arn in arns.own(run.stack, run.resource) if takes_tags}
    if operation == "create":
        SHOWN.update(tags)
    if run.stack.principal is not None:
        gate.check(run.stack.principal, _Asked(run, operation).all())
    if operation == "update":
        SHOWN.update(tags)


def calls(kind, operation):
    """Returns the permissions of a handler that an edge needs."""
    name = "Custom::" if kind.startswith("Custom::") else kind
    found = list(TYPES.get(kind, {}).get(operation, []))
    for entry in ACTIONS["notOurs"]:
        if entry["type"] == name and operation in entry.get("only", [operation]):
            found = [action for action in found if action not in entry["actions"]]
    return found + [action for entry in ACTIONS["besides"] if entry["type"] == name for action in entry["calls"].get(operation, [])]


class _Asked:
    """The questions for one operation on one resource."""

    def __init__(self, run, operation):
        self.run, self.stack, self.resource, self.operation = run, run.stack, run.resource, operation
        self.properties, self.kind = run.resource.properties, run.resource.type
        self.service = self.kind.split("::")[1]
        self.tagging = TYPES.get(self.kind, {}).get("tagging", {})

    def all(self):
        return [question for action in calls(self.kind, self.operation) for question in self._of(action)]

    def _of(self, action):
        service = action.split(":")[0]
        if action.startswith(ON_NOTHING):
            return [Question(action, "*", self._context(action, True))]
        if action == "iam:PassRole":
            return [Question(action, arn, {"iam:PassedToService": PASSED_TO[self.service]}) for arn in self._roles()]
        if action == "iam:CreateServiceLinkedRole":
            principal, name = LINKED[self.service]
            if principals.role_named(f"AWSServiceRoleFor{name}", self.stack.account):
                return []  # a service asks for it only while the account has none
            linked = f"arn:aws:iam::{self.stack.account}:role/aws-service-role/{principal}/AWSServiceRoleFor{name}"
            return [Question(action, linked, {"iam:AWSServiceName": principal})]
        if service == "iam" and self.service != "IAM":
            return [Question(action, arn) for arn in self._roles()]
        if service == "s3" and self.service == "Lambda":
            code = self.properties.get("Code", {})
            return [Question(action, f"arn:aws:s3:::{code['S3Bucket']}/{code['S3Key']}")] if "S3Bucket" in code else []
        if action in ("lambda:GetCodeSigningConfig", "lambda:PutFunctionCodeSigningConfig"):
            named = [Question(action, self.properties[name]) for name in ("CodeSigningConfigArn",) if name in self.properties]
            return named + (self._itself(action) if action.startswith("lambda:Put") else [])
        if service == "route53":
            return self._zone(action) if self.properties.get("PrivateDnsEnabled") else []
        find = {"ec2": self._network, "elasticfilesystem": self._file_system, "kms": self._key, "lambda": self._function}.get(service)
        return find(action) if find else self._itself(action)

    def _itself(self, action):
        found = arns.own(self.stack, self.resource)
        if action == "elasticloadbalancing:CreateListener":
            return [self._about(action, self.properties["LoadBalancerArn"])]
        if action in ("ecs:DescribeServiceDeployments", "ecs:StopServiceDeployment"):
            found += [f"{arn.replace(':service/', ':service-deployment/')}/deployment1" for arn in found]
        return [Question(action, arn, self._context(action, True)) for arn in found]

    def _network(self, action):
        vpc = self._vpc()
        inside = {"ec2:Vpc": self.run.arn("ec2", f"vpc/{vpc}")}
        own = self._itself(action)
        interface = self.run.arn("ec2", "network-interface/eni-0fa6e2c437dd0e5fd")
        if action == "ec2:CreateSecurityGroup":
            return [Question(action, inside["ec2:Vpc"]), *own]
        if action == "ec2:CreateVpcEndpoint":
            return [Question(action, inside["ec2:Vpc"]), *self._places(action, {}), *own]
        if action == "ec2:ModifyVpcEndpoint":
            return [*self._places(action, {}), *own]
        if action == "ec2:CreateNetworkInterface":
            return [Question(action, interface), *self._places(action, inside)]
        if action in ("ec2:DeleteNetworkInterface", "ec2:ModifyNetworkInterfaceAttribute"):
            return [Question(action, interface, inside)]
        return own

    def _places(self, action, context):
        groups = self.properties.get("SecurityGroupIds") or self.properties.get("SecurityGroups") or []
        subnets = self.properties.get("SubnetIds") or [self.properties[name] for name in ("SubnetId",) if name in self.properties]
        found = [f"security-group/{item}" for item in groups] + [f"subnet/{item}" for item in subnets]
        found += [f"route-table/{item}" for item in self.properties.get("RouteTableIds", [])]
        places = [self.run.arn("ec2", item) for item in found]
        return [Question(action, arn, context | (self._resource_tags(arn) if ":security-group/" in arn else {})) for arn in places]

    def _file_system(self, action):
        if action in ("elasticfilesystem:CreateAccessPoint", "elasticfilesystem:CreateMountTarget"):
            arn = self.run.arn("elasticfilesystem", f"file-system/{self.properties['FileSystemId']}")
            return [self._about(action, arn)]
        if self.service == "Lambda":
            points = [item["Arn"] for item in self.properties.get("FileSystemConfigs", [])]
            return [Question(action, arn, self._resource_tags(arn)) for arn in points]
        return self._itself(action)

    def _function(self, action):
        kind, verb = self.kind.split("::")[-1], action.split(":")[1]
        if kind == "EventSourceMapping" and "Tag" not in verb:
            about = {"lambda:FunctionArn": self._function_arn()}
            found = ["*"] if verb == "CreateEventSourceMapping" else arns.own(self.stack, self.resource)
            return [Question(action, arn, self._context(action, True) | about) for arn in found]
        if kind in ("Version", "Alias") and "Provisioned" not in verb and verb != "DeleteFunction":
            return [self._about(action, self._function_arn())]
        return self._itself(action)

    def _function_arn(self):
        name = self.properties["FunctionName"]
        found = name if name.startswith("arn:") else self.run.arn("lambda", f"function:{name}")
        return ":".join(found.split(":")[:7])

    def _key(self, action):
        if self.kind == "AWS::KMS::Key":
            return self._itself(action)
        more = {"kms:GrantIsForAWSResource": "true"} if action == "kms:CreateGrant" else {}
        found = [self._about(action, arn, more) for arn in self._keys(self.properties)]
        return self._itself(action) + found if self.kind == "AWS::KMS::Alias" else found

    def _keys(self, node):
        for key, value in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
            if key in KEY_PROPERTIES and isinstance(value, str):
                yield value if value.startswith("arn:") else self.run.arn("kms", f"key/{value}")
            else:
                yield from self._keys(value)

    def _roles(self):
        return sorted(set(_role_arns(self.properties)))

    def _vpc(self):
        if "VpcId" in self.properties:
            return self.properties["VpcId"]
        subnets = self.properties.get("SubnetIds") or [self.properties[name] for name in ("SubnetId",) if name in self.properties]
        found = self.run.call("ec2", "describe_subnets", SubnetIds=subnets)["Subnets"] if subnets else []
        return found[0]["VpcId"] if found else ""

    def _zone(self, action):
        vpc = f"VPCId={self.properties['VpcId']},VPCRegion={self.stack.region}"
        return [Question(action, "arn:aws:route53:::hostedzone/Z1", {"route53:VPCs": [vpc]})]

    # Tags that a call carries, or shows

    def _about(self, action, arn, more=None):
        """Returns a question about something that the resource belongs to, or uses."""
        return Question(action, arn, self._context(action, False) | self._resource_tags(arn) | (more or {}))

    def _context(self, action, on_itself):
        service, verb = action.split(":")
        tags = verb in TAGGING
        creates = not tags and verb.startswith(CREATING) and service == self._own_service()
        sent = schemas.tags(self.resource, self.stack) if tags or creates and self.tagging.get("tagOnCreate") else {}
        context = {f"aws:RequestTag/{key}": value for key, value in sent.items()}
        if sent:
            context["aws:TagKeys"] = list(sent)
        is_new = self.operation == "create" and on_itself
        if is_new and tags and service in ("ec2", "elasticfilesystem", "elasticloadbalancing"):
            context[f"{service}:CreateAction"] = f"Create{self.kind.split('::')[2].replace('VPC', 'Vpc')}"
            return context
        if is_new and (tags or creates or ACTIONS["types"].get(self.kind, {}).get("showsTagsLate")) or service == "s3":
            return context
        return context | self._resource_tags(*arns.own(self.stack, self.resource)) if on_itself else context

    def _own_service(self):
        rights = ACTIONS["types"].get("Custom::" if self.kind.startswith("Custom::") else self.kind)
        return rights["on"][0].split(":")[0] if rights else ""

    @staticmethod
    def _resource_tags(*found):
        """Returns what resources show of their tags."""
        return {f"aws:ResourceTag/{key}": value for arn in found for key, value in SHOWN.get(arn, {}).items()}


def _role_arns(node):
    if isinstance(node, str):
        if ":role/" in node and node.startswith("arn:aws:iam:"):
            yield node
    elif isinstance(node, dict):
        for key, item in node.items():
            if key not in ("Environment", "PolicyDocument", "KeyPolicy", "Description", "ContainerDefinitions"):
                yield from _role_arns(item)
    elif isinstance(node, list):
        for item in node:
            yield from _role_arns(item)
