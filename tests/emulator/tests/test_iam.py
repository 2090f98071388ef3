"""IAM: which questions a call asks, of whom, by which policies they are decided, and the words of a denial."""

import io
import json
import unittest
import urllib.request
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

import boto3
from botocore import UNSIGNED
from botocore.awsrequest import AWSResponse
from botocore.config import Config
from botocore.exceptions import ClientError
from iam import handlers, requests
from iam.asked import questions
from tests.emulated import ACCOUNT_ITSELF, Emulated, keys_of, policy, trust
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

emulated = Emulated()
ACCOUNT = "123456789012"
SUPPORT = (Path(__file__).parents[3] / "lambda-artifacts/deployment-support/index.py").read_text()
HERE = f"eu-central-1:{ACCOUNT}"


def setUpModule():
    emulated.__enter__()


def tearDownModule():
    emulated.__exit__()


def decided():
    with urllib.request.urlopen(f"{boto3.client('ecs').meta.endpoint_url}/emulator/decided") as answer:
        return json.load(answer)


class Role:
    """A role with some rights, and clients with its keys."""

    number = 0

    def __init__(self, *statements, boundary=None, trusted=()):
        Role.number += 1
        self.name, iam = f"role-{Role.number}", boto3.client("iam")
        more = {"PermissionsBoundary": boundary} if boundary else {}
        trusting = json.dumps(trust(*trusted, **ACCOUNT_ITSELF))
        self.arn = iam.create_role(RoleName=self.name, AssumeRolePolicyDocument=trusting, **more)["Role"]["Arn"]
        if statements:
            iam.put_role_policy(RoleName=self.name, PolicyName="rights", PolicyDocument=json.dumps(policy(*statements)))
        self._keys = keys_of(self.arn)

    def client(self, service):
        return boto3.client(service, **self._keys)


def sent(service, operation, **parameters):
    """Returns the call that the emulator reads of a request as boto3 sends it."""
    found = []

    def keep(request, **_):
        url = urlsplit(request.url)
        builder = EnvironBuilder(url.path, f"{url.scheme}://{url.netloc}", url.query, request.method, data=request.body or b"")
        for key, value in request.headers.items():
            builder.headers[key] = value.decode() if isinstance(value, bytes) else value
        received = Request(builder.get_environ())
        found.append(requests.read(received, requests.signature(received)))
        return AWSResponse(request.url, 500, {}, None)

    client = boto3.client(service)
    client.meta.events.register("before-send", keep)
    try:
        getattr(client, operation)(**parameters)
    except Exception:
        pass  # nobody has answered
    return found[0]


class Requests(unittest.TestCase):
    def test_a_call_is_read_from_a_request_of_every_protocol(self):
        for service, operation, parameters, expected in (
            ("sqs", "send_message", {"QueueUrl": "http://x/1/q", "MessageBody": "m"}, ("sqs", "SendMessage", "QueueUrl", "http://x/1/q")),
            ("iam", "get_role", {"RoleName": "r"}, ("iam", "GetRole", "RoleName", "r")),
            ("ec2", "describe_subnets", {"SubnetIds": ["subnet-1"]}, ("ec2", "DescribeSubnets", "SubnetIds", ["subnet-1"])),
            ("efs", "delete_file_system", {"FileSystemId": "fs-1"}, ("efs", "DeleteFileSystem", "FileSystemId", "fs-1")),
            ("lambda", "get_function", {"FunctionName": "f"}, ("lambda", "GetFunction", "FunctionName", "f")),
            ("s3", "get_object", {"Bucket": "b", "Key": "a/b c"}, ("s3", "GetObject", "Key", "a/b c")),
            ("s3", "copy_object", {"Bucket": "b", "Key": "k", "CopySource": "c/k"}, ("s3", "CopyObject", "CopySource", "c/k")),
            ("s3", "list_object_versions", {"Bucket": "b"}, ("s3", "ListObjectVersions", "Bucket", "b")),
        ):
            with self.subTest(service=service, operation=operation):
                call = sent(service, operation, **parameters)
                self.assertEqual(expected, (call.service, call.operation, expected[2], call.parameters.get(expected[2])))

    def test_what_nobody_signed_is_refused(self):
        anonymous = boto3.client("sqs", config=Config(signature_version=UNSIGNED))
        with self.assertRaisesRegex(ClientError, "MissingAuthenticationToken"):
            anonymous.list_queues()

    def test_what_cannot_be_read_is_noted(self):
        before = decided()["undecided"]
        signature = {"Authorization": "AWS4-HMAC-SHA256 Credential=test/20260101/eu-central-1/nowhere/aws4_request"}
        address = f"{boto3.client('ecs').meta.endpoint_url}/unknown"
        with self.assertRaises(OSError):
            urllib.request.urlopen(urllib.request.Request(address, headers=signature))
        self.assertEqual({**before, "nowhere GET /unknown": 1}, decided()["undecided"])

    def test_a_call_asks_for_all_that_it_needs(self):
        place = ("eu-central-1", ACCOUNT)
        created = questions("cloudformation", "CreateChangeSet", {"StackName": "s", "RoleARN": "arn:aws:iam::1:role/r"}, *place)
        self.assertEqual(["cloudformation:CreateChangeSet", "iam:PassRole"], [question.action for question in created])
        deleted = questions("s3", "DeleteObjects", {"Bucket": "b", "Objects": [("a", True), ("c", False)]}, *place)
        self.assertEqual(["s3:DeleteObjectVersion", "s3:DeleteObject"], [question.action for question in deleted])
        invoked = questions("lambda", "Invoke", {"FunctionName": "f"}, *place)
        found = [(question.action, question.resource) for question in invoked]
        self.assertEqual([("lambda:InvokeFunction", f"arn:aws:lambda:{HERE}:function:f")], found)

    def test_cloudformation_asks_what_the_handlers_of_a_type_call_and_not_what_no_edge_needs(self):
        self.assertIn("sqs:CreateQueue", handlers.calls("AWS::SQS::Queue", "create"))
        self.assertIn("s3:TagResource", handlers.calls("AWS::S3::Bucket", "create"))
        self.assertNotIn("s3:PutBucketAcl", handlers.calls("AWS::S3::Bucket", "create"))
        self.assertIn("lambda:InvokeFunction", handlers.calls("Custom::EdgeCopy", "create"))


class Denials(unittest.TestCase):
    def test_each_protocol_has_the_code_and_the_words_of_aws(self):
        role = Role()
        for service, operation, parameters, code in (
            ("sqs", "list_queues", {}, "AccessDeniedException"),
            ("iam", "list_roles", {}, "AccessDenied"),
            ("ec2", "describe_vpcs", {}, "UnauthorizedOperation"),
            ("lambda", "list_functions", {}, "AccessDeniedException"),
            ("s3", "list_buckets", {}, "AccessDenied"),
        ):
            with self.subTest(service), self.assertRaises(ClientError) as denied:
                getattr(role.client(service), operation)(**parameters)
            error = denied.exception.response["Error"]
            self.assertEqual(code, error["Code"])
            user = f"arn:aws:sts::{ACCOUNT}:assumed-role/{role.name}/test"
            self.assertIn(f"User: {user} is not authorized to perform: {service}:", error["Message"])
            self.assertIn("because no identity-based policy allows the", error["Message"])

    def test_an_explicit_deny_is_named(self):
        queue = boto3.client("sqs").create_queue(QueueName="closed")["QueueUrl"]
        role = Role({"Action": "sqs:*", "Resource": "*"}, {"Effect": "Deny", "Action": "sqs:SendMessage", "Resource": "*"})
        role.client("sqs").receive_message(QueueUrl=queue)
        with self.assertRaisesRegex(ClientError, "with an explicit deny in an identity-based policy"):
            role.client("sqs").send_message(QueueUrl=queue, MessageBody="m")


class Policies(unittest.TestCase):
    def test_an_answer_is_kept_until_a_policy_changes(self):
        role = Role({"Action": "sqs:ListQueues", "Resource": "*"})
        role.client("sqs").list_queues()
        before = decided()
        role.client("sqs").list_queues()
        after = decided()
        self.assertEqual((1, 0), (after["asked"] - before["asked"], after["simulated"] - before["simulated"]))
        boto3.client("iam").delete_role_policy(RoleName=role.name, PolicyName="rights")
        with self.assertRaises(ClientError):
            role.client("sqs").list_queues()
        self.assertEqual(3, decided()["principals"][role.name])

    def test_a_boundary_ends_the_rights_of_a_role(self):
        lists = json.dumps(policy({"Action": "sqs:ListQueues", "Resource": "*"}))
        boundary = boto3.client("iam").create_policy(PolicyName="only-lists", PolicyDocument=lists)
        role = Role({"Action": "*", "Resource": "*"}, boundary=boundary["Policy"]["Arn"])
        role.client("sqs").list_queues()
        with self.assertRaisesRegex(ClientError, "because no permissions boundary allows the sqs:CreateQueue action"):
            role.client("sqs").create_queue(QueueName="beyond")

    def test_a_bucket_policy_gives_and_takes(self):
        s3, giving, taken = boto3.client("s3"), Role(), Role({"Action": "s3:*", "Resource": "*"})
        s3.create_bucket(Bucket="shared-by-policy", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
        s3.put_object(Bucket="shared-by-policy", Key="k", Body=b"")
        everything = "arn:aws:s3:::shared-by-policy/*"
        shared = policy(
            {"Principal": {"AWS": giving.arn}, "Action": "s3:GetObject", "Resource": everything},
            {"Effect": "Deny", "Principal": {"AWS": taken.arn}, "Action": "s3:GetObject", "Resource": everything},
        )
        s3.put_bucket_policy(Bucket="shared-by-policy", Policy=json.dumps(shared))
        giving.client("s3").get_object(Bucket="shared-by-policy", Key="k")
        with self.assertRaisesRegex(ClientError, "with an explicit deny in a resource-based policy"):
            taken.client("s3").get_object(Bucket="shared-by-policy", Key="k")

    def test_a_key_is_used_for_the_caller_and_its_policy_decides(self):
        kms, role = boto3.client("kms"), Role({"Action": ["secretsmanager:GetSecretValue", "kms:Decrypt"], "Resource": "*"})
        owner = {"Principal": ACCOUNT_ITSELF, "Action": "kms:*", "Resource": "*"}
        key = kms.create_key(Policy=json.dumps(policy(owner)))["KeyMetadata"]["KeyId"]
        secret = boto3.client("secretsmanager").create_secret(Name="kept", SecretString="x", KmsKeyId=key)["ARN"]
        role.client("secretsmanager").get_secret_value(SecretId=secret)
        denied = {"Effect": "Deny", "Principal": {"AWS": role.arn}, "Action": "kms:Decrypt", "Resource": "*"}
        kms.put_key_policy(KeyId=key, PolicyName="default", Policy=json.dumps(policy(owner, denied)))
        with self.assertRaisesRegex(ClientError, "is not authorized to perform: kms:Decrypt"):
            role.client("secretsmanager").get_secret_value(SecretId=secret)

    def test_what_a_task_calls_goes_through_the_endpoint_of_its_vpc(self):
        ec2, ecs, sqs = boto3.client("ec2"), boto3.client("ecs"), boto3.client("sqs")
        queue = sqs.create_queue(QueueName="through-an-endpoint")["QueueUrl"]
        role = Role({"Action": "sqs:*", "Resource": "*"}, trusted=["ecs-tasks"])
        vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsHostnames={"Value": True})
        subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.0.0/24")["Subnet"]["SubnetId"]
        receiving = json.dumps(policy({"Principal": "*", "Action": "sqs:ReceiveMessage", "Resource": "*"}))
        ec2.create_vpc_endpoint(
            VpcId=vpc, VpcEndpointType="Interface", SubnetIds=[subnet], ServiceName="com.amazonaws.eu-central-1.sqs",
            PolicyDocument=receiving,
        )
        ecs.create_cluster(clusterName="through-an-endpoint")
        ecs.register_task_definition(
            family="caller", networkMode="awsvpc", requiresCompatibilities=["FARGATE"], cpu="256", memory="512", taskRoleArn=role.arn,
            containerDefinitions=[{"name": "caller", "image": "somewhere"}],
        )
        role.client("sqs").send_message(QueueUrl=queue, MessageBody="not from a task")
        group = ec2.create_security_group(GroupName="callers", Description="x", VpcId=vpc)["GroupId"]
        network = {"awsvpcConfiguration": {"subnets": [subnet], "securityGroups": [group]}}
        ecs.run_task(cluster="through-an-endpoint", taskDefinition="caller", launchType="FARGATE", networkConfiguration=network)
        role.client("sqs").receive_message(QueueUrl=queue)
        with self.assertRaisesRegex(ClientError, "because no VPC endpoint policy allows the sqs:SendMessage action"):
            role.client("sqs").send_message(QueueUrl=queue, MessageBody="from a task")

    def test_nobody_assumes_a_role_that_does_not_trust_them_or_is_not_there(self):
        sts, role = boto3.client("sts"), Role()
        boto3.client("iam").update_assume_role_policy(RoleName=role.name, PolicyDocument=json.dumps(trust("lambda")))
        for arn in (role.arn, f"arn:aws:iam::{ACCOUNT}:role/nowhere"):
            with self.assertRaisesRegex(ClientError, "is not authorized to perform: sts:AssumeRole"):
                sts.assume_role(RoleArn=arn, RoleSessionName="test")

    def test_a_deleted_role_has_no_rights(self):
        role = Role({"Action": "sqs:ListQueues", "Resource": "*"})
        boto3.client("iam").delete_role_policy(RoleName=role.name, PolicyName="rights")
        boto3.client("iam").delete_role(RoleName=role.name)
        with self.assertRaisesRegex(ClientError, "is not authorized to perform: sqs:ListQueues"):
            role.client("sqs").list_queues()


class Services(unittest.TestCase):
    def publish(self, name, *statements):
        """Lets an alarm go off whose topic has some policy; returns denials that nobody is told of, and how many messages arrived."""
        cloudwatch, sns, sqs = boto3.client("cloudwatch"), boto3.client("sns"), boto3.client("sqs")
        topic = sns.create_topic(Name=name)["TopicArn"]
        sns.set_topic_attributes(TopicArn=topic, AttributeName="Policy", AttributeValue=json.dumps(policy(*statements)))
        queue = sqs.create_queue(QueueName=name)["QueueUrl"]
        sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=f"arn:aws:sqs:{HERE}:{name}")
        cloudwatch.put_metric_alarm(
            AlarmName=name, MetricName="m", Namespace="n", Statistic="Sum", Period=60, EvaluationPeriods=1, Threshold=1,
            ComparisonOperator="GreaterThanThreshold", AlarmActions=[topic],
        )
        before = len(decided()["silent"])
        cloudwatch.set_alarm_state(AlarmName=name, StateValue="ALARM", StateReason="test")
        return decided()["silent"][before:], len(sqs.receive_message(QueueUrl=queue).get("Messages", []))

    def test_a_function_starts_if_its_role_may_read_its_environment(self):
        kms, functions = boto3.client("kms"), boto3.client("lambda")
        owner = {"Principal": ACCOUNT_ITSELF, "Action": "kms:*", "Resource": "*"}
        key = kms.create_key(Policy=json.dumps(policy(owner)))["KeyMetadata"]["Arn"]
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as code:
            code.writestr("index.py", "def handler(event, context):\n    return 1\n")
        for name, allowed, expected in (("dark", "sqs:*", "KMSAccessDeniedException"), ("bright", "kms:Decrypt", "1")):
            role = Role({"Action": allowed, "Resource": "*"}, trusted=["lambda"])
            functions.create_function(
                FunctionName=name, Runtime="python3.12", Handler="index.handler", Role=role.arn, Code={"ZipFile": archive.getvalue()},
                KMSKeyArn=key, Environment={"Variables": {"A": "b"}},
            )
            self.assertIn(expected, functions.invoke(FunctionName=name)["Payload"].read().decode())

    def test_an_alarm_publishes_as_cloudwatch_if_the_topic_lets_it(self):
        allowed = {"Principal": {"Service": "cloudwatch.amazonaws.com"}, "Action": "sns:Publish", "Resource": "*"}
        source = {"ArnLike": {"aws:SourceArn": f"arn:aws:cloudwatch:{HERE}:alarm:*"}}
        self.assertEqual(([], 1), self.publish("heard", {**allowed, "Condition": source}))
        silent, arrived = self.publish("unheard", {**allowed, "Principal": {"Service": "events.amazonaws.com"}})
        self.assertEqual(0, arrived)
        self.assertIn("User: cloudwatch.amazonaws.com is not authorized to perform: sns:Publish", silent[0])


class CloudFormation(unittest.TestCase):
    def deploy(self, name, **resources):
        boto3.client("cloudformation").create_stack(
            StackName=name, TemplateBody=json.dumps({"Resources": resources}), RoleARN=self.role.arn, Capabilities=["CAPABILITY_NAMED_IAM"]
        )
        events = boto3.client("cloudformation").describe_stack_events(StackName=name)["StackEvents"]
        return [event.get("ResourceStatusReason", "") for event in events if event["ResourceStatus"].endswith("FAILED")]

    def setUp(self):
        self.role = Role({"Action": ["sqs:*"], "Resource": "*"})
        iam = boto3.client("iam")
        iam.update_assume_role_policy(RoleName=self.role.name, PolicyDocument=json.dumps(trust("cloudformation")))

    def test_the_service_role_is_asked_and_what_it_may_not_create_is_not_there(self):
        self.assertEqual([], self.deploy("allowed", Queue={"Type": "AWS::SQS::Queue"}))
        failed = self.deploy("denied", Group={"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": "/denied"}})
        self.assertIn(f"assumed-role/{self.role.name}/", failed[0])
        self.assertIn("is not authorized to perform: logs:CreateLogGroup on resource: arn:aws:logs:", failed[0])
        self.assertEqual([], boto3.client("logs").describe_log_groups(logGroupNamePrefix="/denied")["logGroups"])

    def test_a_custom_resource_that_loses_its_rights_before_its_deletion_is_left_behind(self):
        def template(is_on):
            rights = ["s3:ListBucketVersions", "s3:DeleteObjectVersion"] if is_on else ["s3:ListAllMyBuckets"]
            function = {"Fn::GetAtt": ["Function", "Arn"]}
            made = {
                "Role": ("AWS::IAM::Role", {"AssumeRolePolicyDocument": trust("lambda")}),
                "Policy": ("AWS::IAM::Policy", {
                    "PolicyName": "rights", "Roles": [{"Ref": "Role"}], "PolicyDocument": policy({"Action": rights, "Resource": "*"})
                }),
                "Function": ("AWS::Lambda::Function", {
                    "Runtime": "python3.12", "Handler": "index.handler", "Timeout": 900, "Role": {"Fn::GetAtt": ["Role", "Arn"]},
                    "Code": {"ZipFile": SUPPORT},
                }),
                "Bucket": ("AWS::S3::Bucket", {}),
                "Empty": ("Custom::EdgeEmpty", {"ServiceToken": function, "BucketName": {"Ref": "Bucket"}}),
            }
            left = {name: item for name, item in made.items() if is_on or name not in ("Bucket", "Empty")}
            return json.dumps({"Resources": {name: {"Type": kind, "Properties": given} for name, (kind, given) in left.items()}})

        cloudformation = boto3.client("cloudformation")
        cloudformation.create_stack(StackName="optional", TemplateBody=template(True), Capabilities=["CAPABILITY_NAMED_IAM"])
        cloudformation.update_stack(StackName="optional", TemplateBody=template(False), Capabilities=["CAPABILITY_NAMED_IAM"])
        self.assertEqual("UPDATE_COMPLETE", cloudformation.describe_stacks(StackName="optional")["Stacks"][0]["StackStatus"])
        events = cloudformation.describe_stack_events(StackName="optional")["StackEvents"]
        failed = [event["ResourceStatusReason"] for event in events if event["ResourceStatus"] == "DELETE_FAILED"]
        self.assertIn("is not authorized to perform: s3:ListBucketVersions", failed[0])

    def test_a_role_that_does_not_trust_cloudformation_is_refused(self):
        self.role = Role({"Action": "*", "Resource": "*"})
        boto3.client("iam").update_assume_role_policy(RoleName=self.role.name, PolicyDocument=json.dumps(trust("ec2")))
        with self.assertRaisesRegex(ClientError, "is invalid or cannot be assumed"):
            self.deploy("untrusted", Queue={"Type": "AWS::SQS::Queue"})


if __name__ == "__main__":
    unittest.main()
