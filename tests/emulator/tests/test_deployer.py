"""Whoever deploys with docs/security/deployer.template.json: each right that is taken from it is missed by what needs it."""

import json
import unittest
from pathlib import Path

import boto3
from tests.emulated import ACCOUNT_ITSELF, Emulated, policy

emulated = Emulated()
EDGE, STACK = "acme", "Edge-acme"
TEMPLATE = (Path(__file__).parents[3] / "docs" / "security" / "deployer.template.json").read_text()
TAG = {"Key": "ataccama:edge:name", "Value": EDGE}
OWNER = {"Principal": ACCOUNT_ITSELF, "Action": "kms:*", "Resource": "*"}


def setUpModule():
    emulated.__enter__()
    ec2 = boto3.client("ec2")
    Place.vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    ec2.modify_vpc_attribute(VpcId=Place.vpc, EnableDnsHostnames={"Value": True})
    Place.subnet = ec2.create_subnet(VpcId=Place.vpc, CidrBlock="10.0.0.0/24")["Subnet"]["SubnetId"]
    boto3.client("cloudformation").create_stack(
        StackName="edge-deployer-acme", TemplateBody=TEMPLATE, Capabilities=["CAPABILITY_NAMED_IAM"],
        Parameters=[
            {"ParameterKey": key, "ParameterValue": value}
            for key, value in {"Edge": EDGE, "VpcId": Place.vpc, "PermissionsBoundaryArn": "none"}.items()
        ],
    )
    outputs = boto3.client("cloudformation").describe_stacks(StackName="edge-deployer-acme")["Stacks"][0]["Outputs"]
    Place.outputs = {output["OutputKey"]: output["OutputValue"] for output in outputs}


def tearDownModule():
    emulated.__exit__()


class Place:
    vpc = subnet = None
    outputs = {}


def resource(kind, **properties):
    return {"Type": f"AWS::{kind}", "Properties": properties}


def resources():
    """Resources as an edge has them, and a right that each needs beside that to create it."""
    subnets, group = [Place.subnet], {"Fn::GetAtt": ["Group", "GroupId"]}
    group_of_edge = resource("EC2::SecurityGroup", GroupDescription="x", VpcId=Place.vpc)
    system = resource("EFS::FileSystem", Encrypted=True)
    target = resource("EFS::MountTarget", FileSystemId={"Ref": "System"}, SubnetId=Place.subnet, SecurityGroups=[group])
    endpoint = resource(
        "EC2::VPCEndpoint", VpcEndpointType="Interface", VpcId=Place.vpc, SubnetIds=subnets, SecurityGroupIds=[group],
        PrivateDnsEnabled=True, ServiceName={"Fn::Sub": "com.amazonaws.${AWS::Region}.sqs"},
    )
    listener = resource(
        "ElasticLoadBalancingV2::Listener", LoadBalancerArn={"Ref": "Balancer"}, Port=4317, Protocol="TCP",
        DefaultActions=[{"Type": "forward", "TargetGroupArn": {"Ref": "Targets"}}],
    )
    balancing = {
        "Balancer": resource("ElasticLoadBalancingV2::LoadBalancer", Type="network", Scheme="internal", Subnets=subnets),
        "Targets": resource("ElasticLoadBalancingV2::TargetGroup", Port=4317, Protocol="TCP", TargetType="ip", VpcId=Place.vpc),
        "Listener": listener,
    }
    return (
        ({"ArtifactBucket648B7D8E": resource("S3::Bucket")}, "s3:TagResource"),
        ({"Log": resource("Logs::LogGroup", LogGroupName="/ataccama/edge/acme/plane-manager")}, "logs:DescribeIndexPolicies"),
        ({"Key": resource("KMS::Key", EnableKeyRotation=True, KeyPolicy=policy(OWNER))}, "kms:EnableKeyRotation"),
        (balancing, "elasticloadbalancing:AddTags"),
        ({"Group": group_of_edge, "System": system, "Target": target}, "ec2:CreateNetworkInterface"),
        ({"Group": group_of_edge, "Endpoint": endpoint}, "route53:AssociateVPCWithHostedZone"),
    )


def without(action, document):
    """Returns a policy without an action."""
    kept = []
    for statement in document["Statement"]:
        actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
        if left := [item for item in actions if item != action]:
            kept.append({**statement, "Action": left})
    return {**document, "Statement": kept}


class Deployer(unittest.TestCase):
    def deploy(self, found):
        """Returns the reasons of what failed when these resources are created and deleted."""
        cloudformation = boto3.client("cloudformation")
        cloudformation.create_stack(
            StackName=STACK, TemplateBody=json.dumps({"Resources": found}), RoleARN=Place.outputs["ServiceRoleArn"], Tags=[TAG],
            Capabilities=["CAPABILITY_NAMED_IAM"],
        )
        stack = cloudformation.describe_stacks(StackName=STACK)["Stacks"][0]["StackId"]
        cloudformation.delete_stack(StackName=STACK)
        events = cloudformation.describe_stack_events(StackName=stack)["StackEvents"]
        failed = [event for event in events if event["ResourceStatus"].endswith("_FAILED")]
        return [event.get("ResourceStatusReason", "") for event in failed if event["ResourceType"] != "AWS::CloudFormation::Stack"]

    def take(self, action):
        """Takes an action from all policies of the service role, until the test ends."""
        iam = boto3.client("iam")
        for arn in Place.outputs["ExecutionPolicyArns"].split(","):
            version = iam.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"]
            document = iam.get_policy_version(PolicyArn=arn, VersionId=version)["PolicyVersion"]["Document"]
            if (less := without(action, document)) != document:
                made = iam.create_policy_version(PolicyArn=arn, PolicyDocument=json.dumps(less), SetAsDefault=True)["PolicyVersion"]
                self.addCleanup(iam.delete_policy_version, PolicyArn=arn, VersionId=made["VersionId"])
                self.addCleanup(iam.set_default_policy_version, PolicyArn=arn, VersionId=version)

    def test_each_right_that_is_taken_is_missed(self):
        for found, action in resources():
            with self.subTest(action):
                self.take(action)
                self.assertTrue(any(f"is not authorized to perform: {action} on" in reason for reason in self.deploy(found)), action)
                self.doCleanups()


if __name__ == "__main__":
    unittest.main()
