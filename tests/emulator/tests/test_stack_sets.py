"""Stack sets: common parameters, values of their own, and the calls that change them."""

import json
import unittest

import boto3
from botocore.exceptions import ClientError
from tests.emulated import Emulated, policy

emulated = Emulated()
ACCOUNT = "123456789012"
TEMPLATE = {
    "Parameters": {"Name": {"Type": "String"}, "Delay": {"Type": "Number", "Default": 0, "MaxValue": 900}},
    "Resources": {"Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Ref": "Name"}, "DelaySeconds": {"Ref": "Delay"}}}},
    "Outputs": {"Delay": {"Value": {"Ref": "Delay"}}},
}


def setUpModule():
    emulated.__enter__()
    make_role("AWSCloudFormationStackSetAdministrationRole", {"Service": "cloudformation.amazonaws.com"}, "sts:AssumeRole")
    make_role("AWSCloudFormationStackSetExecutionRole", {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, ["cloudformation:*", "sqs:*"])


def document(**statement):
    return json.dumps(policy(statement))


def make_role(name, principal, allowed):
    iam = boto3.client("iam")
    iam.create_role(RoleName=name, AssumeRolePolicyDocument=document(Principal=principal, Action="sts:AssumeRole"))
    iam.put_role_policy(RoleName=name, PolicyName="rights", PolicyDocument=document(Action=allowed, Resource="*"))


def tearDownModule():
    emulated.__exit__()


def parameters(**values):
    return [{"ParameterKey": key, "ParameterValue": value} for key, value in values.items()]


class StackSets(unittest.TestCase):
    def setUp(self):
        self.cloudformation = boto3.client("cloudformation")

    def call(self, operation, name, **arguments):
        return getattr(self.cloudformation, operation)(StackSetName=name, **arguments)

    def make(self, name, **common):
        self.call("create_stack_set", name, TemplateBody=json.dumps(TEMPLATE), Parameters=parameters(Name="common", **common))
        return name

    def instances(self, verb, name, region, **own):
        self.call(f"{verb}_stack_instances", name, Accounts=[ACCOUNT], Regions=[region], ParameterOverrides=parameters(**own))
        return self.instance(name, region)

    def instance(self, name, region):
        return self.call("describe_stack_instance", name, StackInstanceAccount=ACCOUNT, StackInstanceRegion=region)["StackInstance"]

    def delay(self, name, region):
        cloudformation, stack = boto3.client("cloudformation", region_name=region), self.instance(name, region)["StackId"]
        return cloudformation.describe_stacks(StackName=stack)["Stacks"][0]["Outputs"][0]["OutputValue"]

    def test_what_has_no_default_needs_a_common_value(self):
        with self.assertRaisesRegex(ClientError, r"Parameters: \[Name\] must have values"):
            self.call("create_stack_set", "unnamed", TemplateBody=json.dumps(TEMPLATE))

    def test_what_a_type_looks_up_must_be_in_the_account_of_the_administrator(self):
        vpc = boto3.client("ec2").create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        arn = "arn:aws:iam::222233334444:role/administrator"
        role = boto3.client("sts").assume_role(RoleArn=arn, RoleSessionName="test")["Credentials"]
        elsewhere = boto3.client(
            "cloudformation",
            aws_access_key_id=role["AccessKeyId"],
            aws_secret_access_key=role["SecretAccessKey"],
            aws_session_token=role["SessionToken"],
        )

        def make(client, name, vpc_type):
            template = {**TEMPLATE, "Parameters": {**TEMPLATE["Parameters"], "Vpc": {"Type": vpc_type}}}
            client.create_stack_set(StackSetName=name, TemplateBody=json.dumps(template), Parameters=parameters(Name="x", Vpc=vpc))

        with self.assertRaisesRegex(ClientError, f"parameter value {vpc} for parameter name Vpc does not exist"):
            make(elsewhere, "typed-elsewhere", "AWS::EC2::VPC::Id")
        make(elsewhere, "plain-elsewhere", "String")
        make(self.cloudformation, "typed-here", "AWS::EC2::VPC::Id")

    def test_stacks_have_values_of_their_own_and_keep_them_when_the_set_changes(self):
        name = self.make("kept", Delay="1")
        self.instances("create", name, "eu-central-1", Name="first", Delay="5")
        self.instances("create", name, "eu-west-1", Name="second")
        self.call("update_stack_set", name, TemplateBody=json.dumps(TEMPLATE), Parameters=parameters(Name="common", Delay="2"))
        self.assertEqual(["5", "2"], [self.delay(name, region) for region in ("eu-central-1", "eu-west-1")])

    def test_a_value_that_is_left_out_is_that_of_the_set_again(self):
        name = self.make("reset", Delay="1")
        self.instances("create", name, "eu-central-1", Name="reset", Delay="5")
        self.instances("update", name, "eu-central-1", Name="reset")
        self.assertEqual("1", self.delay(name, "eu-central-1"))

    def test_a_stack_that_fails_is_outdated(self):
        name = self.make("failing")
        made = self.instances("create", name, "eu-central-1", Name="failing", Delay="901")
        self.assertEqual("OUTDATED", made["Status"])
        self.assertIn("must be a number not greater than 900", made["StatusReason"])
        self.assertEqual(["FAILED"], [item["Status"] for item in self.call("list_stack_set_operations", name)["Summaries"]])

    def test_stacks_are_deleted(self):
        name = self.make("deleted")
        self.instances("create", name, "eu-central-1", Name="deleted")
        self.call("delete_stack_instances", name, Accounts=[ACCOUNT], Regions=["eu-central-1"], RetainStacks=False)
        with self.assertRaisesRegex(ClientError, "StackInstanceNotFound"):
            self.instance(name, "eu-central-1")
        self.assertEqual(["SUCCEEDED"] * 2, [item["Status"] for item in self.call("list_stack_set_operations", name)["Summaries"]])

    def test_a_stack_has_the_rights_of_the_execution_role_and_no_others(self):
        iam, role = boto3.client("iam"), "AWSCloudFormationStackSetExecutionRole"
        trusted = document(Principal={"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, Action="sts:AssumeRole")
        nobody = document(Principal={"AWS": "arn:aws:iam::444455556666:root"}, Action="sts:AssumeRole")
        good = ["cloudformation:*", "sqs:*"]
        self.addCleanup(iam.put_role_policy, RoleName=role, PolicyName="rights", PolicyDocument=document(Action=good, Resource="*"))
        self.addCleanup(iam.update_assume_role_policy, RoleName=role, PolicyDocument=trusted)
        for allowed, trust, expected in (
            ("sqs:*", trusted, "not authorized to perform: cloudformation:CreateStack"),
            ("cloudformation:*", trusted, "ResourceLogicalId:Queue, .* not authorized to perform: sqs:CreateQueue"),
            (good, nobody, f"should have '{role}' role with trust relationship"),
        ):
            iam.put_role_policy(RoleName=role, PolicyName="rights", PolicyDocument=document(Action=allowed, Resource="*"))
            iam.update_assume_role_policy(RoleName=role, PolicyDocument=trust)
            made = self.instances("create", self.make(f"denied-{len(expected)}"), "eu-central-1", Name="denied")
            self.assertEqual("OUTDATED", made["Status"])
            self.assertRegex(made["StatusReason"], expected)

    def test_what_is_not_there_is_not_updated(self):
        with self.assertRaisesRegex(ClientError, "StackSetNotFound"):
            self.call("describe_stack_set", "nowhere")
        with self.assertRaisesRegex(ClientError, "StackInstanceNotFound"):
            self.instances("update", self.make("empty"), "eu-central-1", Name="x")
