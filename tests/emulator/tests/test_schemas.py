"""What the published schemas of resource types decide: which properties are taken, which replace a resource, how it is tagged."""

import json
import unittest

import boto3
from botocore.exceptions import ClientError
from tests.emulated import ACCOUNT_ITSELF, Emulated, policy, trust

emulated = Emulated()
QUEUE, GROUP = "AWS::SQS::Queue", "AWS::Logs::LogGroup"


def setUpModule():
    emulated.__enter__()


def tearDownModule():
    emulated.__exit__()


class Stack:
    """A stack with one resource, and what AWS says of it."""

    number = 0

    def __init__(self, kind, properties, tags=None):
        Stack.number += 1
        self.name, self.kind, self.cloudformation = f"schemas-{Stack.number}", kind, boto3.client("cloudformation")
        self.cloudformation.create_stack(**self._content(properties, tags))

    def _content(self, properties, tags):
        text = json.dumps({"Resources": {"It": {"Type": self.kind, "Properties": properties}}})
        given = [{"Key": key, "Value": value} for key, value in (tags or {}).items()]
        return {"StackName": self.name, "TemplateBody": text, "Tags": given, "Capabilities": ["CAPABILITY_NAMED_IAM"]}

    def update(self, properties, tags=None):
        self.cloudformation.update_stack(**self._content(properties, tags))
        return self

    def propose(self, properties, kind="UPDATE"):
        self.cloudformation.create_change_set(ChangeSetName="proposed", ChangeSetType=kind, **self._content(properties, None))
        return self.cloudformation.describe_change_set(ChangeSetName="proposed", StackName=self.name)

    @property
    def status(self):
        return self.cloudformation.describe_stacks(StackName=self.name)["Stacks"][0]["StackStatus"]

    @property
    def id(self):
        return self.cloudformation.describe_stack_resources(StackName=self.name)["StackResources"][0]["PhysicalResourceId"]

    @property
    def events(self):
        return list(reversed(self.cloudformation.describe_stack_events(StackName=self.name)["StackEvents"]))

    @property
    def reasons(self):
        return " ".join(event.get("ResourceStatusReason", "") for event in self.events if event["LogicalResourceId"] == "It")


class Properties(unittest.TestCase):
    def test_what_a_type_does_not_have_is_refused_before_anything_is_made(self):
        cases = [
            (QUEUE, {"Name": "x"}, "#: extraneous key [Name] is not permitted"),
            (QUEUE, {"Arn": "x"}, "#: extraneous key [Arn] is not permitted"),
            ("AWS::KMS::Alias", {"AliasName": "alias/x"}, "#: required key [TargetKeyId] not found"),
            ("Custom::Thing", {"Name": "x"}, "#: required key [ServiceToken] not found"),
        ]
        for kind, properties, message in cases:
            with self.subTest(message), self.assertRaises(ClientError) as error:
                Stack(kind, properties)
            self.assertIn(f"Properties validation failed for resource It with message:\n{message}", str(error.exception))
        self.assertNotIn(f"schemas-{Stack.number}", str(boto3.client("cloudformation").list_stacks()))

    def test_an_update_with_what_a_type_does_not_have_changes_nothing(self):
        stack = Stack(QUEUE, {"DelaySeconds": 1})
        with self.assertRaisesRegex(ClientError, r"extraneous key \[Delay\] is not permitted"):
            stack.update({"DelaySeconds": 2, "Delay": 2})
        self.assertEqual("CREATE_COMPLETE", stack.status)

    def test_a_change_set_with_it_fails_and_its_events_say_why(self):
        stack = Stack(QUEUE, {})
        proposed = stack.propose({"Delay": 2})
        self.assertEqual(("FAILED", "UNAVAILABLE"), (proposed["Status"], proposed["ExecutionStatus"]))
        self.assertIn("[AWS::EarlyValidation::PropertyValidation]", proposed["StatusReason"])
        [event] = stack.cloudformation.describe_events(ChangeSetName=proposed["ChangeSetId"])["OperationEvents"]
        self.assertEqual(
            ("VALIDATION_ERROR", "It", "/Resources/It/Properties", "#: extraneous key [Delay] is not permitted"),
            (event["EventType"], event["LogicalResourceId"], event["ValidationPath"], event["ValidationStatusReason"]),
        )

    def test_a_property_that_has_no_value_is_not_there(self):
        Stack(QUEUE, {"Delay": {"Ref": "AWS::NoValue"}})


class Changes(unittest.TestCase):
    def test_a_create_only_property_makes_another_resource_before_the_old_one_goes(self):
        stack = Stack(GROUP, {"LogGroupName": "/a"})
        stack.update({"LogGroupName": "/b"})
        self.assertEqual(("UPDATE_COMPLETE", "/b"), (stack.status, stack.id))
        order = [(event["ResourceStatus"], event["PhysicalResourceId"]) for event in stack.events if event["LogicalResourceId"] == "It"]
        self.assertLess(order.index(("UPDATE_COMPLETE", "/b")), order.index(("DELETE_COMPLETE", "/a")))

    def test_a_nested_create_only_property_does_so_too(self):
        files = boto3.client("efs").create_file_system(CreationToken="nested")["FileSystemId"]
        stack = Stack("AWS::EFS::AccessPoint", {"FileSystemId": files, "RootDirectory": {"Path": "/a"}})
        before = stack.id
        self.assertNotEqual(before, stack.update({"FileSystemId": files, "RootDirectory": {"Path": "/b"}}).id)

    def test_any_other_property_changes_in_place(self):
        stack = Stack(GROUP, {"RetentionInDays": 1})
        before = stack.id
        stack.update({"RetentionInDays": 3})
        group = lambda: boto3.client("logs").describe_log_groups(logGroupNamePrefix=before)["logGroups"][0]
        self.assertEqual((before, 3), (stack.id, group()["retentionInDays"]))
        stack.update({})
        self.assertEqual((before, None), (stack.id, group().get("retentionInDays")))

    def test_a_name_that_the_user_chose_cannot_be_had_twice(self):
        stack = Stack(QUEUE, {"QueueName": "twice.fifo", "FifoQueue": True})
        with self.subTest("replaced"):
            stack.update({"QueueName": "twice.fifo"})
            self.assertEqual("UPDATE_ROLLBACK_COMPLETE", stack.status)
            message = "cannot update a stack when a custom-named resource requires replacing. Rename twice.fifo and update the stack again."
            self.assertIn(message, stack.reasons)
        for kind, properties in (
            ("AWS::SNS::Topic", {"TopicName": "taken"}),
            ("AWS::ECS::Cluster", {"ClusterName": "taken"}),
            (QUEUE, {"QueueName": "taken"}),
        ):
            with self.subTest(kind):
                Stack(kind, properties)
                other = Stack(kind, properties)
                self.assertEqual("ROLLBACK_COMPLETE", other.status)
                self.assertIn("taken already exists", other.reasons)

    def test_a_change_that_the_emulator_cannot_make_fails(self):
        stack = Stack(QUEUE, {"MaximumMessageSize": 1024})
        before = stack.id
        stack.update({})
        self.assertEqual(("UPDATE_ROLLBACK_COMPLETE", before), (stack.status, stack.id))
        self.assertIn("the emulator cannot change ['MaximumMessageSize'] of AWS::SQS::Queue in place", stack.reasons)

    def test_a_property_that_the_emulator_does_not_use_fails(self):
        stack = Stack(GROUP, {"FieldIndexPolicies": []})
        self.assertEqual("ROLLBACK_COMPLETE", stack.status)
        self.assertIn("the emulator cannot create AWS::Logs::LogGroup with ['FieldIndexPolicies']", stack.reasons)

    def test_a_function_may_lose_what_checks_its_code(self):
        role = boto3.client("iam").create_role(RoleName="signed", AssumeRolePolicyDocument=json.dumps(trust("lambda")))["Role"]["Arn"]
        function = {"Code": {"ZipFile": "pass"}, "Handler": "index.handler", "Role": role, "Runtime": "python3.13"}
        signing = "arn:aws:lambda:eu-central-1:123456789012:code-signing-config:csc-1"
        stack = Stack("AWS::Lambda::Function", function | {"CodeSigningConfigArn": signing})
        before = stack.id
        stack.update(function)
        self.assertEqual(("UPDATE_COMPLETE", before), (stack.status, stack.id))

    def test_a_custom_resource_stays_with_its_function(self):
        answer = (
            "import json, urllib.request\n"
            "def handler(event, context):\n"
            "    body = json.dumps({'Status': 'SUCCESS', 'PhysicalResourceId': 'it'}).encode()\n"
            "    urllib.request.urlopen(urllib.request.Request(event['ResponseURL'], body, method='PUT'))\n"
        )
        role = "arn:aws:iam::123456789012:role/functions"
        boto3.client("iam").create_role(RoleName="functions", AssumeRolePolicyDocument=json.dumps(trust("lambda")))
        function = {"Runtime": "python3.12", "Handler": "index.handler", "Role": role, "Code": {"ZipFile": answer}}
        functions = [boto3.client("lambda").get_function(FunctionName=Stack("AWS::Lambda::Function", function).id) for _ in range(2)]
        first, second = (item["Configuration"]["FunctionArn"] for item in functions)
        stack = Stack("Custom::Thing", {"ServiceToken": first, "Value": 1})
        stack.update({"ServiceToken": second, "Value": 1})
        self.assertEqual("UPDATE_ROLLBACK_COMPLETE", stack.status)
        self.assertIn("Modifying service token is not allowed.", stack.reasons)


class Tags(unittest.TestCase):
    def test_a_stack_and_cloudformation_tag_what_takes_tags(self):
        stack = Stack(GROUP, {}, {"edge": "a"})
        found = boto3.client("logs").list_tags_log_group(logGroupName=stack.id)["tags"]
        self.assertEqual("a", found["edge"])
        self.assertEqual(stack.name, found["aws:cloudformation:stack-name"])
        self.assertEqual("It", found["aws:cloudformation:logical-id"])

    def test_a_type_that_takes_none_of_cloudformations_gets_none(self):
        stack = Stack(QUEUE, {}, {"edge": "a"})
        self.assertEqual({"edge": "a"}, boto3.client("sqs").list_queue_tags(QueueUrl=stack.id)["Tags"])

    def test_an_update_of_tags_alone_reaches_the_resources(self):
        vpc = boto3.client("ec2").describe_vpcs()["Vpcs"][0]["VpcId"]
        role = {"AssumeRolePolicyDocument": trust("ecs")}
        key = {"KeyPolicy": policy({"Principal": ACCOUNT_ITSELF, "Action": "kms:*", "Resource": "*"})}
        for kind, properties, look in (
            (GROUP, {}, lambda it: boto3.client("logs").list_tags_log_group(logGroupName=it)["tags"]),
            (QUEUE, {}, lambda it: boto3.client("sqs").list_queue_tags(QueueUrl=it)["Tags"]),
            ("AWS::S3::Bucket", {}, lambda it: pairs(boto3.client("s3").get_bucket_tagging(Bucket=it)["TagSet"])),
            ("AWS::SNS::Topic", {}, lambda it: pairs(boto3.client("sns").list_tags_for_resource(ResourceArn=it)["Tags"])),
            ("AWS::IAM::Role", role, lambda it: pairs(boto3.client("iam").list_role_tags(RoleName=it)["Tags"])),
            ("AWS::SecretsManager::Secret", {"SecretString": "x"}, secret_tags),
            ("AWS::KMS::Key", key, lambda it: pairs(boto3.client("kms").list_resource_tags(KeyId=it)["Tags"], "TagKey", "TagValue")),
            ("AWS::EFS::FileSystem", {}, file_system_tags),
            ("AWS::ECS::Cluster", {}, cluster_tags),
            ("AWS::CloudWatch::Dashboard", {"DashboardBody": "{}"}, dashboard_tags),
            ("AWS::EC2::SecurityGroup", {"GroupDescription": "x", "VpcId": vpc}, ec2_tags),
            ("AWS::EC2::InternetGateway", {}, ec2_tags),
            ("AWS::ServiceCatalog::Portfolio", {"DisplayName": "x", "ProviderName": "x"}, portfolio_tags),
        ):
            with self.subTest(kind):
                stack = Stack(kind, properties, {"stays": "1", "changes": "1", "goes": "1"})
                before = stack.id
                stack.update(properties, {"stays": "1", "changes": "2", "comes": "1"})
                self.assertEqual(("UPDATE_COMPLETE", before), (stack.status, stack.id), stack.reasons)
                found = {key: value for key, value in look(stack.id).items() if not key.startswith("aws:")}
                self.assertEqual({"stays": "1", "changes": "2", "comes": "1"}, found)


def pairs(tags, key="Key", value="Value"):
    return {tag[key]: tag[value] for tag in tags}


def secret_tags(it):
    return pairs(boto3.client("secretsmanager").describe_secret(SecretId=it)["Tags"])


def file_system_tags(it):
    return pairs(boto3.client("efs").describe_file_systems(FileSystemId=it)["FileSystems"][0]["Tags"])


def cluster_tags(it):
    cluster = boto3.client("ecs").describe_clusters(clusters=[it], include=["TAGS"])["clusters"][0]
    return pairs(cluster["tags"], "key", "value")


def ec2_tags(it):
    return pairs(boto3.client("ec2").describe_tags(Filters=[{"Name": "resource-id", "Values": [it]}])["Tags"])


def dashboard_tags(it):
    arn = f"arn:aws:cloudwatch::123456789012:dashboard/{it}"
    return pairs(boto3.client("cloudwatch").list_tags_for_resource(ResourceARN=arn)["Tags"])


def portfolio_tags(it):
    return pairs(boto3.client("servicecatalog").describe_portfolio(Id=it)["Tags"])


if __name__ == "__main__":
    unittest.main()
