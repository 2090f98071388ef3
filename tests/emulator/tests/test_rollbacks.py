"""What fails while something is undone or deleted."""

import json
import os
import unittest
import urllib.request

import boto3
from botocore.exceptions import ClientError
from tests.emulated import Emulated

emulated = Emulated()


def setUpModule():
    emulated.__enter__()


def tearDownModule():
    emulated.__exit__()


def fail(*faults, **more):
    """Has operations fail from now on, each a verb and the beginning of a logical id."""
    body = json.dumps([{"stack": "failing", "verb": verb, "resource": name, **more} for verb, name in faults]).encode()
    urllib.request.urlopen(urllib.request.Request(f"{os.environ['AWS_ENDPOINT_URL']}/emulator/faults", body, method="PUT")).close()


def template(seconds, **more):
    """A queue, one that is made and changed after it, and what is in `more`."""
    first = {"Type": "AWS::SQS::Queue", "Properties": {"VisibilityTimeout": seconds}}
    return json.dumps({
        "Resources": {"First": first, "Second": {**first, "DependsOn": "First"}, **more},
        "Outputs": {"Url": {"Value": {"Ref": "First"}}},
    })


POLICY = {
    "Type": "AWS::SQS::QueuePolicy", "DependsOn": "Second",
    "Properties": {"Queues": [{"Ref": "First"}], "PolicyDocument": {"Version": "2012-10-17", "Statement": []}},
}


class Rollbacks(unittest.TestCase):
    def setUp(self):
        self.cloudformation, self.sqs = boto3.client("cloudformation"), boto3.client("sqs")
        self.addCleanup(self.cloudformation.delete_stack, StackName="failing")
        self.addCleanup(fail)

    def status(self, name="failing"):
        return self.cloudformation.describe_stacks(StackName=name)["Stacks"][0]["StackStatus"]

    def seconds(self):
        url = self.cloudformation.describe_stacks(StackName="failing")["Stacks"][0]["Outputs"][0]["OutputValue"]
        return self.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["VisibilityTimeout"])["Attributes"]["VisibilityTimeout"]

    def fail_rollback(self):
        self.cloudformation.create_stack(StackName="failing", TemplateBody=template(10))
        fail(("update", "Second"), ("rollback", "First"))
        self.cloudformation.update_stack(StackName="failing", TemplateBody=template(20))
        self.assertEqual("UPDATE_ROLLBACK_FAILED", self.status())

    def test_a_rollback_that_failed_is_continued_when_the_cause_is_gone(self):
        self.fail_rollback()
        self.cloudformation.continue_update_rollback(StackName="failing")
        self.assertEqual(("UPDATE_ROLLBACK_FAILED", "20"), (self.status(), self.seconds()))

        fail()
        self.cloudformation.continue_update_rollback(StackName="failing")

        self.assertEqual(("UPDATE_ROLLBACK_COMPLETE", "10"), (self.status(), self.seconds()))

    def test_a_resource_can_be_skipped_and_stays_as_it_is(self):
        self.fail_rollback()

        self.cloudformation.continue_update_rollback(StackName="failing", ResourcesToSkip=["First"])

        self.assertEqual(("UPDATE_ROLLBACK_COMPLETE", "20"), (self.status(), self.seconds()))

    def test_only_what_failed_in_the_rollback_can_be_skipped(self):
        self.fail_rollback()

        with self.assertRaisesRegex(ClientError, "Second"):
            self.cloudformation.continue_update_rollback(StackName="failing", ResourcesToSkip=["Second"])

    def test_a_stack_in_another_state_is_refused(self):
        self.cloudformation.create_stack(StackName="failing", TemplateBody=template(10))

        with self.assertRaisesRegex(ClientError, "CREATE_COMPLETE"):
            self.cloudformation.continue_update_rollback(StackName="failing")

    def test_what_a_resource_needs_stays_when_that_cannot_be_deleted(self):
        stack = self.cloudformation.create_stack(StackName="failing", TemplateBody=template(10, Policy=POLICY))["StackId"]
        fail(("delete", "Policy"))
        self.cloudformation.delete_stack(StackName="failing")
        self.assertEqual(("DELETE_FAILED", "10"), (self.status(), self.seconds()))

        fail()
        self.cloudformation.delete_stack(StackName="failing")

        self.assertEqual("DELETE_COMPLETE", self.status(stack))

    def test_so_it_is_in_the_rollback_of_a_first_deployment_and_the_deletion_takes_the_rest(self):
        fail(("create", "Third"), ("delete", "Policy"))
        third = {**POLICY, "DependsOn": "Policy"}
        stack = self.cloudformation.create_stack(StackName="failing", TemplateBody=template(10, Policy=POLICY, Third=third))["StackId"]
        self.assertEqual("ROLLBACK_FAILED", self.status())
        left = {item["LogicalResourceId"] for item in self.cloudformation.describe_stack_resources(StackName="failing")["StackResources"]}
        self.assertEqual({"First", "Second", "Policy"}, left)

        fail()
        self.cloudformation.delete_stack(StackName="failing")

        self.assertEqual("DELETE_COMPLETE", self.status(stack))


class Triggers(unittest.TestCase):
    """An alarm that goes off rolls an operation back; a stack keeps its triggers."""

    def setUp(self):
        self.cloudformation, self.cloudwatch = boto3.client("cloudformation"), boto3.client("cloudwatch")
        self.addCleanup(self.cloudformation.delete_stack, StackName="failing")
        self.cloudwatch.put_metric_alarm(
            AlarmName="alarm", Namespace="n", MetricName="m", Statistic="Sum", Period=60, EvaluationPeriods=1, Threshold=0,
            ComparisonOperator="GreaterThanThreshold",
        )
        self.addCleanup(self.cloudwatch.delete_alarms, AlarmNames=["alarm"])
        self.arn = self.cloudwatch.describe_alarms(AlarmNames=["alarm"])["MetricAlarms"][0]["AlarmArn"]
        self.cloudformation.create_stack(StackName="failing", TemplateBody=template(10))

    def update(self, seconds, **given):
        self.cloudformation.update_stack(StackName="failing", TemplateBody=template(seconds), **given)
        return self.status()

    def watched(self, *arns):
        return {"RollbackConfiguration": {
            "RollbackTriggers": [{"Arn": arn, "Type": "AWS::CloudWatch::Alarm"} for arn in arns], "MonitoringTimeInMinutes": 5,
        }}

    def goes_off(self):
        self.cloudwatch.set_alarm_state(AlarmName="alarm", StateValue="ALARM", StateReason="test")

    def test_an_alarm_that_is_in_alarm_rolls_an_update_back_and_the_next_one_that_does_not_name_it(self):
        self.assertEqual("UPDATE_COMPLETE", self.update(20, **self.watched(self.arn)))
        self.goes_off()

        self.assertEqual("UPDATE_ROLLBACK_COMPLETE", self.update(30))
        self.assertEqual(
            self.watched(self.arn)["RollbackConfiguration"],
            self.cloudformation.describe_stacks(StackName="failing")["Stacks"][0]["RollbackConfiguration"])

    def test_an_alarm_at_any_step_of_an_update_ends_in_the_resources_of_before(self):
        self.addCleanup(fail)
        before = self.resources()

        # The policy is new.
        for step in ("update", "First"), ("update", "Second"), ("create", "Policy"):
            with self.subTest(step=step):
                fail(step, alarm="alarm")

                self.cloudformation.update_stack(
                    StackName="failing", TemplateBody=template(20, Policy=POLICY), **self.watched(self.arn))

                self.assertEqual(("UPDATE_ROLLBACK_COMPLETE", before), (self.status(), self.resources()))
                self.cloudwatch.set_alarm_state(AlarmName="alarm", StateValue="OK", StateReason="test")

    def resources(self):
        sqs = boto3.client("sqs")
        return {
            item["LogicalResourceId"]: (
                item["PhysicalResourceId"],
                sqs.get_queue_attributes(QueueUrl=item["PhysicalResourceId"], AttributeNames=["VisibilityTimeout"])["Attributes"],
            )
            for item in self.cloudformation.list_stack_resources(StackName="failing")["StackResourceSummaries"]
        }

    def status(self):
        return self.cloudformation.describe_stacks(StackName="failing")["Stacks"][0]["StackStatus"]

    def test_an_empty_list_removes_the_triggers(self):
        self.update(20, **self.watched(self.arn))
        self.goes_off()

        self.assertEqual("UPDATE_COMPLETE", self.update(30, **self.watched()))
        self.assertEqual("UPDATE_COMPLETE", self.update(40))

    def test_a_trigger_that_is_missing_rolls_back(self):
        self.update(20, **self.watched(self.arn))
        self.cloudwatch.delete_alarms(AlarmNames=["alarm"])

        self.assertEqual("UPDATE_ROLLBACK_COMPLETE", self.update(30))

    def test_a_change_set_brings_its_triggers(self):
        self.goes_off()
        self.cloudformation.create_change_set(
            StackName="failing", ChangeSetName="watched", TemplateBody=template(20), **self.watched(self.arn))

        self.cloudformation.execute_change_set(StackName="failing", ChangeSetName="watched")

        self.assertEqual("UPDATE_ROLLBACK_COMPLETE", self.status())

    def test_more_than_five_are_refused(self):
        with self.assertRaisesRegex(ClientError, "at most 5"):
            self.update(20, **self.watched(*[self.arn] * 6))
