"""Tests of DeploymentSupport: an in-process AWS (moto), small fakes for what moto does not do, no real waiting."""

import contextlib
import datetime
import functools
import hashlib
import http.server
import importlib.util
import io
import json
import os
import pathlib
import random
import signal
import socket
import tempfile
import threading
import time
import unittest
import urllib.error
import urllib.request
from types import SimpleNamespace
from unittest import mock

import boto3
from botocore.awsrequest import AWSResponse
from botocore.client import BaseClient
from botocore.exceptions import ClientError, ConnectTimeoutError, EndpointConnectionError, ReadTimeoutError
from moto import mock_aws
from moto.core import DEFAULT_ACCOUNT_ID
from moto.s3.models import s3_backends

spec = importlib.util.spec_from_file_location("deployment_support", pathlib.Path(__file__).with_name("index.py"))
index = importlib.util.module_from_spec(spec)
spec.loader.exec_module(index)

COPY, EMPTY, ANNOUNCE, STOP = ACTIONS = [f"Custom::Edge{name}" for name in ("Copy", "Empty", "Announce", "StopTasks")]
URL = "https://cloudformation.example/answer?signature=secret"
STACK = "arn:aws:cloudformation:eu-west-1:123456789012:stack/Edge-demo/8c6f"
CLUSTER = "arn:aws:ecs:eu-west-1:123456789012:cluster/management"
REVISION = "arn:aws:ecs:eu-west-1:123456789012:task-definition/rollout:7"
OLD_REVISION = REVISION[:-1] + "6"
MINUTE = 60
urlopen = urllib.request.urlopen
setitimer = signal.setitimer
new_client = boto3.client


@functools.cache
def shared_client(service, **arguments):
    """Creating a client takes longer than most tests."""
    return new_client(service, **arguments)


def client_error(operation, code, message="for the test", status=400):
    details = {"Error": {"Code": code, "Message": message}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return ClientError(details, operation)


def sha256(content):
    return hashlib.sha256(content).hexdigest()


class Clock:
    """Time that passes only while the function sleeps."""

    def __init__(self):
        self.time = self.start = time.time()

    def now(self):
        return self.time

    def sleep(self, seconds):
        self.time += seconds

    def passed(self):
        return self.time - self.start


class Context:
    """An invocation that begins now and has 900 seconds."""

    invoked_function_arn = "arn:aws:lambda:eu-west-1:123456789012:function:support"

    def __init__(self, clock, seconds=900):
        self.clock, self.end = clock, clock.now() + seconds

    def get_remaining_time_in_millis(self):
        return int((self.end - self.clock.now()) * 1000)


class SupportTest(unittest.TestCase):
    """What all tests share: AWS, the clock, the answers, and a way to change what AWS says."""

    def setUp(self):
        credentials = {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing"}
        self.enter(mock.patch.dict(os.environ, {"AWS_DEFAULT_REGION": "us-east-1", **credentials}))
        self.enter(mock_aws())
        self.enter(mock.patch("boto3.client", lambda service, config=None: shared_client(service)))
        self.log = self.enter(contextlib.redirect_stdout(io.StringIO()))
        self.errors = self.enter(contextlib.redirect_stderr(io.StringIO()))
        self.clock = Clock()
        self.enter(mock.patch.object(index, "now", self.clock.now))
        self.enter(mock.patch.object(index, "sleep", self.clock.sleep))
        self.enter(mock.patch("urllib.request.urlopen", self.urlopen))
        self.answers, self.calls, self.handed_over = [], [], []
        self.aws = {"Invoke": self.invoke}
        original = BaseClient._make_api_call

        def call(client, operation, arguments):
            self.calls.append((operation, arguments))
            if operation in self.aws:
                result = self.aws[operation](**arguments)
                if result is not None:
                    return result
            return original(client, operation, arguments)

        self.enter(mock.patch.object(BaseClient, "_make_api_call", call))

    def enter(self, context):
        value = context.__enter__()
        self.addCleanup(context.__exit__, None, None, None)
        return value

    def urlopen(self, request, timeout):
        self.assertEqual((request.full_url, request.get_method()), (URL, "PUT"))
        self.assertLessEqual(len(request.data), 4096)
        self.answers.append(json.loads(request.data))
        return contextlib.nullcontext()

    def invoke(self, FunctionName, InvocationType, Payload):
        self.assertEqual((FunctionName, InvocationType), (Context.invoked_function_arn, "Event"))
        self.handed_over.append(json.loads(Payload))
        return {"StatusCode": 202}

    def event(self, action, request, properties, **more):
        event = {
            "RequestType": request,
            "ResourceType": action,
            "ResponseURL": URL,
            "StackId": STACK,
            "RequestId": "request",
            "LogicalResourceId": "Thing",
            "ResourceProperties": {"ServiceToken": "arn:of:function", **properties},
        }
        if request != "Create":
            event["PhysicalResourceId"] = "Edge-demo/Thing"
        if request == "Update":
            event["OldResourceProperties"] = properties
        return event | more

    def handle(self, event, context=None):
        """Runs one invocation; returns its answer, or None if it gave none."""
        before = len(self.answers)
        index.handler(event, context or Context(self.clock))
        self.assertLessEqual(len(self.answers), before + 1)
        return self.answers[-1] if len(self.answers) > before else None

    def handle_to_the_end(self, event):
        """Runs the invocation and those that it hands over to; returns the answer."""
        while not (given := self.handle(event)):
            event = self.handed_over[-1]
        return given

    def request(self, action, request, properties, **more):
        return self.handle_to_the_end(self.event(action, request, properties, **more))

    def assert_success(self, given):
        self.assertEqual((given["Status"], given["Reason"]), ("SUCCESS", ""))

    def assert_failed(self, given, *parts):
        self.assertEqual(given["Status"], "FAILED")
        for part in parts:
            self.assertIn(part, given["Reason"])

    def fail_times(self, operation, times, error):
        """Lets an operation fail that many times."""
        left = [error] * times

        def fail(**arguments):
            if left:
                raise left.pop()

        self.aws[operation] = fail

    @staticmethod
    def after(errors, allowed):
        """Returns an operation that raises the errors first."""
        left = list(errors)

        def call(**arguments):
            if left:
                raise left.pop()
            return allowed(**arguments)

        return call

    def deny(self, operation, times=10**6, code="AccessDenied", message="role x is not authorized to "):
        self.fail_times(operation, times, client_error(operation, code, message + operation))

    def count(self, operation):
        return sum(1 for name, _ in self.calls if name == operation)


class CopyTest(SupportTest):
    def setUp(self):
        super().setUp()
        self.s3 = boto3.client("s3")
        for bucket in ("source", "destination"):
            self.s3.create_bucket(Bucket=bucket)
        self.s3.put_bucket_versioning(Bucket="destination", VersioningConfiguration={"Status": "Enabled"})
        self.s3.put_object(Bucket="source", Key="a/b.zip", Body=b"content")
        self.hash = sha256(b"content")
        self.target = {"DestinationBucket": "destination", "DestinationKey": "c/d.zip"}
        self.properties = {**self.target, "SourceBucket": "source", "SourceKey": "a/b.zip"}
        self.id = "s3://destination/c/d.zip"

    def stored(self, key="c/d.zip"):
        return self.s3.get_object(Bucket="destination", Key=key)["Body"].read()

    def versions(self):
        return self.s3.list_object_versions(Bucket="destination").get("Versions", [])

    def test_an_object_is_copied_and_described(self):
        given = self.request(COPY, "Create", self.properties)
        self.assert_success(given)
        self.assertEqual(self.stored(), b"content")
        self.assertEqual(given["PhysicalResourceId"], self.id)
        self.assertEqual(given["Data"], {"Key": "c/d.zip", "Sha256": self.hash})
        metadata = self.s3.head_object(Bucket="destination", Key="c/d.zip")["Metadata"]
        self.assertEqual(metadata, {"sha256": self.hash})

    def test_a_large_object_is_copied_in_parts(self):
        content = os.urandom(9 * 1024 * 1024)
        self.s3.put_object(Bucket="source", Key="large", Body=content)
        given = self.request(COPY, "Create", {**self.properties, "SourceKey": "large", "Sha256": sha256(content)})
        self.assert_success(given)
        self.assertEqual(sha256(self.stored()), sha256(content))
        head = self.s3.head_object(Bucket="destination", Key="c/d.zip")
        self.assertIn("-2", head["ETag"])
        self.assertEqual(head["Metadata"], {"sha256": sha256(content)})

    def test_the_right_hash_is_accepted_in_either_case(self):
        for written in (self.hash, self.hash.upper()):
            given = self.request(COPY, "Create", {**self.properties, "Sha256": written})
            self.assert_success(given)
            self.assertEqual(given["Data"]["Sha256"], self.hash)

    def test_a_wrong_hash_is_refused_and_nothing_is_written(self):
        given = self.request(COPY, "Create", {**self.properties, "Sha256": "00ff"})
        self.assert_failed(given, "s3://source/a/b.zip", "expected 00ff", self.hash)
        self.assertEqual(self.versions(), [])
        self.assertEqual(given["PhysicalResourceId"], self.id)

    def test_a_wrong_hash_leaves_the_stored_object_as_it_is(self):
        self.request(COPY, "Create", {**self.target, "Text": "before"})
        given = self.request(COPY, "Update", {**self.properties, "Sha256": "00ff"}, PhysicalResourceId=self.id)
        self.assert_failed(given, "00ff")
        self.assertEqual(self.stored(), b"before")

    def test_a_text_is_stored(self):
        given = self.request(COPY, "Create", {**self.target, "Text": "grün\n"})
        self.assert_success(given)
        self.assertEqual(self.stored(), "grün\n".encode())
        self.assertEqual(given["Data"]["Sha256"], sha256("grün\n".encode()))

    def test_an_empty_text_is_a_text(self):
        self.assert_success(self.request(COPY, "Create", {**self.target, "Text": ""}))
        self.assertEqual(self.stored(), b"")

    def test_a_text_with_a_wrong_hash_is_refused(self):
        given = self.request(COPY, "Create", {**self.target, "Text": "x", "Sha256": "00ff"})
        self.assert_failed(given, "the text has sha256", "expected 00ff")
        self.assertEqual(self.versions(), [])

    def test_a_missing_source_is_named_with_a_remedy_at_once(self):
        for change in ({"SourceKey": "gone.zip"}, {"SourceBucket": "gone"}):
            properties = {**self.properties, **change}
            given = self.request(COPY, "Create", properties)
            bucket, key = properties["SourceBucket"], properties["SourceKey"]
            self.assert_failed(given, f"bucket {bucket}, key {key}: ", "upload the object there", "NoSuch")
        self.assertEqual(self.clock.passed(), 0)
        self.assertEqual(self.versions(), [])

    def test_a_repeated_event_adds_no_version(self):
        for properties in (
            self.properties,
            {**self.properties, "Sha256": self.hash},
            {**self.target, "Text": "content"},
        ):
            for request in ("Create", "Create", "Update", "Update"):
                given = self.request(COPY, request, properties, PhysicalResourceId=self.id)
                self.assert_success(given)
                self.assertEqual(given["PhysicalResourceId"], self.id)
                self.assertEqual(given["Data"], {"Key": "c/d.zip", "Sha256": self.hash})
        self.assertEqual(len(self.versions()), 1)

    def test_a_verified_object_is_not_read_from_the_source_again(self):
        properties = {**self.properties, "Sha256": self.hash}
        self.request(COPY, "Create", properties)
        self.s3.delete_object(Bucket="source", Key="a/b.zip")
        self.assert_success(self.request(COPY, "Update", properties, PhysicalResourceId=self.id))

    def test_what_is_stored_stays_whatever_has_become_of_the_source(self):
        self.request(COPY, "Create", self.properties)
        self.s3.put_object(Bucket="source", Key="a/b.zip", Body=b"overwritten")
        overwritten = self.request(COPY, "Update", self.properties, PhysicalResourceId=self.id)
        self.s3.delete_object(Bucket="source", Key="a/b.zip")
        gone = self.request(COPY, "Create", self.properties)
        self.deny("GetObject")
        forbidden = self.request(COPY, "Update", self.properties, PhysicalResourceId=self.id)
        del self.aws["GetObject"]
        for given in (overwritten, gone, forbidden):
            self.assert_success(given)
            self.assertEqual(given["Data"], {"Key": "c/d.zip", "Sha256": self.hash})
        self.assertEqual((self.stored(), self.clock.passed()), (b"content", 0))
        self.assertEqual(len(self.versions()), 1)

    def test_another_expected_hash_is_copied_again_and_verified(self):
        self.request(COPY, "Create", self.properties)
        self.s3.put_object(Bucket="source", Key="a/b.zip", Body=b"newer")
        expected = {**self.properties, "Sha256": sha256(b"newer")}
        self.assert_success(self.request(COPY, "Update", expected, PhysicalResourceId=self.id))
        self.assertEqual(self.stored(), b"newer")
        self.assert_failed(self.request(COPY, "Update", {**expected, "Sha256": "00ff"}), "expected 00ff")
        self.assertEqual(self.stored(), b"newer")

    def test_another_text_is_stored_with_and_without_a_hash(self):
        for text, rest in (("one", {}), ("two", {}), ("three", {"Sha256": sha256(b"three")})):
            self.assert_success(self.request(COPY, "Update", {**self.target, "Text": text, **rest}))
            self.assertEqual(self.stored(), text.encode())

    def test_an_upgrade_that_rolls_back_finds_the_earlier_package_although_the_vendor_removed_it(self):
        self.request(COPY, "Create", self.properties)
        newer = {**self.target, "SourceBucket": "source", "SourceKey": "newer.zip", "DestinationKey": "newer.zip"}
        self.s3.put_object(Bucket="source", Key="newer.zip", Body=b"newer")
        upgraded = self.request(COPY, "Update", newer, PhysicalResourceId=self.id)
        for change in (lambda: self.s3.delete_object(Bucket="source", Key="a/b.zip"), lambda: self.deny("GetObject")):
            change()
            back = self.request(COPY, "Update", self.properties, PhysicalResourceId=upgraded["PhysicalResourceId"])
            self.assert_success(back)
            self.assertEqual(back["PhysicalResourceId"], self.id)
        self.assertEqual(self.count("DescribeStacks"), 0)

    def test_a_look_that_was_refused_is_repeated_before_anything_is_overwritten(self):
        self.request(COPY, "Create", self.properties)
        self.s3.put_object(Bucket="source", Key="a/b.zip", Body=b"overwritten")
        self.fail_times("HeadObject", 1, client_error("HeadObject", "403", "Forbidden", 403))
        given = self.request(COPY, "Update", self.properties, PhysicalResourceId=self.id)
        self.assert_success(given)
        self.assertEqual((given["Data"]["Sha256"], self.stored()), (self.hash, b"content"))

    def test_what_cannot_be_copied_again_does_not_block_a_rollback(self):
        gone = {**self.properties, "SourceKey": "gone.zip"}
        wrong = {**self.properties, "Sha256": "00ff"}
        self.aws["DescribeStacks"] = lambda StackName: {"Stacks": [{"StackStatus": self.stack_status}]}
        for properties, cause in ((gone, "gone.zip"), (wrong, "expected 00ff")):
            for self.stack_status in ("CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS"):
                self.assert_failed(self.request(COPY, "Update", properties, PhysicalResourceId="s3://x/new"), cause)
            self.stack_status = "UPDATE_ROLLBACK_IN_PROGRESS"
            given = self.request(COPY, "Update", properties, PhysicalResourceId="s3://x/new")
            self.assertEqual((given["Status"], given["PhysicalResourceId"]), ("SUCCESS", self.id))
            self.assertIn("the stack rolls back, so this failure is ignored", given["Reason"])
            self.assertIn(cause, given["Reason"])
        self.assertEqual(self.versions(), [])

    def test_a_copy_without_a_destination_keeps_its_id_so_that_a_rollback_deletes_nothing(self):
        self.aws["DescribeStacks"] = lambda StackName: {"Stacks": [{"StackStatus": "UPDATE_ROLLBACK_IN_PROGRESS"}]}
        given = self.request(COPY, "Update", {"DestinationBucket": "destination"}, PhysicalResourceId=self.id)
        self.assertEqual((given["Status"], given["PhysicalResourceId"]), ("SUCCESS", self.id))

    def test_a_failed_deletion_is_a_failure_in_a_rollback_too(self):
        self.aws["DescribeStacks"] = lambda StackName: {"Stacks": [{"StackStatus": "ROLLBACK_IN_PROGRESS"}]}
        self.deny("DeleteObject")
        self.assert_failed(self.request(COPY, "Delete", self.properties, PhysicalResourceId=self.id), "DeleteObject")

    def test_a_new_bucket_that_s3_does_not_know_everywhere_is_waited_for(self):
        for code in ("NoSuchBucket", "KMS.NotFoundException"):
            self.fail_times("PutObject", 3, client_error("PutObject", code, status=404))
            self.assert_success(self.request(COPY, "Create", {**self.properties, "DestinationKey": code}))
        self.fail_times("PutObject", 99, client_error("PutObject", "NoSuchBucket", status=404))
        self.assert_failed(self.request(COPY, "Create", self.properties), "NoSuchBucket")

    def test_an_object_without_a_known_hash_is_overwritten(self):
        self.s3.put_object(Bucket="destination", Key="c/d.zip", Body=b"unknown")
        self.assert_success(self.request(COPY, "Create", {**self.properties, "Sha256": self.hash}))
        self.assertEqual(self.stored(), b"content")

    def test_an_update_to_another_key_answers_the_new_object_and_keeps_the_old_one(self):
        self.request(COPY, "Create", self.properties)
        moved = {**self.properties, "DestinationKey": "new.zip"}
        given = self.request(COPY, "Update", moved, PhysicalResourceId=self.id)
        self.assertEqual(given["PhysicalResourceId"], "s3://destination/new.zip")
        self.assertEqual((self.stored(), self.stored("new.zip")), (b"content", b"content"))

    def test_a_failed_update_answers_the_old_object(self):
        moved = {**self.properties, "DestinationKey": "new.zip", "SourceKey": "gone"}
        given = self.request(COPY, "Update", moved, PhysicalResourceId=self.id)
        self.assert_failed(given, "gone")
        self.assertEqual(given["PhysicalResourceId"], self.id)

    def test_the_temporary_file_is_removed_whatever_happens(self):
        create, names = tempfile.NamedTemporaryFile, []

        def recorded(**arguments):
            file = create(**arguments)
            names.append(file.name)
            return file

        self.enter(mock.patch("tempfile.NamedTemporaryFile", recorded))
        self.request(COPY, "Create", self.properties)
        self.request(COPY, "Create", {**self.properties, "DestinationKey": "other", "Sha256": "00ff"})
        self.deny("PutObject", code="InvalidRequest")
        self.request(COPY, "Create", {**self.target, "DestinationKey": "third", "Text": "x"})
        self.assertEqual([given["Status"] for given in self.answers], ["SUCCESS", "FAILED", "FAILED"])
        self.assertEqual([os.path.dirname(name) for name in names], ["/tmp"] * 3)
        self.assertEqual([name for name in names if os.path.exists(name)], [])

    def test_a_forbidden_look_at_the_destination_means_not_there_and_costs_no_time(self):
        for status in (403, 404):
            self.fail_times("HeadObject", 1, client_error("HeadObject", str(status), "Forbidden", status))
            self.assert_success(self.request(COPY, "Create", self.properties))
            self.assertEqual(self.stored(), b"content")
            self.s3.delete_object(Bucket="destination", Key="c/d.zip")
        self.assertEqual(self.clock.passed(), 0)

    def test_another_error_of_the_look_at_the_destination_is_reported(self):
        self.fail_times("HeadObject", 1, client_error("HeadObject", "400", "broken", 400))
        self.assert_failed(self.request(COPY, "Create", self.properties), "broken")
        self.assertEqual(self.versions(), [])

    def test_rights_that_arrive_late_are_waited_for(self):
        for operation in ("GetObject", "PutObject"):
            for number, (code, message) in enumerate((
                ("AccessDenied", "no "),
                ("AccessDeniedException", "no "),
                ("UnauthorizedOperation", "no "),
                ("KMS.AccessDeniedException", "no "),
                ("Odd", "You are not authorized to perform "),
            )):  # fmt: skip
                with self.subTest(operation=operation, code=code):
                    key = f"{operation}{number}"
                    self.deny(operation, times=3, code=code, message=message)
                    given = self.request(COPY, "Create", {**self.properties, "DestinationKey": key})
                    self.assert_success(given)
                    del self.aws[operation]
                    self.assertEqual(self.stored(key), b"content")

    def test_a_source_that_stays_forbidden_is_named_after_two_minutes(self):
        self.deny("GetObject")
        given = self.request(COPY, "Create", self.properties)
        self.assert_failed(given, "role x is not authorized to GetObject", "bucket source, key a/b.zip", "upload")
        self.assertEqual(self.clock.passed(), 120)

    def test_a_destination_that_stays_forbidden_gives_the_original_message_after_two_minutes(self):
        self.deny("PutObject")
        given = self.request(COPY, "Create", self.properties)
        self.assert_failed(given, "An error occurred (AccessDenied)", "role x is not authorized to PutObject")
        self.assertEqual(self.clock.passed(), 120)

    def test_another_error_is_not_waited_for(self):
        self.fail_times("PutObject", 1, client_error("PutObject", "InvalidRequest"))
        self.assert_failed(self.request(COPY, "Create", self.properties), "InvalidRequest")
        self.assertEqual(self.clock.passed(), 0)

    def test_a_download_that_breaks_off_begins_anew(self):
        def broken():
            yield b"garbage"
            raise ReadTimeoutError(endpoint_url="s3")

        bodies = [SimpleNamespace(iter_chunks=lambda size: broken())]
        self.aws["GetObject"] = lambda **_: {"Body": bodies.pop()} if bodies else None
        self.assert_success(self.request(COPY, "Create", {**self.properties, "Sha256": self.hash}))
        self.assertEqual(self.stored(), b"content")

    def test_a_download_that_lacks_time_begins_anew_in_another_invocation(self):
        read = []

        def slow_chunks(size):
            for chunk in b"con", b"tent", b"too late":
                self.clock.sleep(450)
                read.append(chunk)
                yield chunk

        slow = {"Body": SimpleNamespace(iter_chunks=slow_chunks)}
        self.aws["GetObject"] = lambda **_: None if self.handed_over else slow
        self.assert_success(self.request(COPY, "Create", self.properties))
        self.assertEqual((len(self.handed_over), len(read)), (1, 2))
        self.assertEqual(self.stored(), b"content")

    def test_an_interrupted_upload_in_parts_begins_anew_in_another_invocation(self):
        def interrupt(**_):
            if not self.handed_over:
                raise index.OutOfTime

        self.aws["UploadPart"] = interrupt
        self.assert_success(self.request(COPY, "Create", {**self.target, "Text": "x" * 9 * 1024 * 1024}))
        self.assertEqual(len(self.handed_over), 1)
        self.assertEqual(len(self.stored()), 9 * 1024 * 1024)

    def test_a_delete_removes_the_object_that_the_physical_id_names(self):
        self.request(COPY, "Create", self.properties)
        self.request(COPY, "Create", {**self.properties, "DestinationKey": "new.zip"})
        given = self.request(
            COPY, "Delete", {**self.properties, "DestinationKey": "new.zip"}, PhysicalResourceId=self.id
        )
        self.assert_success(given)
        self.assertEqual(given["PhysicalResourceId"], self.id)
        with self.assertRaisesRegex(ClientError, "NoSuchKey"):
            self.stored()
        self.assertEqual(self.stored("new.zip"), b"content")
        self.assertEqual(len(self.versions()), 2)

    def test_a_delete_of_what_is_gone_succeeds(self):
        malformed = ("Edge-demo/Thing", "s3://bucket", "s3:///key", "", None)
        for gone in (self.id, self.id, "s3://no-such-bucket/key", *malformed):
            with self.subTest(gone):
                given = self.request(COPY, "Delete", self.properties, PhysicalResourceId=gone)
                self.assert_success(given)
                self.assertEqual(given["PhysicalResourceId"], gone or self.id)

    def test_a_delete_of_a_failed_creation_without_a_destination_deletes_nothing(self):
        failed = self.request(COPY, "Create", {"DestinationBucket": "destination", "Text": "x"})
        self.assert_failed(failed, "property DestinationKey of Custom::EdgeCopy is missing")
        self.assertEqual(failed["PhysicalResourceId"], "Edge-demo/Thing")
        given = self.request(COPY, "Delete", {}, PhysicalResourceId=failed["PhysicalResourceId"])
        self.assert_success(given)
        self.assertEqual(self.count("DeleteObject"), 0)

    def test_a_forbidden_delete_fails_with_the_original_message(self):
        self.deny("DeleteObject")
        given = self.request(COPY, "Delete", self.properties, PhysicalResourceId=self.id)
        self.assert_failed(given, "role x is not authorized to DeleteObject")


class EmptyTest(SupportTest):
    def setUp(self):
        super().setUp()
        self.s3 = boto3.client("s3")
        self.s3.create_bucket(Bucket="bucket")
        self.properties = {"BucketName": "bucket"}

    def version(self):
        self.s3.put_bucket_versioning(Bucket="bucket", VersioningConfiguration={"Status": "Enabled"})

    def fill(self, *keys):
        for key in keys:
            self.s3.put_object(Bucket="bucket", Key=key, Body=b"")

    def fill_at_once(self, count):
        """Without calls, which would take twenty times as long."""
        for number in range(count):
            s3_backends[DEFAULT_ACCOUNT_ID]["aws"].put_object("bucket", f"key {number}", b"")

    def left(self):
        page = self.s3.list_object_versions(Bucket="bucket")
        return len(page.get("Versions", []) + page.get("DeleteMarkers", []))

    def test_create_and_update_leave_the_bucket_alone(self):
        self.fill("a")
        for request in ("Create", "Update", "Update"):
            self.assert_success(self.request(EMPTY, request, self.properties))
        self.assertEqual(self.left(), 1)

    def test_more_than_a_thousand_versions_and_markers_are_deleted(self):
        self.version()
        self.fill_at_once(1030)
        self.fill("key 1", "key 1", "ö&<>/")
        self.s3.delete_object(Bucket="bucket", Key="key 1")
        self.assert_success(self.request(EMPTY, "Delete", self.properties))
        self.assertEqual(self.left(), 0)
        deletes = [arguments["Delete"] for name, arguments in self.calls if name == "DeleteObjects"]
        self.assertEqual([(len(each["Objects"]), each["Quiet"]) for each in deletes], [(1000, True), (34, True)])
        self.s3.delete_bucket(Bucket="bucket")

    def test_objects_from_before_versioning_are_deleted(self):
        self.fill("a", "b")
        self.version()
        self.fill("a")
        self.assert_success(self.request(EMPTY, "Delete", self.properties))
        self.assertEqual(self.left(), 0)

    def test_a_bucket_that_is_gone_or_empty_is_success_however_often(self):
        self.assert_success(self.request(EMPTY, "Delete", self.properties))
        self.assert_success(self.request(EMPTY, "Delete", self.properties))
        self.s3.delete_bucket(Bucket="bucket")
        self.assert_success(self.request(EMPTY, "Delete", self.properties))
        self.assert_success(self.request(EMPTY, "Delete", {}))

    def test_what_is_written_meanwhile_is_deleted_too(self):
        self.fill("a")
        late = ["b", "c"]
        self.aws["DeleteObjects"] = lambda **_: self.fill(late.pop()) if late else None
        self.assert_success(self.request(EMPTY, "Delete", self.properties))
        self.assertEqual(self.left(), 0)

    def test_objects_that_cannot_be_deleted_at_first_are_tried_again(self):
        self.fill("a", "b")
        errors = [{"Key": "a", "Code": "AccessDenied", "Message": "no"}], [{"Key": "b", "Code": "InternalError"}]
        left = list(errors)
        self.aws["DeleteObjects"] = lambda **_: {"Errors": left.pop()} if left else None
        self.assert_success(self.request(EMPTY, "Delete", self.properties))
        self.assertEqual(self.left(), 0)

    def test_objects_that_can_never_be_deleted_are_named(self):
        self.fill("a")
        errors = [{"Key": f"key {n}", "Code": "AccessDenied", "Message": "locked"} for n in range(5)]
        self.aws["DeleteObjects"] = lambda **_: {"Errors": errors}
        given = self.request(EMPTY, "Delete", self.properties)
        self.assert_failed(given, "5 objects of bucket bucket cannot be deleted", "key 0: AccessDenied locked; key 1: ")
        self.assertIn("key 2", given["Reason"])
        self.assertNotIn("key 3", given["Reason"])
        self.assertEqual(self.clock.passed(), 120)

    def test_a_bucket_that_may_not_be_listed_fails_with_the_original_message(self):
        self.deny("ListObjectVersions")
        self.assert_failed(self.request(EMPTY, "Delete", self.properties), "role x is not authorized")
        self.assertEqual(self.clock.passed(), 120)

    def test_a_large_bucket_is_emptied_by_several_invocations(self):
        self.fill(*"abcd")

        def delete(Bucket, Delete):
            self.clock.sleep(500)
            self.s3.delete_object(Bucket=Bucket, Key=Delete["Objects"][0]["Key"])
            return {}

        self.aws["DeleteObjects"] = delete
        self.assert_success(self.request(EMPTY, "Delete", self.properties))
        self.assertEqual(len(self.handed_over), 2)
        self.assertEqual(self.left(), 0)

    def test_a_bucket_that_never_gets_empty_fails_in_time(self):
        self.fill("a")
        self.aws["DeleteObjects"] = lambda **_: self.clock.sleep(100) or {}
        given = self.request(EMPTY, "Delete", self.properties)
        self.assert_failed(given, "gave up after 5", "waiting for bucket bucket to be empty")
        self.assertLess(self.clock.passed(), 55 * MINUTE)


class Ecs:
    """An ECS whose tasks appear and change at given times; it lists them in pages of two."""

    def __init__(self, clock):
        self.clock, self.tasks, self.stops = clock, [], []

    def add(
        self,
        name,
        appears=0,
        stops=10**9,
        codes=(0,),
        revision=REVISION,
        created=None,
        wanted="RUNNING",
        exits=None,
        **more,
    ):
        """Adds a task with a container c0, c1 ... for each exit code; more is what else ECS says of it in the end."""
        start = self.clock.now()
        self.tasks.append(
            SimpleNamespace(
                arn=f"task/{name}",
                appears=start + appears,
                stops=start + stops,
                exits=start + (stops if exits is None else exits),
                codes=codes,
                revision=revision,
                created=start + (appears if created is None else created),
                wanted=wanted,
                others=more.pop("others", []),
                more=more,
            )
        )

    def list_tasks(self, cluster, desiredStatus, family=None, nextToken="0", **_):
        assert cluster == CLUSTER, cluster
        visible = [task for task in self.tasks if task.appears <= self.clock.now()]
        arns = [task.arn for task in visible if self.wanted(task) == desiredStatus]
        start = int(nextToken)
        more = {"nextToken": str(start + 2)} if len(arns) > start + 2 else {}
        return {"taskArns": arns[start : start + 2], **more}

    def wanted(self, task):
        return "STOPPED" if self.clock.now() >= task.stops else task.wanted

    def describe_tasks(self, cluster, tasks):
        assert cluster == CLUSTER and 1 <= len(tasks) <= 100
        return {"tasks": [self.describe(task) for task in self.tasks if task.arn in tasks]}

    def describe(self, task):
        stopped = self.clock.now() >= task.stops
        containers = [{"name": f"c{number}"} for number in range(len(task.codes))]
        if self.clock.now() >= min(task.exits, task.stops):
            for container, code in zip(containers, task.codes):
                container |= {"reason": "CannotPullContainerError"} if code is None else {"exitCode": code}
        return {
            "taskArn": task.arn,
            "taskDefinitionArn": task.revision,
            "createdAt": datetime.datetime.fromtimestamp(task.created, datetime.UTC),
            "lastStatus": "STOPPED" if stopped else "RUNNING" if task.wanted == "RUNNING" else "DEPROVISIONING",
            "desiredStatus": self.wanted(task),
            "containers": [*task.others, *containers],
            **({"stoppedReason": "Essential container in task exited", **task.more} if stopped else {}),
        }

    def stop_task(self, cluster, task, reason):
        self.stops.append(task)
        found = next((each for each in self.tasks if each.arn == task), None)
        if not found:
            raise client_error("StopTask", "InvalidParameterException", "The referenced task was not found.")
        found.wanted, found.stops = "STOPPED", self.clock.now() + 60
        return {"task": {}}


class AnnounceSupport(SupportTest):
    """An EventBridge and an ECS for EdgeAnnounce."""

    def setUp(self):
        super().setUp()
        self.ecs = Ecs(self.clock)
        self.sends = []
        self.aws |= {
            "PutEvents": self.put_events,
            "ListTasks": self.list_tasks,
            "DescribeTasks": self.ecs.describe_tasks,
            "DescribeStacks": lambda StackName: {"Stacks": [{"StackStatus": self.stack_status}]},
        }
        self.stack_status = "UPDATE_IN_PROGRESS"
        self.properties = {
            "Cluster": CLUSTER,
            "TaskDefinition": REVISION,
            "Family": "rollout",
            "Containers": ["c0"],
            "Image": "registry/image:1",
            "Edge": "demo",
            "Release": "2025.1",
            "LogGroupName": "/edge/demo/rollout",
        }

    def put_events(self, Entries):
        self.sends.append((self.clock.passed(), Entries))
        return {"FailedEntryCount": 0, "Entries": [{"EventId": "1"}]}

    def list_tasks(self, **arguments):
        self.assertEqual(arguments["family"], "rollout")
        return self.ecs.list_tasks(**arguments)

    def announce(self, request="Create", **changes):
        return self.request(ANNOUNCE, request, {**self.properties, **changes})

    def sent_at(self):
        return [seconds for seconds, _ in self.sends]


class AnnounceTest(AnnounceSupport):
    def test_a_task_that_appears_after_the_third_send_and_succeeds_is_success(self):
        self.ecs.add("a", appears=65, stops=200, codes=(0, 0))
        self.assert_success(self.announce(Containers=["c0", "c1"]))
        self.assertEqual(self.sent_at(), [0, 30, 60])
        self.assertEqual(self.clock.passed(), 200)

    def test_the_event_is_the_one_the_rule_waits_for(self):
        self.ecs.add("a", appears=5, stops=6)
        self.announce()
        [(_, [entry])] = self.sends
        detail = json.loads(entry.pop("Detail"))
        self.assertEqual(detail, {"edge": "demo", "release": "2025.1", "image": "registry/image:1"})
        self.assertEqual(entry, {"Source": "com.ataccama.edge.connectorsrollout", "DetailType": "image_update"})

    def test_a_real_rule_on_the_default_bus_receives_the_event(self):
        del self.aws["PutEvents"]
        self.ecs.add("a", appears=5, stops=6)
        sqs, events = boto3.client("sqs"), boto3.client("events")
        queue = sqs.create_queue(QueueName="queue")["QueueUrl"]
        pattern = {"source": ["com.ataccama.edge.connectorsrollout"], "detail-type": ["image_update"]}
        events.put_rule(Name="rule", EventPattern=json.dumps(pattern))
        events.put_targets(Rule="rule", Targets=[{"Id": "1", "Arn": "arn:aws:sqs:us-east-1:123456789012:queue"}])
        self.assert_success(self.announce())
        [message] = sqs.receive_message(QueueUrl=queue)["Messages"]
        self.assertEqual(json.loads(message["Body"])["detail"]["image"], "registry/image:1")

    def test_create_and_update_announce_and_may_be_repeated(self):
        for number, request in enumerate(("Create", "Create", "Update", "Update")):
            self.ecs.add(f"task {number}", appears=5, stops=6)
            given = self.announce(request)
            self.assert_success(given)
            self.assertEqual(given["PhysicalResourceId"], "Edge-demo/Thing")
            self.clock.sleep(60)
        self.assertEqual(len(self.sends), 4)

    def test_delete_does_nothing_however_often(self):
        for _ in range(2):
            self.assert_success(self.announce("Delete"))
        self.assertEqual(self.calls, [])

    def test_a_failed_task_is_reported_with_all_that_ecs_knows(self):
        self.ecs.add("a", appears=5, stops=100, codes=(0, 1, None))
        given = self.announce(Containers=["c0", "c1", "c2"])
        self.assert_failed(
            given,
            "task task/a failed: Essential container in task exited",
            "container c0: exit code 0",
            "container c1: exit code 1",
            "container c2: exit code none, CannotPullContainerError",
            "look at the log group /edge/demo/rollout",
        )

    def test_the_log_group_is_optional(self):
        del self.properties["LogGroupName"]
        self.ecs.add("a", appears=5, stops=100, codes=(1,))
        self.assert_failed(self.announce(), "exit code 1", "look at the log group of the task")

    def test_a_task_without_containers_has_not_succeeded(self):
        self.ecs.add("a", appears=5, stops=100, codes=())
        self.assert_failed(self.announce(), "task/a failed")

    def test_a_task_that_still_runs_down_has_not_succeeded(self):
        self.ecs.add("a", appears=5, exits=20, stops=50)
        self.assert_success(self.announce())
        self.assertEqual(self.clock.passed(), 50)

    def test_one_successful_task_among_several_is_enough(self):
        self.ecs.add("a", appears=5, stops=20, codes=(1,))
        self.ecs.add("b", appears=5, stops=300, codes=(0,))
        self.ecs.add("c", appears=5)
        self.assert_success(self.announce())
        self.assertEqual(self.clock.passed(), 300)

    def test_tasks_of_another_revision_do_not_count(self):
        for number in range(5):
            self.ecs.add(f"old {number}", appears=5, stops=20, codes=(number % 2,), revision=OLD_REVISION)
        self.ecs.add("new", appears=100, stops=200)
        self.assert_success(self.announce())
        self.assertEqual(self.clock.passed(), 200)
        self.assertEqual(self.sent_at(), [0, 30, 60, 90])

    def test_tasks_from_before_the_first_send_do_not_count(self):
        self.ecs.add("earlier success", created=-11, stops=1)
        self.ecs.add("earlier failure", created=-300, stops=1, codes=(1,))
        self.ecs.add("new", appears=50, stops=80)
        self.assert_success(self.announce())
        self.assertEqual(self.clock.passed(), 80)

    def test_clocks_may_differ_a_little(self):
        self.ecs.add("a", appears=2, created=-3, stops=5)
        self.assert_success(self.announce())
        self.assertEqual(self.clock.passed(), 10)

    def test_sending_stops_for_good_once_a_task_has_appeared(self):
        self.ecs.add("a", appears=15, stops=2000)
        hidden = lambda: 100 < self.clock.passed() < 1500
        self.aws["ListTasks"] = lambda **arguments: {"taskArns": []} if hidden() else self.ecs.list_tasks(**arguments)
        self.assert_success(self.announce())
        self.assertEqual(self.sent_at(), [0])
        self.assertEqual(len(self.handed_over), 2)

    def test_a_task_that_never_appears_fails_after_ten_minutes(self):
        self.ecs.add("old", stops=1, revision=OLD_REVISION)
        given = self.announce()
        self.assert_failed(given, f"no task of {REVISION} appeared within 10 minutes", "dead-letter queue of the rule")
        self.assertEqual(self.clock.passed(), 600)
        self.assertEqual(len(self.sends), 20)

    def test_a_task_that_never_finishes_fails_after_forty_minutes(self):
        self.ecs.add("a", appears=5)
        self.assert_failed(self.announce(), "has not finished within 40 minutes", "/edge/demo/rollout")
        self.assertAlmostEqual(self.clock.passed(), 2400, delta=15)
        self.assertEqual(self.sent_at(), [0])

    def test_a_refused_event_counts_as_not_sent_and_its_reason_is_kept(self):
        refusal = {"FailedEntryCount": 1, "Entries": [{"ErrorCode": "InternalFailure", "ErrorMessage": "busy"}]}
        self.aws["PutEvents"] = lambda **_: refusal
        self.assert_failed(self.announce(), "refused by EventBridge: InternalFailure busy")
        self.assertEqual(self.count("PutEvents"), 20)

    def test_an_event_that_is_refused_at_first_is_sent_again(self):
        refusals = [{"FailedEntryCount": 1, "Entries": [{"ErrorCode": "InternalFailure"}]}]
        self.aws["PutEvents"] = lambda **arguments: refusals.pop() if refusals else self.put_events(**arguments)
        self.ecs.add("a", appears=35, stops=36)
        self.assert_success(self.announce())
        self.assertEqual(self.sent_at(), [30])

    def test_a_right_that_arrives_late_is_waited_for(self):
        self.ecs.add("a", appears=100, stops=110)
        self.aws["PutEvents"] = self.after([client_error("PutEvents", "AccessDeniedException")] * 3, self.put_events)
        self.assert_success(self.announce())
        self.assertEqual(self.sent_at()[0], 14)

    def test_a_right_that_never_arrives_is_named(self):
        self.deny("PutEvents", code="AccessDeniedException")
        self.assert_failed(self.announce(), "role x is not authorized to PutEvents")
        self.assertEqual(self.clock.passed(), 120)

    def test_another_invocation_goes_on_with_the_times_of_the_first(self):
        self.ecs.add("a", appears=500, stops=2000)
        event = self.event(ANNOUNCE, "Create", self.properties)
        self.assertIsNone(self.handle(event))
        self.assertLessEqual(self.clock.passed(), 840)
        self.assertGreater(self.clock.passed(), 800)
        [following] = self.handed_over
        state = following.pop("Continuation")
        self.assertEqual(following, event)
        self.assertEqual((state["Started"], state["FirstSend"]), (self.clock.start, self.clock.start))
        sends = len(self.sends)
        self.assert_success(self.handle_to_the_end({**following, "Continuation": state}))
        self.assertEqual(len(self.sends), sends)
        self.assertEqual(self.clock.passed(), 2000)

    def test_every_failure_is_success_while_the_stack_rolls_back(self):
        def missing_property():
            del self.properties["Image"]

        causes = {
            "exit code 1": lambda: self.ecs.add("a", appears=5, stops=6, codes=(1,)),
            "appeared within 10 minutes": lambda: None,
            "not authorized": lambda: self.deny("PutEvents"),
            "KeyError": lambda: self.aws.update(PutEvents=lambda **_: {"FailedEntryCount": 0}),
            "property Image": missing_property,
        }
        for cause, arrange in causes.items():
            self.ecs.tasks.clear()
            arrange()
            for status in ("ROLLBACK_IN_PROGRESS", "UPDATE_ROLLBACK_IN_PROGRESS"):
                with self.subTest(cause=cause, status=status):
                    self.stack_status = status
                    given = self.announce("Update")
                    self.assertEqual(given["Status"], "SUCCESS")
                    self.assertIn(cause, given["Reason"])
                    self.assertIn(cause, self.log.getvalue())

    def test_the_stack_is_looked_at_only_before_a_failure(self):
        self.ecs.add("a", appears=5, stops=6)
        self.announce()
        self.assertEqual(self.count("DescribeStacks"), 0)
        self.ecs.tasks.clear()
        self.announce()
        looks = [arguments for name, arguments in self.calls if name == "DescribeStacks"]
        self.assertEqual(looks, [{"StackName": STACK}])

    def test_a_failure_in_any_other_state_of_the_stack_is_a_failure(self):
        for status in ("CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS"):
            self.stack_status = status
            self.assert_failed(self.announce(), "no task of")

    def test_a_right_to_read_the_stack_that_arrives_late_is_waited_for(self):
        self.stack_status = "UPDATE_ROLLBACK_IN_PROGRESS"
        self.ecs.add("a", appears=5, stops=6, codes=(1,))
        denials = [client_error("DescribeStacks", "AccessDenied")] * 4
        self.aws["DescribeStacks"] = self.after(denials, lambda **_: {"Stacks": [{"StackStatus": self.stack_status}]})
        self.assertEqual(self.announce("Update")["Status"], "SUCCESS")

    def test_a_failure_stays_a_failure_if_the_stack_cannot_be_read(self):
        self.deny("DescribeStacks")
        self.assert_failed(self.announce(), "no task of")

    def test_the_failure_of_another_action_blocks_the_rollback_as_it_must(self):
        self.stack_status = "UPDATE_ROLLBACK_IN_PROGRESS"
        self.assert_failed(self.request(STOP, "Update", {}), "Cluster")
        self.assert_failed(self.request(EMPTY, "Update", {}), "BucketName")


# What AWS adds to a task: a container that could not be pulled, that runs, that ended, that failed.
ADDED = [
    {"name": "aws-guardduty-agent-x1", **state}
    for state in (
        {"lastStatus": "STOPPED"},
        {"lastStatus": "STOPPED", "reason": "CannotPullContainerError: pull access denied"},
        {"lastStatus": "PENDING"},
        {"lastStatus": "RUNNING"},
        {"lastStatus": "STOPPED", "exitCode": 0},
        {"lastStatus": "STOPPED", "exitCode": 1},
        {"lastStatus": "STOPPED", "exitCode": 255},
    )
]
# Why a task does not start, as ECS words it.
NO_START = [
    "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: Failed to resolve "
    '"fs-1.efs.eu-west-1.amazonaws.com" - check that your file system ID is correct',
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed",
    "CannotPullContainerError: failed to copy: httpReadSeeker: dial tcp: i/o timeout",
    "Capacity is unavailable at this time. Please try again later or in a different availability zone",
    "Timeout waiting for network interface provisioning to complete.",
]
STOP_CODES = [
    *shared_client("ecs", region_name="us-east-1").meta.service_model.shape_for("TaskStopCode").enum,
    "InfrastructureHealth",
    "SomethingNew",
]


class StartTest(AnnounceSupport):
    """Which of ECS's tasks counts as what."""

    def setUp(self):
        super().setUp()
        self.plan = []
        self.aws["PutEvents"] = self.start

    def start(self, **arguments):
        """Starts the next of the planned tasks for each event."""
        if self.plan:
            self.ecs.add(f"t{len(self.ecs.tasks)}", **{"appears": 5, "stops": 25, **self.plan.pop(0)})
        return self.put_events(**arguments)

    def test_a_container_that_aws_adds_makes_neither_failure_nor_success(self):
        for added in ADDED:
            with self.subTest(added):
                self.ecs.tasks.clear()
                self.plan = [{"others": [added]}]
                self.assert_success(self.announce())
                self.ecs.tasks.clear()
                self.plan = [{"others": [added], "codes": (1,)}]
                given = self.announce()
                self.assert_failed(given, "container c0: exit code 1", "ignored: container aws-guardduty-agent-x1")
                self.assertLess(given["Reason"].index("container c0"), given["Reason"].index("guardduty"))
                self.ecs.tasks.clear()
                self.plan = [{"others": [added], "codes": (None,)}] * 3
                self.assert_failed(self.announce(), "container c0: exit code none")
                self.assertEqual(self.plan, [])

    def test_a_task_that_ends_with_a_container_of_somebody_else_is_announced_again(self):
        added = {"name": "sidecar-of-the-organisation", "lastStatus": "STOPPED", "exitCode": 1}
        for code in (137, 143):
            self.ecs.tasks.clear()
            self.plan = [{"others": [added], "codes": (code,)}, {"others": [added]}]
            self.assert_success(self.announce())
            self.assertEqual(self.plan, [])
            self.ecs.tasks.clear()
            self.plan = [{"codes": (code,)}, {}]
            self.assert_failed(self.announce(), f"container c0: exit code {code}")

    def test_every_container_of_the_task_definition_counts(self):
        for codes, status in (((0, 0), "SUCCESS"), ((0, 1), "FAILED"), ((1, 0), "FAILED"), ((0, None), "FAILED")):
            self.ecs.tasks.clear()
            self.plan = [{"codes": codes}] * 3
            self.assertEqual(self.announce(Containers=["c0", "c1"])["Status"], status)
        self.ecs.tasks.clear()
        self.plan = [{"codes": (0,)}] * 3
        self.assert_failed(self.announce(Containers=["c0", "missing"]), "container missing: exit code none")

    def test_a_task_that_does_not_start_is_announced_again(self):
        for reason in NO_START:
            for failures in (1, 2):
                with self.subTest(reason=reason, failures=failures):
                    self.ecs.tasks.clear()
                    self.sends.clear()
                    no_start = {"codes": (None,), "stopCode": "TaskFailedToStart", "stoppedReason": reason}
                    self.plan = [*[no_start] * failures, {}]
                    began = self.clock.passed()
                    self.assert_success(self.announce())
                    sent = [round(seconds - began) for seconds in self.sent_at()]
                    self.assertEqual(sent, [0, 120, 240][: failures + 1])

    def test_the_third_task_that_does_not_start_is_the_failure_with_the_reasons_of_all(self):
        for reason in NO_START:
            with self.subTest(reason):
                self.ecs.tasks.clear()
                no_start = {"codes": (None,), "stopCode": "TaskFailedToStart"}
                self.plan = [{**no_start, "stoppedReason": f"{reason} {number}"} for number in range(4)]
                given = self.announce()
                reasons = [f"{reason} {number} (TaskFailedToStart)" for number in range(3)]
                self.assert_failed(given, "try again", *reasons)
                self.assertNotIn("log group", given["Reason"])
                self.assertEqual(len(self.plan), 1)

    def test_each_stop_code_with_each_outcome(self):
        for code in STOP_CODES:
            for exit_code in (0, 1, 137, None):
                with self.subTest(code=code, exit_code=exit_code):
                    self.ecs.tasks.clear()
                    self.sends.clear()
                    self.plan = [{"codes": (exit_code,), "stopCode": code}, {}]
                    given = self.announce()
                    own_fault = code == "EssentialContainerExited" and exit_code in (1, 137)
                    self.assertEqual(given["Status"], "FAILED" if own_fault else "SUCCESS")
                    self.assertEqual(len(self.sends), 1 if own_fault or exit_code == 0 else 2)

    def test_the_log_group_is_named_only_if_one_of_our_containers_ran(self):
        for exit_code, others, named in ((None, ADDED[-1:], False), (143, [], True)):
            self.ecs.tasks.clear()
            self.plan = [{"codes": (exit_code,), "others": others, "stopCode": "SpotInterruption"}] * 3
            given = self.announce()
            self.assert_failed(given, "(SpotInterruption)")
            self.assertEqual("/edge/demo/rollout" in given["Reason"], named)

    def test_a_task_that_has_not_started_is_not_counted_twice_and_survives_a_hand_over(self):
        no_start = {"codes": (None,), "stopCode": "TaskFailedToStart"}
        self.plan = [{**no_start, "stops": 870}, {**no_start, "appears": 200, "stops": 800}, {"stops": 900}]
        self.assert_success(self.announce())
        self.assertEqual(self.plan, [])
        self.assertGreaterEqual(len(self.handed_over), 2)
        states = [json.loads(json.dumps(each["Continuation"])) for each in self.handed_over]
        self.assertEqual([len(state["NotStarted"]) for state in states][:2], [0, 1])

    def test_tasks_that_one_attempt_started_together_count_as_one(self):
        no_start = {"codes": (None,), "stopCode": "TaskFailedToStart"}
        for number in range(3):
            self.ecs.add(f"same attempt {number}", appears=5 + number, stops=30 + 30 * number, **no_start)
        self.plan = [{"revision": OLD_REVISION}, no_start, {}]
        self.assert_success(self.announce())
        self.assertEqual(self.plan, [])

    def test_a_task_that_runs_is_waited_for_whatever_the_others_did(self):
        self.ecs.add("no start", appears=5, stops=10, codes=(None,), stopCode="TaskFailedToStart")
        self.ecs.add("failed", appears=5, stops=20, codes=(1,))
        self.ecs.add("late", appears=8, stops=500)
        self.assert_success(self.announce())
        self.assertEqual((self.clock.passed(), self.sent_at()), (500, [0]))

    def test_a_deleted_task_has_ended(self):
        for code, status in ((0, "SUCCESS"), (1, "FAILED")):
            self.ecs.tasks.clear()
            self.ecs.add("a", appears=5, stops=10, codes=(code,))
            describe = self.ecs.describe_tasks

            def deleted(**arguments):
                return {"tasks": [{**task, "lastStatus": "DELETED"} for task in describe(**arguments)["tasks"]]}

            self.aws["DescribeTasks"] = deleted
            self.assertEqual(self.announce()["Status"], status)
        self.aws["ListTasks"] = self.ecs.list_tasks
        self.assert_success(self.request(STOP, "Delete", {"Cluster": CLUSTER}))

    def test_nothing_is_sent_while_a_task_is_on_its_way(self):
        for status in ("PROVISIONING", "PENDING", "ACTIVATING"):
            self.ecs.tasks.clear()
            self.sends.clear()
            self.plan = [{"stops": 500}]
            describe = self.ecs.describe_tasks

            def unready(**arguments):
                found = describe(**arguments)
                for task in found["tasks"]:
                    task["lastStatus"] = status if task["lastStatus"] == "RUNNING" else task["lastStatus"]
                return found

            self.aws["DescribeTasks"] = unready
            self.assert_success(self.announce())
            self.assertEqual(len(self.sends), 1)

    def test_the_failure_of_a_task_that_no_rule_started_does_not_count(self):
        for code in (1, None):
            self.ecs.tasks.clear()
            self.sends.clear()
            self.ecs.add("by hand", appears=5, stops=10, codes=(code,), startedBy="somebody")
            self.ecs.add("by the rule", appears=40, stops=200, startedBy="events-rule/Edge-demo-Rule")
            self.ecs.tasks[0].more["startedBy"] = "somebody"
            self.assert_success(self.announce())
            self.assertEqual(len(self.sends), 2)

    def test_no_task_after_one_that_did_not_start_names_both(self):
        self.plan = [{"codes": (None,), "stopCode": "TaskFailedToStart", "stoppedReason": "no capacity"}]
        given = self.announce()
        self.assert_failed(given, "no task of", "within 10 minutes", "before: task task/t0 failed: no capacity")
        self.assertLess(self.clock.passed(), 13 * MINUTE)

    def test_attempts_share_the_forty_minutes(self):
        no_start = {"codes": (None,), "stopCode": "TaskFailedToStart", "stoppedReason": "stuck"}
        self.plan = [{**no_start, "stops": 1500}, {**no_start, "stops": 10**6}]
        self.assert_failed(self.announce(), "not finished within 40 minutes, its status is RUNNING", "stuck")
        self.assertAlmostEqual(self.clock.passed(), 2400, delta=15)

    def test_a_task_that_waits_for_forty_minutes_has_no_log_to_look_at(self):
        self.plan = [{"stops": 10**6, "wanted": "STOPPED"}]
        given = self.announce()
        self.assert_failed(given, "its status is DEPROVISIONING")
        self.assertNotIn("log group", given["Reason"])


class StopTasksTest(SupportTest):
    def setUp(self):
        super().setUp()
        self.ecs = Ecs(self.clock)

    def use_fake(self):
        self.aws |= {
            "ListTasks": self.ecs.list_tasks,
            "DescribeTasks": self.ecs.describe_tasks,
            "StopTask": self.ecs.stop_task,
        }

    def stop(self, request="Delete", cluster=CLUSTER):
        return self.request(STOP, request, {"Cluster": cluster})

    def test_all_tasks_of_a_real_cluster_are_stopped_and_no_others(self):
        ecs = boto3.client("ecs")
        ecs.register_task_definition(
            family="job",
            requiresCompatibilities=["FARGATE"],
            networkMode="awsvpc",
            cpu="256",
            memory="512",
            containerDefinitions=[{"name": "main", "image": "image", "memory": 512}],
        )
        subnet = boto3.client("ec2").describe_subnets()["Subnets"][0]["SubnetId"]
        network = {"awsvpcConfiguration": {"subnets": [subnet], "securityGroups": []}}
        clusters = [ecs.create_cluster(clusterName=name)["cluster"]["clusterArn"] for name in ("mine", "theirs")]
        for cluster in clusters:
            ecs.run_task(
                cluster=cluster, taskDefinition="job", launchType="FARGATE", count=3, networkConfiguration=network
            )
        for request in ("Create", "Update"):
            self.assert_success(self.stop(request, clusters[0]))
        self.assertEqual(len(ecs.list_tasks(cluster=clusters[0], desiredStatus="RUNNING")["taskArns"]), 3)
        for _ in range(2):
            self.assert_success(self.stop(cluster=clusters[0]))
            self.assertEqual(ecs.list_tasks(cluster=clusters[0], desiredStatus="RUNNING")["taskArns"], [])
        self.assertEqual(len(ecs.list_tasks(cluster=clusters[1], desiredStatus="RUNNING")["taskArns"]), 3)

    def test_a_cluster_that_is_gone_is_success(self):
        self.assert_success(self.stop())
        self.assert_success(self.stop())

    def test_an_inactive_cluster_is_success(self):
        for code in ("InvalidParameterException", "ClusterNotFoundException"):
            error = client_error("ListTasks", code, "The specified cluster is inactive. Specify an active cluster")
            self.fail_times("ListTasks", 1, error)
            self.assert_success(self.stop())

    def test_another_error_is_a_failure(self):
        self.fail_times("ListTasks", 1, client_error("ListTasks", "InvalidParameterException", "odd"))
        self.assert_failed(self.stop(), "InvalidParameterException", "odd")

    def test_every_page_of_tasks_is_stopped_once_and_waited_for(self):
        self.use_fake()
        for name in "abcde":
            self.ecs.add(name)
        self.assert_success(self.stop())
        self.assertEqual(sorted(self.ecs.stops), [f"task/{name}" for name in "abcde"])
        self.assertEqual(self.clock.passed(), 60)

    def test_a_task_that_already_runs_down_is_waited_for_and_not_stopped_again(self):
        self.use_fake()
        self.ecs.add("ending", stops=300, wanted="STOPPED")
        self.assert_success(self.stop())
        self.assertEqual(self.ecs.stops, [])
        self.assertEqual(self.clock.passed(), 300)

    def test_a_task_that_starts_meanwhile_is_stopped_too(self):
        self.use_fake()
        self.ecs.add("first")
        self.ecs.add("late", appears=30)
        self.assert_success(self.stop())
        self.assertEqual(self.ecs.stops, ["task/first", "task/late"])

    def test_a_task_that_vanishes_in_between_is_fine(self):
        self.use_fake()
        for name in "ab":
            self.ecs.add(name)

        def stop_task(task, **arguments):
            self.ecs.tasks = [each for each in self.ecs.tasks if each.arn != "task/a"]
            return self.ecs.stop_task(task=task, **arguments)

        self.aws["StopTask"] = stop_task
        self.assert_success(self.stop())
        self.assertEqual(self.ecs.stops, ["task/a", "task/b"])

    def test_a_task_that_may_not_be_stopped_is_a_failure(self):
        self.use_fake()
        self.ecs.add("a")
        self.deny("StopTask", code="AccessDeniedException")
        self.assert_failed(self.stop(), "role x is not authorized to StopTask")

    def test_slow_tasks_are_waited_for_by_several_invocations(self):
        self.use_fake()
        self.ecs.add("slow", stops=2000, wanted="STOPPED")
        self.assert_success(self.stop())
        self.assertEqual(len(self.handed_over), 2)
        self.assertEqual(self.clock.passed(), 2000)

    def test_a_task_that_never_stops_is_named_in_time(self):
        self.use_fake()
        self.ecs.add("stuck", wanted="STOPPED")
        given = self.stop()
        self.assert_failed(given, "gave up after 50 minutes", f"1 tasks of {CLUSTER} to stop", "task/stuck")
        self.assertLess(self.clock.passed(), 51 * MINUTE)

    def test_throttling_is_retried_ten_times_and_then_waited_for(self):
        for throttles, pauses in ((10, 0), (11, 2), (22, 6)):
            before = self.clock.passed()
            throttled = []

            def throttle(request, **_):
                if len(throttled) == throttles:
                    return None
                throttled.append(request.url)
                raw = SimpleNamespace(stream=lambda *_, **__: iter([b'{"__type": "ThrottlingException"}']))
                return AWSResponse(request.url, 400, {}, raw)

            def client(*args, **kwargs):
                created = new_client(*args, **kwargs)
                created.meta.events.register_first("before-send", throttle)
                return created

            fake_time = SimpleNamespace(sleep=lambda seconds: None)
            with mock.patch("boto3.client", client), mock.patch("botocore.endpoint.time", fake_time):
                self.assert_success(self.stop())
            self.assertEqual((len(throttled), self.clock.passed() - before), (throttles, pauses))


# Errors that pass, as AWS's documentation and service models name them.
PASSING = [
    *(
        (code, "Rate exceeded", 400)
        for code in ("Throttling", "ThrottlingException", "RequestThrottled", "KMS.ThrottlingException", "Odd")
    ),
    ("TooManyRequestsException", "slow down", 400),
    ("Odd", "", 429),
    ("Odd", "", 502),
    ("RequestLimitExceeded", "", 400),
    ("SlowDown", "Please reduce your request rate.", 503),
    ("ServiceUnavailable", "", 503),
    ("503", "Service Unavailable", 503),
    ("500", "Internal Server Error", 500),
    ("InternalError", "", 400),
    ("InternalException", "", 400),
    ("InternalFailure", "", 400),
    ("ServerException", "", 400),
    ("ServiceException", "", 400),
    ("OperationAborted", "A conflicting conditional operation is currently in progress", 409),
    ("RequestTimeout", "", 400),
    ("AccessDenied", "", 400),
    ("AccessDeniedException", "User is not authorized", 400),
    ("KMS.AccessDeniedException", "", 400),
    ("KMSAccessDeniedException", "", 400),
    ("UnauthorizedOperation", "", 400),
    ("InvalidAccessKeyId", "", 400),
    ("UnrecognizedClientException", "The security token included in the request is invalid", 400),
]
NETWORK = [
    EndpointConnectionError(endpoint_url="x"),
    ConnectTimeoutError(endpoint_url="x"),
    ReadTimeoutError(endpoint_url="x"),
    ConnectionResetError(104, "Connection reset by peer"),
]
LASTING = ["InvalidRequest", "ValidationException", "KMS.DisabledException", "KMS.KMSInvalidStateException"]


class World:
    """S3, EventBridge, ECS and the stack in memory, with the trouble that AWS documents."""

    def __init__(self, test, random=None):
        self.test, self.random, self.clock, self.began = test, random, test.clock, test.clock.now()
        self.ecs, self.stack_status = Ecs(test.clock), "UPDATE_IN_PROGRESS"
        self.objects = {("source", "k"): (b"content", {})}
        self.codes, self.others, self.rule_ready, self.name_known = (0,), [], 0, 0
        self.windows, self.singles, self.interruptions, self.struck = [], 0, 0, False
        self.unseen, self.first_task = 0, None
        calls = {
            "HeadObject": lambda Bucket, Key: {"Metadata": self.find("HeadObject", Bucket, Key)[1]},
            "GetObject": self.get_object,
            "PutObject": self.put_object,
            "DeleteObject": lambda Bucket, Key: self.objects.pop((Bucket, Key), None) and None or {},
            "ListObjectVersions": self.list_object_versions,
            "DeleteObjects": self.delete_objects,
            "PutEvents": self.put_events,
            "ListTasks": self.ecs.list_tasks,
            "DescribeTasks": self.ecs.describe_tasks,
            "StopTask": self.ecs.stop_task,
            "DescribeStacks": lambda StackName: {"Stacks": [{"StackStatus": self.stack_status}]},
            "Invoke": test.invoke,
        }
        test.aws |= {name: functools.partial(self.call, name, call) for name, call in calls.items()}

    def call(self, name, call, **arguments):
        """Calls, if nothing is in the way."""
        self.trouble(name)
        return call(**arguments)

    def trouble(self, name):
        """Raises what AWS would."""
        passed = self.clock.now() - self.began
        for first, last, code in self.windows:
            if first <= passed < last and name not in ("Invoke", "DescribeStacks"):
                code, status = ("403", 403) if (name, code) == ("HeadObject", "AccessDenied") else (code, 400)
                raise client_error(name, code, status=status)
        if self.random and not self.struck and self.singles and self.random.random() < 0.15:
            self.singles, self.struck = self.singles - 1, True
            raise any_passing(self.random, name)
        self.struck = False
        if self.interruptions and name not in ("DescribeStacks", "Invoke") and self.random.random() < 0.1:
            self.interruptions -= 1
            raise index.OutOfTime

    def find(self, operation, bucket, key):
        if (bucket, key) not in self.objects:
            raise client_error(operation, "404" if operation == "HeadObject" else "NoSuchKey", status=404)
        return self.objects[bucket, key]

    def get_object(self, Bucket, Key):
        content = self.find("GetObject", Bucket, Key)[0]
        return {"Body": SimpleNamespace(iter_chunks=lambda size: iter([content]))}

    def put_object(self, Bucket, Key, Body, Metadata, **_):
        self.objects[Bucket, Key] = (Body.read(), Metadata)
        return {}

    def list_object_versions(self, Bucket, MaxKeys):
        return {"Versions": [{"Key": key, "VersionId": "1"} for bucket, key in self.objects if bucket == Bucket]}

    def delete_objects(self, Bucket, Delete):
        for each in Delete["Objects"]:
            del self.objects[Bucket, each["Key"]]
        return {}

    def put_events(self, Entries):
        now = self.clock.now()
        if now - self.began >= self.rule_ready:
            self.first_task = self.first_task or now
            started = now - self.first_task >= self.name_known
            end = {} if started else {"codes": (None,), "stopCode": "TaskFailedToStart", "stoppedReason": NO_START[0]}
            task = {"appears": self.unseen, "stops": self.unseen + 20, "created": 0, "codes": self.codes} | end
            self.ecs.add(f"t{len(self.ecs.tasks)}", **task, others=self.others, startedBy="events-rule/x")
        return {"FailedEntryCount": 0, "Entries": [{"EventId": "1"}]}


def any_passing(random, name):
    """One of the errors that pass."""
    error = random.choice([*PASSING, *NETWORK])
    return client_error(name, *error) if isinstance(error, tuple) else error


COPIED = {"DestinationBucket": "ours", "DestinationKey": "k", "SourceBucket": "source", "SourceKey": "k"}
ANNOUNCED = {"Cluster": CLUSTER, "TaskDefinition": REVISION, "Family": "f", "Containers": ["c0"]}
ANNOUNCED |= dict.fromkeys(("Image", "Edge", "Release"), "x")
STOPPED = {"Cluster": CLUSTER}
SEEDS = range(25)
OURS, NOTED = "s3://ours/k", (b"content", {"sha256": sha256(b"content")})


class TransientTest(SupportTest):
    """What passes by itself on AWS."""

    repeatable = {
        (COPY, "Create"): (COPIED, ["HeadObject", "GetObject", "PutObject"]),
        (COPY, "Delete"): (COPIED, ["DeleteObject"]),
        (EMPTY, "Delete"): ({"BucketName": "source"}, ["ListObjectVersions", "DeleteObjects"]),
        (ANNOUNCE, "Create"): (ANNOUNCED, ["PutEvents", "ListTasks", "DescribeTasks"]),
        (STOP, "Delete"): (STOPPED, ["ListTasks", "DescribeTasks", "StopTask"]),
    }

    def each_call(self):
        for (action, request), (properties, operations) in self.repeatable.items():
            for operation in operations:
                yield action, request, properties, operation

    def perform(self, action, request, properties, operation, errors):
        world = World(self)
        if action == STOP:
            world.ecs.add("t")
        self.aws[operation] = self.after(errors, self.aws[operation])
        before = self.clock.passed()
        given = self.request(action, request, properties, PhysicalResourceId="s3://source/k")
        return given, self.clock.passed() - before

    def test_every_passing_error_of_every_call_is_waited_for(self):
        for case in self.each_call():
            for error in [*PASSING, *NETWORK]:
                with self.subTest(case=case, error=error):
                    error = client_error(case[-1], *error) if isinstance(error, tuple) else error
                    self.assert_success(self.perform(*case, [error] * 4)[0])

    def test_an_error_that_does_not_pass_fails_after_two_minutes_as_it_is(self):
        for case in self.each_call():
            given, passed = self.perform(*case, [client_error(case[-1], "ThrottlingException", "Rate exceeded")] * 99)
            self.assert_failed(given, "An error occurred (ThrottlingException)", "Rate exceeded")
            self.assertTrue(120 <= passed <= 200, passed)

    def test_a_lasting_error_of_every_call_fails_at_once(self):
        for case in self.each_call():
            for code in LASTING:
                with self.subTest(case=case, code=code):
                    given, passed = self.perform(*case, [client_error(case[-1], code)])
                    self.assert_failed(given, code)
                    self.assertLess(passed, 30)

    def test_a_new_cluster_that_ecs_does_not_know_everywhere_is_waited_for(self):
        case = ANNOUNCE, "Create", ANNOUNCED
        for operation in ("ListTasks", "DescribeTasks"):
            unknown = client_error(operation, "ClusterNotFoundException", "Cluster not found.")
            self.assert_success(self.perform(*case, operation, [unknown] * 5)[0])
        self.assert_failed(self.perform(*case, "ListTasks", [unknown] * 99)[0], "Cluster not found")


class EverythingTest(SupportTest):
    """All that AWS adds or delays by itself, mixed, in cases that a seed makes."""

    unreachable = 0

    def urlopen(self, request, timeout):
        if self.unreachable:
            self.unreachable -= 1
            raise self.random.choice([urllib.error.HTTPError(URL, 503, "", {}, None), ConnectionResetError()])
        return super().urlopen(request, timeout)

    def play(self, seed, action, request, properties, arrange=lambda world: None):
        """Arranges a world full of trouble and sends the event, with all that follows; returns world and answer."""
        self.random = random.Random(f"{self.id()} {seed}")
        world, chance = World(self, self.random), self.random.randrange
        denied = chance(101)
        world.windows = [(0, denied, "AccessDenied")]
        world.windows += [(at + chance(50), at + 50 + chance(50), "SlowDown") for at in (150, 350, 550) if chance(2)]
        world.singles, world.interruptions, short = chance(6), chance(3), chance(4)
        world.rule_ready, world.unseen, world.name_known = chance(60), chance(45), self.random.choice((0, 60, 150))
        world.others = self.random.sample(ADDED, chance(3))
        arrange(world)
        self.unreachable = self.random.choice((0, 2, 5))
        self.answers.clear()
        self.calls.clear()
        events, repeats = [self.event(action, request, properties, PhysicalResourceId=OURS)], 0
        while events:
            event = events.pop()
            self.handed_over.clear()
            seconds, short = (60 + chance(200) if short else 900), max(short - 1, 0)
            try:
                self.handle(event, Context(self.clock, seconds))
            except RuntimeError:  # Lambda repeats the event twice
                repeats += 1
                self.assertLessEqual(repeats, 2)
                self.clock.sleep(60 * repeats)
                events.append(event)
            events += self.handed_over
        self.assertLess(self.clock.now() - world.began, 3600)
        [given] = self.answers
        if request != "Delete":
            destroyed = [name for name, _ in self.calls if name in ("DeleteObject", "DeleteObjects", "StopTask")]
            self.assertEqual(destroyed, [])
        return world, given

    def test_a_package_is_copied(self):
        for properties in (COPIED, {**COPIED, "Sha256": sha256(b"content")}):
            for seed in SEEDS:
                with self.subTest(seed):
                    world, given = self.play(seed, COPY, "Create", properties)
                    self.assert_success(given)
                    self.assertEqual((world.objects["ours", "k"], given["PhysicalResourceId"]), (NOTED, OURS))

    def test_what_is_stored_stays(self):
        def overwritten(world):
            world.objects |= {("ours", "k"): NOTED, ("source", "k"): (b"overwritten", {})}

        def gone(world):
            world.objects = {("ours", "k"): NOTED}

        for arrange in (overwritten, gone):
            for request in ("Create", "Update"):
                for seed in SEEDS:
                    with self.subTest(seed):
                        world, given = self.play(seed, COPY, request, COPIED, arrange)
                        self.assert_success(given)
                        self.assertEqual(world.objects["ours", "k"], NOTED)

    def test_a_rollback_needs_nothing_of_the_vendor(self):
        def stored(world):
            world.objects, world.stack_status = {("ours", "k"): NOTED}, "UPDATE_ROLLBACK_IN_PROGRESS"

        def missing(world):
            world.objects, world.stack_status = {}, "UPDATE_ROLLBACK_IN_PROGRESS"

        def broken(world):
            world.codes, world.stack_status = (1,), "UPDATE_ROLLBACK_IN_PROGRESS"

        cases = (COPY, COPIED, stored), (COPY, COPIED, missing), (ANNOUNCE, ANNOUNCED, broken)
        for action, properties, arrange in cases:
            for seed in SEEDS:
                with self.subTest(seed):
                    world, given = self.play(seed, action, "Update", properties, arrange)
                    self.assertEqual(given["Status"], "SUCCESS")
        for action, properties in ((EMPTY, {"BucketName": "ours"}), (STOP, STOPPED)):
            for seed in SEEDS:
                with self.subTest(seed):
                    world, given = self.play(seed, action, "Update", properties, missing)
                    self.assert_success(given)

    def test_a_source_that_stays_forbidden_is_a_failure(self):
        def forbid(world):
            self.deny("GetObject")

        for seed in SEEDS:
            with self.subTest(seed):
                world, given = self.play(seed, COPY, "Create", COPIED, forbid)
                self.assert_failed(given, "cannot read the source", "not authorized to GetObject")

    def test_the_wrong_content_is_a_failure_and_is_not_stored(self):
        for seed in SEEDS:
            with self.subTest(seed):
                world, given = self.play(seed, COPY, "Create", {**COPIED, "Sha256": "00ff"})
                self.assert_failed(given, "expected 00ff")
                self.assertNotIn(("ours", "k"), world.objects)

    def test_an_object_is_deleted(self):
        def store(world):
            world.objects["ours", "k"] = NOTED

        for seed in SEEDS:
            with self.subTest(seed):
                world, given = self.play(seed, COPY, "Delete", COPIED, store)
                self.assert_success(given)
                self.assertEqual(list(world.objects), [("source", "k")])

    def test_a_bucket_is_emptied(self):
        def fill(world):
            world.objects |= {("ours", str(number)): NOTED for number in range(5)}

        for seed in SEEDS:
            with self.subTest(seed):
                world, given = self.play(seed, EMPTY, "Delete", {"BucketName": "ours"}, fill)
                self.assert_success(given)
                self.assertEqual(list(world.objects), [("source", "k")])

    def test_tasks_are_stopped_whatever_is_in_them(self):
        def run(world):
            for number in range(3):
                world.ecs.add(f"t{number}", others=world.others)

        for seed in SEEDS:
            with self.subTest(seed):
                world, given = self.play(seed, STOP, "Delete", STOPPED, run)
                self.assert_success(given)
                self.assertEqual({world.ecs.wanted(task) for task in world.ecs.tasks}, {"STOPPED"})

    def test_an_image_is_announced(self):
        for seed in SEEDS:
            with self.subTest(seed):
                world, given = self.play(seed, ANNOUNCE, "Create", ANNOUNCED)
                self.assert_success(given)

    def test_a_container_of_ours_that_fails_is_a_failure(self):
        def fail(world):
            world.codes = (3,)

        for seed in SEEDS:
            with self.subTest(seed):
                world, given = self.play(seed, ANNOUNCE, "Create", ANNOUNCED, fail)
                self.assert_failed(given, "container c0: exit code 3", "log group")


class AnswerTest(SupportTest):
    def setUp(self):
        super().setUp()
        boto3.client("s3").create_bucket(Bucket="bucket")

    def test_the_answer_echoes_what_cloudformation_needs(self):
        given = self.request(EMPTY, "Create", {"BucketName": "bucket"}, RequestId="r", LogicalResourceId="L")
        echoed = {"StackId": STACK, "RequestId": "r", "LogicalResourceId": "L"}
        told = {"Status": "SUCCESS", "PhysicalResourceId": "Edge-demo/L", "Reason": "", "Data": {}}
        self.assertEqual(given, echoed | told)

    def test_the_physical_id_never_changes_but_for_a_copy(self):
        for action in (EMPTY, ANNOUNCE, STOP):
            for request in ("Create", "Update", "Delete"):
                with self.subTest(action=action, request=request):
                    self.fail_times("ListTasks", 1, client_error("ListTasks", "ClusterNotFoundException"))
                    given = self.request(action, request, {}, PhysicalResourceId="something else")
                    self.assertEqual(given["PhysicalResourceId"], "Edge-demo/Thing")

    def test_an_unknown_resource_type_fails_but_can_be_deleted(self):
        for action in ("Custom::Other", None):
            for request in ("Create", "Update"):
                self.assert_failed(self.request(action, request, {}), "ResourceType", "is unknown", COPY)
            self.assert_success(self.request(action, "Delete", {}))

    def test_an_unknown_request_type_fails(self):
        for action in (*ACTIONS, "Custom::Other"):
            for request in ("Replace", None):
                given = self.request(action, request, {})
                self.assert_failed(given, "RequestType", "use Create, Update or Delete")

    def test_a_missing_property_is_named_and_blocks_no_rollback(self):
        complete = {
            COPY: ["DestinationBucket", "DestinationKey", "SourceBucket", "SourceKey"],
            EMPTY: ["BucketName"],
            ANNOUNCE: ["Cluster", "TaskDefinition", "Family", "Containers", "Image", "Edge", "Release"],
            STOP: ["Cluster"],
        }
        for action, names in complete.items():
            for name in names:
                for rest in ({}, {name: ""}):
                    properties = {other: "x" for other in names if other != name} | rest
                    with self.subTest(action=action, properties=properties):
                        for request in ("Create", "Update"):
                            given = self.request(action, request, properties)
                            self.assert_failed(given, f"property {name} of {action} is missing: set it")
                        self.assert_success(self.request(action, "Delete", properties))

    def test_a_malformed_event_is_answered(self):
        for changes in ({"ResourceProperties": None}, {"StackId": None}, {"StackId": "odd"}, {"RequestType": None}):
            given = self.handle({**self.event(STOP, "Create", {}), **changes})
            self.assertEqual(given["Status"], "FAILED")
            self.assertTrue(given["PhysicalResourceId"])
        self.assert_failed(self.handle({"ResponseURL": URL}), "RequestType None is unknown")

    def test_an_event_without_a_response_url_is_refused_loudly(self):
        for event in ({}, {"RequestType": "Create"}, {"ResponseURL": ""}, None, [], "text"):
            with self.assertRaisesRegex(ValueError, "the event has no ResponseURL: only CloudFormation"):
                index.handler(event, Context(self.clock))
        self.assertEqual(self.answers, [])

    def test_an_unexpected_exception_is_answered_with_its_type(self):
        def crash(**_):
            raise KeyError("odd")

        self.aws["ListObjectVersions"] = crash
        self.assert_failed(self.request(EMPTY, "Delete", {"BucketName": "bucket"}), "KeyError: 'odd'")

    def test_a_long_reason_is_cut_so_that_the_answer_is_accepted(self):
        for text in ("x" * 100_000, 'ä"\n' * 50_000):
            self.fail_times("ListObjectVersions", 1, client_error("ListObjectVersions", "Odd", text))
            given = self.request(EMPTY, "Delete", {"BucketName": "bucket"})
            self.assert_failed(given, "Odd", text[:300])
            self.assertGreater(len(json.dumps(given)), 3900)

    def test_the_answer_is_tried_four_times_with_growing_pauses(self):
        problems = [urllib.error.URLError("down"), TimeoutError(), urllib.error.HTTPError(URL, 503, "", {}, None)]

        def urlopen(request, timeout):
            if problems:
                raise problems.pop()
            return self.urlopen(request, timeout)

        with mock.patch("urllib.request.urlopen", urlopen):
            self.assert_success(self.request(EMPTY, "Create", {"BucketName": "bucket"}))
        self.assertEqual(self.clock.passed(), 7)

    def test_an_answer_that_cannot_be_given_is_an_error_so_that_lambda_repeats_the_event(self):
        with mock.patch("urllib.request.urlopen", side_effect=urllib.error.URLError(URL)) as urlopen:
            with self.assertRaisesRegex(RuntimeError, "could not answer .* in 4 attempts: URLError") as raised:
                self.request(EMPTY, "Create", {"BucketName": "bucket"})
        self.assertEqual(urlopen.call_count, 4)
        self.assertNotIn("secret", str(raised.exception))

    def test_an_expired_url_is_no_reason_to_repeat_the_event(self):
        expired = urllib.error.HTTPError(URL, 403, "Request has expired", {}, None)
        with mock.patch("urllib.request.urlopen", side_effect=expired) as urlopen:
            index.handler(self.event(EMPTY, "Create", {"BucketName": "bucket"}), Context(self.clock))
        self.assertEqual(urlopen.call_count, 4)
        self.assertIn("could not answer: HTTPError 403", self.log.getvalue())

    def test_the_response_url_is_in_no_log(self):
        self.request(EMPTY, "Create", {"BucketName": "bucket"})
        self.request(COPY, "Create", {})
        for url in (URL, "nonsense?signature=secret"):
            with mock.patch("urllib.request.urlopen", side_effect=urllib.error.URLError(URL)):
                with contextlib.suppress(RuntimeError):
                    self.handle(self.event(EMPTY, "Create", {}, ResponseURL=url))
        self.fail_times("Invoke", 1, client_error("Invoke", "Odd"))
        self.handle(self.event(EMPTY, "Delete", {"BucketName": "bucket"}), Context(self.clock, 50))
        logged = self.log.getvalue() + self.errors.getvalue()
        self.assertIn("could not answer", logged)
        self.assertIn("Traceback", logged)
        self.assertNotIn("secret", logged)

    def test_on_the_wire_it_is_a_put_with_an_empty_content_type(self):
        received = []

        class Server(http.server.BaseHTTPRequestHandler):
            def do_PUT(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                received.append((self.path, self.headers["Content-Type"], json.loads(body)))
                self.send_response(200 if len(received) > 1 else 500)
                self.end_headers()

            def log_message(self, *_):
                pass

        server = http.server.HTTPServer(("127.0.0.1", 0), Server)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            url = f"http://127.0.0.1:{server.server_port}/answer?signature=secret"
            with mock.patch("urllib.request.urlopen", urlopen), mock.patch("botocore.endpoint.time"):
                index.handler(self.event(EMPTY, "Create", {"BucketName": "b"}, ResponseURL=url), Context(self.clock))
        finally:
            server.shutdown()
            thread.join()
            server.server_close()
        self.assertEqual([request[:2] for request in received], [("/answer?signature=secret", "")] * 2)
        self.assertEqual(received[1][2]["Status"], "SUCCESS")


class TimeTest(SupportTest):
    """Time is short, or over."""

    def setUp(self):
        super().setUp()
        self.s3 = boto3.client("s3")
        self.s3.create_bucket(Bucket="bucket")
        self.s3.put_object(Bucket="bucket", Key="a", Body=b"")
        names = ("Cluster", "TaskDefinition", "Family", "Containers", "Image", "Edge", "Release")
        self.announcement = dict.fromkeys(names, "x")
        self.delete = self.event(EMPTY, "Delete", {"BucketName": "bucket"})

    def test_with_less_than_a_minute_left_another_invocation_gets_the_work_and_no_answer_is_given(self):
        self.assertIsNone(self.handle(self.delete, Context(self.clock, 59)))
        [following] = self.handed_over
        state = {"Started": self.clock.start, "Handovers": 1}
        self.assertEqual(following, {**self.delete, "Continuation": state})
        self.assert_success(self.handle(following))

    def test_with_a_minute_left_the_work_is_done(self):
        self.assert_success(self.handle(self.delete, Context(self.clock, 60)))
        self.assertEqual(self.handed_over, [])

    def test_a_failed_hand_over_is_answered(self):
        self.deny("Invoke", code="AccessDeniedException")
        given = self.handle(self.delete, Context(self.clock, 30))
        self.assert_failed(given, "could not invoke itself", "not authorized to Invoke", "lambda:InvokeFunction")

    def test_a_hand_over_that_is_throttled_is_tried_while_there_is_time_for_an_answer(self):
        for times, seconds, handed_over in ((3, 59, True), (9, 59, False)):
            self.handed_over.clear()
            throttled = [client_error("Invoke", "TooManyRequestsException", status=429)] * times
            self.aws["Invoke"] = self.after(throttled, self.invoke)
            context = Context(self.clock, seconds)
            given = self.handle(self.delete, context)
            self.assertEqual((len(self.handed_over), given is None), (int(handed_over), handed_over))
            self.assertGreaterEqual(context.get_remaining_time_in_millis(), 40_000)

    def test_out_of_time_for_good_is_answered(self):
        copy = {"DestinationBucket": "bucket", "DestinationKey": "k", "SourceBucket": "bucket", "SourceKey": "a"}
        for action, request, properties in (
            (COPY, "Create", copy),
            (COPY, "Delete", {}),
            (EMPTY, "Delete", {"BucketName": "bucket"}),
            (ANNOUNCE, "Update", self.announcement),
            (STOP, "Delete", {"Cluster": CLUSTER}),
        ):
            with self.subTest(action=action, request=request):
                state = {"Started": self.clock.now() - 50 * MINUTE, "Handovers": 3}
                event = self.event(action, request, properties, Continuation=state, PhysicalResourceId="s3://bucket/a")
                for seconds in (900, 30, 0):
                    given = self.handle(event, Context(self.clock, seconds))
                    self.assert_failed(given, "gave up after 50 minutes and 4 invocations", "try again")
        self.assertEqual(self.handed_over, [])
        self.assertEqual(self.count("PutEvents"), 0)

    def test_out_of_time_during_a_rollback_does_not_block_it(self):
        self.aws["DescribeStacks"] = lambda **_: {"Stacks": [{"StackStatus": "UPDATE_ROLLBACK_IN_PROGRESS"}]}
        state = {"Started": self.clock.now() - 50 * MINUTE, "Handovers": 3}
        given = self.handle(self.event(ANNOUNCE, "Update", self.announcement, Continuation=state))
        self.assertEqual(given["Status"], "SUCCESS")
        self.assertIn("gave up after 50 minutes", given["Reason"])

    def test_a_function_whose_time_is_always_short_does_not_go_on_for_ever(self):
        event = self.delete
        for number in range(20):
            if given := self.handle(event, Context(self.clock, 30)):
                break
            event = self.handed_over[-1]
        self.assert_failed(given, "gave up after 0 minutes and 13 invocations")
        self.assertLess(len(self.handed_over), 16)

    def test_patience_with_a_missing_right_survives_the_change_of_invocation(self):
        self.deny("ListObjectVersions", times=3)
        self.assertIsNone(self.handle(self.delete, Context(self.clock, 65)))
        self.assert_success(self.handle_to_the_end(self.handed_over[-1]))
        self.assertEqual(self.s3.list_objects_v2(Bucket="bucket")["KeyCount"], 0)


class HangTest(unittest.TestCase):
    """A call that never returns. The alarm is real, but a second is shortened to 50 milliseconds."""

    def setUp(self):
        self.stack = contextlib.ExitStack()
        self.addCleanup(self.stack.close)
        silent = self.stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        environment = {
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": "testing",
            "AWS_ENDPOINT_URL_S3": f"http://127.0.0.1:{silent.getsockname()[1]}",
        }
        self.stack.enter_context(mock.patch.dict(os.environ, environment))
        self.stack.enter_context(contextlib.redirect_stdout(io.StringIO()))
        self.hand_over = self.stack.enter_context(mock.patch.object(index, "hand_over"))
        self.answer = self.stack.enter_context(mock.patch.object(index, "answer"))
        shortened = lambda which, seconds, interval=0: setitimer(which, seconds / 20, interval / 20)
        self.stack.enter_context(mock.patch("signal.setitimer", shortened))

    def handle(self, **event):
        """Runs the handler against an S3 that accepts connections and never says anything."""
        context = mock.Mock()
        # The watchdog looks first; later looks see plenty of time, so only the watchdog can end the work.
        context.get_remaining_time_in_millis.side_effect = [42_000] + [900_000] * 1000
        index.handler({"ResponseURL": URL, **event}, context)

    def test_a_request_that_hangs_is_interrupted_and_handed_over(self):
        self.handle(RequestType="Delete", ResourceType=EMPTY, ResourceProperties={"BucketName": "bucket"})
        self.hand_over.assert_called_once()
        self.answer.assert_not_called()

    def test_an_upload_that_hangs_is_interrupted_and_handed_over(self):
        properties = {"DestinationBucket": "bucket", "DestinationKey": "key"}
        for size in (10, 9 * 1024 * 1024):
            with mock.patch.object(index, "stored_sha256", return_value=None):
                text = {"Text": "x" * size}
                self.handle(RequestType="Create", ResourceType=COPY, ResourceProperties=properties | text)
            self.hand_over.assert_called_once()
            self.hand_over.reset_mock()
        self.answer.assert_not_called()

    def test_a_request_that_hangs_is_interrupted_also_when_an_interruption_is_lost(self):
        lost = []

        def hang(*arguments):
            try:
                time.sleep(MINUTE / 2)
            except index.OutOfTime as error:
                if lost:
                    raise
                lost.append(error)  # as in a callback of the garbage collector
                hang()

        with mock.patch.dict(index.ACTIONS, {EMPTY: (hang, hang)}):
            self.handle(RequestType="Delete", ResourceType=EMPTY, ResourceProperties={"BucketName": "bucket"})
        self.assertEqual(len(lost), 1)
        self.hand_over.assert_called_once()
        self.answer.assert_not_called()

    def test_the_alarm_is_off_once_the_work_is_done(self):
        self.handle(RequestType="Delete", ResourceType=ANNOUNCE)
        self.assertEqual(signal.getitimer(signal.ITIMER_REAL), (0, 0))
        self.answer.assert_called_once()


if __name__ == "__main__":
    unittest.main()
