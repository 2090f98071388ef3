"""Tests of Cleanup, against an in-process AWS (moto) and small fakes for what moto does not do."""

import contextlib
import importlib.util
import io
import os
import pathlib
import unittest
import zipfile
from types import SimpleNamespace
from unittest import mock

import boto3
from botocore.awsrequest import AWSResponse
from botocore.client import BaseClient
from botocore.exceptions import ClientError
from moto import mock_aws

spec = importlib.util.spec_from_file_location("cleanup", pathlib.Path(__file__).with_name("index.py"))
index = importlib.util.module_from_spec(spec)
spec.loader.exec_module(index)

TEMPLATE = '{"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}'
original_api_call = BaseClient._make_api_call
new_client = boto3.client


def package(text):
    """Returns a deployment package; moto publishes a new version only for new content."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("index.py", text)
    return buffer.getvalue()


def make_api_call(client, name, arguments):
    """Calls moto, which unlike AWS lists versions and aliases only by a function's name."""
    if "FunctionName" in arguments:
        arguments = arguments | {"FunctionName": arguments["FunctionName"].split(":")[-1]}
    return original_api_call(client, name, arguments)


def client_error(operation, code):
    return ClientError({"Error": {"Code": code, "Message": f"{code} for the test"}}, operation)


class CleanupTest(unittest.TestCase):
    def setUp(self):
        environment = {
            "AWS_DEFAULT_REGION": "eu-west-1",
            "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": "testing",
            "KEEP_VERSIONS": "3",
        }
        self.enter(mock.patch.dict(os.environ, environment))
        self.enter(mock_aws(config={"lambda": {"use_docker": False}}))
        self.enter(mock.patch.object(BaseClient, "_make_api_call", make_api_call))
        self.enter(contextlib.redirect_stdout(io.StringIO()))
        trust = '{"Version": "2012-10-17", "Statement": []}'
        self.role = boto3.client("iam").create_role(RoleName="role", AssumeRolePolicyDocument=trust)["Role"]["Arn"]
        self.lambda_ = boto3.client("lambda")
        self.stack = boto3.client("cloudformation").create_stack(StackName="edge", TemplateBody=TEMPLATE)["StackId"]
        os.environ["STACK_ID"] = self.stack

    def enter(self, context):
        value = context.__enter__()
        self.addCleanup(context.__exit__, None, None, None)
        return value

    def function(self, name, versions):
        """Creates a function with that many published versions, numbered from 1."""
        arn = self.lambda_.create_function(
            FunctionName=name,
            Runtime="python3.12",
            Role=self.role,
            Handler="index.handler",
            Code={"ZipFile": package("0")},
        )["FunctionArn"]
        for number in range(1, versions + 1):
            self.lambda_.update_function_code(FunctionName=name, ZipFile=package(str(number)))
            self.assertEqual(self.lambda_.publish_version(FunctionName=name)["Version"], str(number))
        return arn

    def versions(self, name):
        listed = self.lambda_.list_versions_by_function(FunctionName=name)["Versions"]
        return [item["Version"] for item in listed]

    def clean(self, *functions):
        os.environ["FUNCTION_NAMES"] = ",".join(functions)
        return index.handler({}, None)

    def failing(self, operation, code, **parameters):
        """Lets one API operation fail for the parameters given, and records all calls."""
        calls = []

        def call(client, name, arguments):
            calls.append((name, arguments))
            if name == operation and parameters.items() <= arguments.items():
                raise client_error(name, code)
            return make_api_call(client, name, arguments)

        self.enter(mock.patch.object(BaseClient, "_make_api_call", call))
        return calls

    def test_the_newest_three_versions_are_kept(self):
        arn = self.function("f", 5)
        result = self.clean(arn)
        self.assertEqual(self.versions("f"), ["$LATEST", "3", "4", "5"])
        self.assertEqual(result["deleted"], [f"{arn}:2", f"{arn}:1"])
        self.assertEqual(result["kept"], [f"{arn}:5", f"{arn}:4", f"{arn}:3"])

    def test_newest_means_the_highest_number_not_the_highest_text(self):
        self.clean(self.function("f", 11))
        self.assertEqual(self.versions("f"), ["$LATEST", "9", "10", "11"])

    def test_a_version_behind_an_alias_is_kept(self):
        arn = self.function("f", 6)
        self.lambda_.create_alias(FunctionName="f", Name="current", FunctionVersion="2")
        self.clean(arn)
        self.assertEqual(self.versions("f"), ["$LATEST", "2", "4", "5", "6"])

    def test_a_version_with_a_weight_in_an_alias_is_kept(self):
        arn = self.function("f", 6)
        weights = {"AdditionalVersionWeights": {"1": 0.1}}
        self.lambda_.create_alias(FunctionName="f", Name="current", FunctionVersion="6", RoutingConfig=weights)
        self.clean(arn)
        self.assertEqual(self.versions("f"), ["$LATEST", "1", "4", "5", "6"])

    def test_every_function_is_cleaned_and_blanks_in_the_list_do_not_matter(self):
        first, second = self.function("first", 4), self.function("second", 5)
        self.clean(first, f" {second} ", "")
        self.assertEqual(self.versions("first"), ["$LATEST", "2", "3", "4"])
        self.assertEqual(self.versions("second"), ["$LATEST", "3", "4", "5"])

    def test_a_second_run_changes_nothing(self):
        arn = self.function("f", 5)
        self.clean(arn)
        result = self.clean(arn)
        self.assertEqual((result["deleted"], len(result["kept"])), ([], 3))
        self.assertEqual(self.versions("f"), ["$LATEST", "3", "4", "5"])

    def test_a_function_without_versions_stays_as_it_is(self):
        self.assertEqual(self.clean(self.function("f", 0))["deleted"], [])
        self.assertEqual(self.versions("f"), ["$LATEST"])

    def test_every_delete_names_a_numbered_version(self):
        arn = self.function("f", 6)
        calls = self.failing("None", "None")
        self.clean(arn)
        qualifiers = [arguments.get("Qualifier") for name, arguments in calls if name == "DeleteFunction"]
        self.assertEqual(qualifiers, ["3", "2", "1"])

    def test_a_delete_without_a_numbered_version_is_refused(self):
        client = mock.Mock()
        for version in (None, "", "$LATEST", "current", "1 ", "1\n", "-1", "²"):
            with self.subTest(version), self.assertRaisesRegex(ValueError, "refused to delete"):
                index.delete_version(client, "f", version)
        client.delete_function.assert_not_called()

    def test_nothing_happens_while_the_stack_is_in_progress_or_failed(self):
        arn = self.function("f", 5)
        for status in (
            "CREATE_IN_PROGRESS", "CREATE_FAILED", "ROLLBACK_IN_PROGRESS", "ROLLBACK_COMPLETE", "ROLLBACK_FAILED",
            "UPDATE_IN_PROGRESS", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "UPDATE_FAILED",
            "UPDATE_ROLLBACK_IN_PROGRESS", "UPDATE_ROLLBACK_FAILED", "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
            "IMPORT_IN_PROGRESS", "IMPORT_ROLLBACK_IN_PROGRESS", "IMPORT_ROLLBACK_FAILED", "REVIEW_IN_PROGRESS",
            "DELETE_IN_PROGRESS", "DELETE_FAILED", "DELETE_COMPLETE", "A_STATUS_OF_THE_FUTURE",
        ):  # fmt: skip
            with self.subTest(status), mock.patch.object(index, "stack_status", return_value=status):
                result = self.clean(arn)
                self.assertIn(status, result["reason"])
                self.assertEqual(result["skipped"], [arn])
                self.assertEqual(len(self.versions("f")), 6)

    def test_versions_are_deleted_in_every_settled_state(self):
        for number, status in enumerate((
            "CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "IMPORT_COMPLETE",
            "IMPORT_ROLLBACK_COMPLETE",
        )):  # fmt: skip
            arn = self.function(f"f{number}", 4)
            with self.subTest(status), mock.patch.object(index, "stack_status", return_value=status):
                self.assertEqual(self.clean(arn)["deleted"], [f"{arn}:1"])

    def test_the_status_is_read_from_the_stack_that_is_named(self):
        arn = self.function("f", 4)
        boto3.client("cloudformation").delete_stack(StackName=self.stack)
        self.assertEqual(self.clean(arn)["stackStatus"], "DELETE_COMPLETE")
        self.assertEqual(len(self.versions("f")), 5)

    def test_an_unreadable_stack_ends_the_invocation_with_an_error_and_deletes_nothing(self):
        arn = self.function("f", 5)
        self.failing("DescribeStacks", "AccessDenied")
        with self.assertRaisesRegex(ClientError, "AccessDenied"):
            self.clean(arn)
        self.assertEqual(len(self.versions("f")), 6)

    def test_a_function_that_is_gone_is_skipped_and_the_others_are_cleaned(self):
        arn = self.function("f", 4)
        missing = arn[:-1] + "gone"
        result = self.clean(missing, arn)
        self.assertEqual(result["skipped"], [f"{missing} does not exist"])
        self.assertEqual(result["deleted"], [f"{arn}:1"])

    def test_a_version_that_is_gone_already_is_fine(self):
        arn = self.function("f", 5)
        self.failing("DeleteFunction", "ResourceNotFoundException", Qualifier="2")
        self.clean(arn)
        self.assertNotIn("1", self.versions("f"))

    def test_one_undeletable_version_is_reported_and_the_rest_is_deleted(self):
        for code in ("AccessDeniedException", "ResourceConflictException", "TooManyRequestsException"):
            with self.subTest(code):
                first, second = self.function(f"first-{code}", 6), self.function(f"second-{code}", 4)
                with mock.patch.object(BaseClient, "_make_api_call", make_api_call):
                    self.failing("DeleteFunction", code, FunctionName=first, Qualifier="2")
                    with self.assertRaises(index.CleanupError) as raised:
                        self.clean(first, second)
                self.assertIn(f"{first}:2: ", str(raised.exception))
                self.assertIn(code, str(raised.exception))
                self.assertEqual(self.versions(f"first-{code}"), ["$LATEST", "2", "4", "5", "6"])
                self.assertEqual(self.versions(f"second-{code}"), ["$LATEST", "2", "3", "4"])

    def test_every_failure_is_in_the_message(self):
        first, second = self.function("first", 5), self.function("second", 4)
        self.failing("DeleteFunction", "AccessDeniedException")
        with self.assertRaises(index.CleanupError) as raised:
            self.clean(first, second)
        self.assertTrue(str(raised.exception).startswith("3 not cleaned up: "))
        for name in (f"{first}:1", f"{first}:2", f"{second}:1"):
            self.assertIn(name, str(raised.exception))

    def test_nothing_is_deleted_from_a_function_whose_aliases_cannot_be_read(self):
        first, second = self.function("first", 5), self.function("second", 4)
        self.failing("ListAliases", "AccessDeniedException", FunctionName=first)
        with self.assertRaisesRegex(index.CleanupError, f"1 not cleaned up: {first}: .*AccessDenied"):
            self.clean(first, second)
        self.assertEqual(len(self.versions("first")), 6)
        self.assertEqual(self.versions("second"), ["$LATEST", "2", "3", "4"])

    def test_versions_are_read_before_aliases(self):
        calls = self.failing("None", "None")
        self.clean(self.function("f", 1))
        listed = [name for name, _ in calls if name.startswith("List")]
        self.assertEqual(listed, ["ListVersionsByFunction", "ListAliases"])

    def test_all_pages_of_versions_and_aliases_count(self):
        pages = {
            "ListVersionsByFunction": [
                {"Versions": [{"Version": "$LATEST"}, {"Version": "1"}, {"Version": "2"}, {"Version": "3"}]},
                {"Versions": [{"Version": "4"}, {"Version": "5"}, {"Version": "6"}]},
                {"Versions": [{"Version": "7"}]},
            ],
            "ListAliases": [
                {"Aliases": [{"FunctionVersion": "7"}]},
                {"Aliases": [{"FunctionVersion": "2", "RoutingConfig": {"AdditionalVersionWeights": {"3": 0.5}}}]},
            ],
        }
        deleted = []

        def call(client, name, arguments):
            if name == "DeleteFunction":
                return deleted.append(arguments["Qualifier"])
            if name not in pages:
                return make_api_call(client, name, arguments)
            number = int(arguments.get("Marker", "0"))
            following = {"NextMarker": str(number + 1)} if number + 1 < len(pages[name]) else {}
            return pages[name][number] | following

        with mock.patch.object(BaseClient, "_make_api_call", call):
            result = self.clean("arn:f")
        self.assertEqual(deleted, ["4", "1"])
        self.assertEqual(result["kept"], [f"arn:f:{number}" for number in (7, 6, 5, 3, 2)])

    def test_the_number_of_kept_versions_can_be_set(self):
        os.environ["KEEP_VERSIONS"] = "1"
        self.clean(self.function("f", 4))
        self.assertEqual(self.versions("f"), ["$LATEST", "4"])

    def test_a_number_of_kept_versions_that_makes_no_sense_is_refused(self):
        arn = self.function("f", 4)
        for keep in ("0", "00", "-1", "", "three", "1.5"):
            with self.subTest(keep), self.assertRaisesRegex(ValueError, "KEEP_VERSIONS is '.*': set a whole number"):
                os.environ["KEEP_VERSIONS"] = keep
                self.clean(arn)
        self.assertEqual(len(self.versions("f")), 5)

    def test_throttling_is_retried_eight_times(self):
        for throttles, name in ((8, "patient"), (9, "busy")):
            arn = self.function(name, 4)
            throttled = []

            def throttle(request, **_):
                if request.method != "DELETE" or len(throttled) == throttles:
                    return None
                throttled.append(request.url)
                headers = {"x-amzn-errortype": "TooManyRequestsException"}
                return AWSResponse(request.url, 429, headers, SimpleNamespace(stream=lambda *_, **__: iter([b"{}"])))

            def client(*args, **kwargs):
                created = new_client(*args, **kwargs)
                created.meta.events.register_first("before-send", throttle)
                return created

            fake_time = SimpleNamespace(sleep=lambda seconds: None)
            outcome = self.assertRaisesRegex(index.CleanupError, f"{arn}:1: .*TooManyRequests")
            with outcome if name == "busy" else contextlib.nullcontext():
                with mock.patch("boto3.client", client), mock.patch("botocore.endpoint.time", fake_time):
                    self.assertEqual(self.clean(arn)["deleted"], [f"{arn}:1"])
            self.assertEqual(len(throttled), throttles)


if __name__ == "__main__":
    unittest.main()
