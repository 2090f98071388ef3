"""Import change sets: what AWS documents of them."""

import json
import os
import unittest
import urllib.request

import boto3
from botocore.exceptions import ClientError
from tests.emulated import ACCOUNT_ITSELF, Emulated, policy

emulated = Emulated()


def setUpModule():
    emulated.__enter__()


def tearDownModule():
    emulated.__exit__()


ROOT = policy({"Principal": ACCOUNT_ITSELF, "Action": "kms:*", "Resource": "*"})


def group(name, **more):
    return {"Type": "AWS::Logs::LogGroup", "DeletionPolicy": "Retain", "Properties": {"LogGroupName": name, **more}}


def named(**names):
    return [
        {"ResourceType": "AWS::Logs::LogGroup", "LogicalResourceId": key, "ResourceIdentifier": {"LogGroupName": name}}
        for key, name in names.items()
    ]


class Imports(unittest.TestCase):
    def setUp(self):
        self.cloudformation, self.logs = boto3.client("cloudformation"), boto3.client("logs")
        self.stack = f"importing-{self._testMethodName.replace('_', '-')}"
        self.group = f"/{self.stack}"
        self.logs.create_log_group(logGroupName=self.group)
        self.addCleanup(self.cloudformation.delete_stack, StackName=self.stack)

    def propose(self, resources, given, **sections):
        self.cloudformation.create_change_set(
            StackName=self.stack, ChangeSetName="import", ChangeSetType="IMPORT", ResourcesToImport=given,
            TemplateBody=json.dumps({"Resources": resources, **sections}),
        )
        return self.cloudformation.describe_change_set(StackName=self.stack, ChangeSetName="import")

    def bring(self, resources, given):
        self.assertEqual("AVAILABLE", self.propose(resources, given)["ExecutionStatus"])
        self.cloudformation.execute_change_set(StackName=self.stack, ChangeSetName="import")
        return self.status()

    def status(self):
        return self.cloudformation.describe_stacks(StackName=self.stack)["Stacks"][0]["StackStatus"]

    def test_what_exists_is_in_the_stack_and_as_it_was(self):
        self.logs.put_retention_policy(logGroupName=self.group, retentionInDays=7)

        self.assertEqual("IMPORT_COMPLETE", self.bring({"Logs": group(self.group, RetentionInDays=30)}, named(Logs=self.group)))

        (found,) = self.logs.describe_log_groups(logGroupNamePrefix=self.group)["logGroups"]
        self.assertEqual(7, found["retentionInDays"])
        (resource,) = self.cloudformation.list_stack_resources(StackName=self.stack)["StackResourceSummaries"]
        self.assertEqual((self.group, "UPDATE_COMPLETE"), (resource["PhysicalResourceId"], resource["ResourceStatus"]))
        self.cloudformation.detect_stack_drift(StackName=self.stack)
        (stack,) = self.cloudformation.describe_stacks(StackName=self.stack)["Stacks"]
        self.assertEqual("DRIFTED", stack["DriftInformation"]["StackDriftStatus"])

    def test_a_stack_that_is_deleted_leaves_what_it_imported(self):
        self.bring({"Logs": group(self.group)}, named(Logs=self.group))

        self.cloudformation.delete_stack(StackName=self.stack)

        self.assertEqual(1, len(self.logs.describe_log_groups(logGroupNamePrefix=self.group)["logGroups"]))

    def test_an_import_that_fails_leaves_the_stack_and_the_resources_as_they_were(self):
        key = boto3.client("kms").create_key(Policy=json.dumps(ROOT), Tags=[{"TagKey": "a", "TagValue": "b"}])["KeyMetadata"]["KeyId"]
        properties = {"KeyPolicy": ROOT, "Tags": [{"Key": "a", "Value": "b"}]}
        declared = {"Type": "AWS::KMS::Key", "DeletionPolicy": "Retain", "Properties": properties}
        fault = json.dumps([{"stack": self.stack, "verb": "import", "resource": "Logs"}]).encode()
        url = f"{os.environ['AWS_ENDPOINT_URL']}/emulator/faults"
        urllib.request.urlopen(urllib.request.Request(url, fault, method="PUT")).close()
        self.addCleanup(lambda: urllib.request.urlopen(urllib.request.Request(url, b"[]", method="PUT")).close())
        named_key = {"ResourceType": "AWS::KMS::Key", "LogicalResourceId": "Key", "ResourceIdentifier": {"KeyId": key}}
        also = f"{self.group}-also"
        self.logs.create_log_group(logGroupName=also, tags={"mine": "yes"})
        given = [*named(Logs=self.group, Also=also), named_key]
        tagged = group(also, Tags=[{"Key": "mine", "Value": "yes"}])

        status = self.bring({"Also": tagged, "Key": declared, "Logs": group(self.group)}, given)

        self.assertEqual("IMPORT_ROLLBACK_COMPLETE", status)
        self.assertEqual([], self.cloudformation.list_stack_resources(StackName=self.stack)["StackResourceSummaries"])
        self.assertEqual([{"TagKey": "a", "TagValue": "b"}], boto3.client("kms").list_resource_tags(KeyId=key)["Tags"])
        arn = self.logs.describe_log_groups(logGroupNamePrefix=also)["logGroups"][0]["logGroupArn"]
        self.assertEqual({"mine": "yes"}, self.logs.list_tags_for_resource(resourceArn=arn)["tags"])

    def test_what_aws_refuses(self):
        queue = {"Type": "AWS::SQS::QueuePolicy", "DeletionPolicy": "Retain", "Properties": {"Queues": [], "PolicyDocument": {}}}
        bare = {key: value for key, value in group(self.group).items() if key != "DeletionPolicy"}
        one = named(Logs=self.group)
        for resources, given, sections, expected in (
            ({"Logs": bare}, one, {}, "must have DeletionPolicy attribute"),
            ({"Logs": group(self.group), "Other": group("/x")}, one, {}, "Resources [Other] is missing from ResourceToImport list"),
            ({"Logs": group(self.group)}, named(Other=self.group), {}, "Resources [Other] to import are not in the template"),
            ({"Logs": group(self.group)}, one, {"Outputs": {"A": {"Value": "b"}}}, "you cannot modify or add [Outputs]"),
            ({"Logs": group(self.group)}, [], {}, "must be provided with ResourcesToImport"),
            ({"Logs": queue}, [{**one[0], "ResourceType": "AWS::SQS::QueuePolicy"}], {}, "are not supported for Import"),
            ({"Logs": group(self.group)}, [{**one[0], "ResourceIdentifier": {"Name": "x"}}], {}, "Invalid ResourceIdentifier"),
        ):
            with self.subTest(expected), self.assertRaises(ClientError) as raised:
                self.propose(resources, given, **sections)
            self.assertIn(expected, str(raised.exception))

    def test_a_resource_that_is_not_there_or_in_another_stack_fails_the_change_set(self):
        self.assertIn("was not found", self.propose({"Logs": group("/nowhere")}, named(Logs="/nowhere"))["StatusReason"])
        self.bring({"Logs": group(self.group)}, named(Logs=self.group))
        self.stack, first = f"{self.stack}-2", self.stack
        self.addCleanup(self.cloudformation.delete_stack, StackName=self.stack)

        found = self.propose({"Logs": group(self.group)}, named(Logs=self.group))

        self.assertEqual(("FAILED", "UNAVAILABLE"), (found["Status"], found["ExecutionStatus"]))
        self.assertIn(f"already exists in stack arn:aws:cloudformation:eu-central-1:123456789012:stack/{first}/", found["StatusReason"])

    def test_other_changes_are_refused_and_more_can_be_imported_later(self):
        self.bring({"Logs": group(self.group)}, named(Logs=self.group))
        more = f"{self.group}-more"
        self.logs.create_log_group(logGroupName=more)
        changed = {"Logs": group(self.group, RetentionInDays=1), "More": group(more)}

        with self.assertRaisesRegex(ClientError, r"You have modified resources \[Logs\] in your template that are not being imported"):
            self.propose(changed, named(More=more))

        self.assertEqual("IMPORT_COMPLETE", self.bring({"Logs": group(self.group), "More": group(more)}, named(More=more)))
        self.cloudformation.update_stack(StackName=self.stack, TemplateBody=json.dumps({"Resources": changed}))
        self.assertEqual("UPDATE_COMPLETE", self.status())
        self.assertEqual(1, self.logs.describe_log_groups(logGroupNamePrefix=self.group)["logGroups"][0]["retentionInDays"])

    def test_a_template_says_how_its_resources_are_named(self):
        body = json.dumps({"Resources": {"Logs": group("/x"), "Queue": {"Type": "AWS::SQS::Queue"}}})

        found = self.cloudformation.get_template_summary(TemplateBody=body)["ResourceIdentifierSummaries"]

        self.assertEqual(
            [{"ResourceType": "AWS::Logs::LogGroup", "LogicalResourceIds": ["Logs"], "ResourceIdentifiers": ["LogGroupName"]}], found
        )
