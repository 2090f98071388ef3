"""What AWS and others do meanwhile: each switch of the weather has its effect, and none without it."""

import json
import unittest
import urllib.request

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError
from tests.emulated import ACCOUNT_ITSELF, Emulated, keys_of, policy, trust

emulated = Emulated()
ONCE = Config(retries={"total_max_attempts": 1})
# A right of a role's own policy, policies of AWS's beside it, and whether a log group is recreated with them.
RIGHTS = (
    ("logs:PutLogEvents", [], False), ("logs:Create*", [], True),
    ("logs:PutLogEvents", ["CloudWatchLogsReadOnlyAccess"], False), ("logs:PutLogEvents", ["CloudWatchLogsFullAccess"], True),
)
GROUP, QUEUE = {"Type": "AWS::Logs::LogGroup"}, {"Type": "AWS::SQS::Queue"}


def setUpModule():
    emulated.__enter__()


def tearDownModule():
    emulated.__exit__()


def address():
    return f"{boto3.client('ecs').meta.endpoint_url}/emulator/weather"


def put(**settings):
    urllib.request.urlopen(urllib.request.Request(address(), json.dumps(settings).encode(), method="PUT")).close()


def happenings():
    with urllib.request.urlopen(address()) as answer:
        return {name: count for name, count in json.load(answer).items() if count}


def happened(name):
    return happenings().get(name, 0)


class Weather(unittest.TestCase):
    number = 0

    def setUp(self):
        self.addCleanup(put)
        self.cloudformation = boto3.client("cloudformation")
        Weather.number += 1
        self.name = f"weather-{Weather.number}"

    def content(self, **resources):
        return {"StackName": self.name, "TemplateBody": json.dumps({"Resources": resources}), "Capabilities": ["CAPABILITY_NAMED_IAM"]}

    def create(self, **resources):
        self.cloudformation.create_stack(**self.content(**resources))

    def update(self, **resources):
        self.cloudformation.update_stack(**self.content(**resources))

    @property
    def status(self):
        return self.cloudformation.describe_stacks(StackName=self.name)["Stacks"][0]["StackStatus"]

    @property
    def ids(self):
        found = self.cloudformation.describe_stack_resources(StackName=self.name)["StackResources"]
        return {item["LogicalResourceId"]: item["PhysicalResourceId"] for item in found}

    @property
    def reasons(self):
        return [item.get("ResourceStatusReason") for item in self.cloudformation.describe_stack_events(StackName=self.name)["StackEvents"]]

    def retention(self):
        return boto3.client("logs").describe_log_groups(logGroupNamePrefix=self.ids["Group"])["logGroups"][0].get("retentionInDays")


class Calm(Weather):
    def test_nothing_happens(self):
        before = happenings()
        self.create(Group=GROUP, Queue=QUEUE, Cluster=Logs.CLUSTER)
        self.assertEqual(("CREATE_COMPLETE", None), (self.status, self.retention()))
        self.cloudformation.delete_stack(StackName=self.name)
        self.assertEqual(before, happenings())

    def test_weather_that_there_is_not_is_refused(self):
        with self.assertRaises(OSError):
            put(hail=True)


class Throttling(Weather):
    def test_each_service_has_its_own_error_and_reads_are_left_alone(self):
        put(throttleEvery=1)
        cases = [
            ("s3", "create_bucket", {"Bucket": "throttled"}, "SlowDown"),
            ("ec2", "create_vpc", {"CidrBlock": "10.0.0.0/16"}, "RequestLimitExceeded"),
            ("sqs", "create_queue", {"QueueName": "throttled"}, "ThrottlingException"),
            ("iam", "delete_role", {"RoleName": "throttled"}, "Throttling"),
            ("efs", "create_file_system", {"CreationToken": "throttled"}, "TooManyRequestsException"),
            ("lambda", "delete_function", {"FunctionName": "throttled"}, "TooManyRequestsException"),
        ]
        before = happened("throttleEvery")
        for service, operation, parameters, code in cases:
            with self.subTest(service), self.assertRaises(ClientError) as error:
                getattr(boto3.client(service, config=ONCE), operation)(**parameters)
            self.assertEqual(code, error.exception.response["Error"]["Code"])
        self.assertEqual(len(cases), happened("throttleEvery") - before)
        boto3.client("sqs", config=ONCE).list_queues()
        boto3.client("ec2", config=ONCE).describe_vpcs()

    def test_clients_and_cloudformation_try_again(self):
        before = happened("throttleEvery")
        put(throttleEvery=3)
        self.create(**{f"Queue{number}": QUEUE for number in range(4)}, Group=GROUP)
        self.assertEqual("CREATE_COMPLETE", self.status)
        self.assertGreater(happened("throttleEvery"), before)


class Logs(Weather):
    CLUSTER = {"Type": "AWS::ECS::Cluster", "Properties": {"ClusterSettings": [{"Name": "containerInsights", "Value": "enabled"}]}}

    def groups(self, start):
        return [item["logGroupName"] for item in boto3.client("logs").describe_log_groups(logGroupNamePrefix=start)["logGroups"]]

    def test_container_insights_makes_its_group(self):
        put(insightsLogGroups=True)
        self.create(Cluster=self.CLUSTER, Quiet={"Type": "AWS::ECS::Cluster"})
        name = f"/aws/ecs/containerinsights/{self.ids['Cluster']}/performance"
        self.assertEqual([name], self.groups(name))
        self.assertEqual([], self.groups(f"/aws/ecs/containerinsights/{self.ids['Quiet']}"))

    def test_a_group_that_there_is_stays_as_it_is(self):
        put(insightsLogGroups=True)
        cluster = {**self.CLUSTER, "Properties": {**self.CLUSTER["Properties"], "ClusterName": "known"}, "DependsOn": "Group"}
        group = {**GROUP, "Properties": {"LogGroupName": "/aws/ecs/containerinsights/known/performance", "RetentionInDays": 1}}
        self.create(Group=group, Cluster=cluster)
        self.assertEqual(("CREATE_COMPLETE", 1), (self.status, self.retention()))

    def test_insights_recreate_their_group_while_the_cluster_is_there(self):
        put(insightsLogGroups=True, lateLogLines=True)
        self.create(Cluster=self.CLUSTER)
        logs, name = boto3.client("logs"), f"/aws/ecs/containerinsights/{self.ids['Cluster']}/performance"
        logs.delete_log_group(logGroupName=name)
        self.assertEqual([name], self.groups(name))
        self.cloudformation.delete_stack(StackName=self.name)
        logs.delete_log_group(logGroupName=name)
        self.assertEqual([], self.groups(name))

    def test_a_function_recreates_its_group_only_with_the_right_to(self):
        for number, (action, managed, is_recreated) in enumerate(RIGHTS):
            with self.subTest(action=action, managed=managed):
                name = f"/{self.name}/{number}"
                document = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": action, "Resource": "*"}]}
                policy = {"PolicyName": "logs", "PolicyDocument": document}
                code = {"ZipFile": "def handler(event, context):\n    pass\n"}
                properties = {
                    "Runtime": "python3.12", "Handler": "index.handler", "Code": code, "Role": {"Fn::GetAtt": ["Role", "Arn"]},
                    "LoggingConfig": {"LogGroup": {"Ref": "Group"}},
                }
                resources = {
                    "Group": {**GROUP, "Properties": {"LogGroupName": name}},
                    "Role": {"Type": "AWS::IAM::Role", "Properties": {
                        "AssumeRolePolicyDocument": trust("lambda"), "Policies": [policy],
                        "ManagedPolicyArns": [f"arn:aws:iam::aws:policy/{item}" for item in managed],
                    }},
                    "Function": {"Type": "AWS::Lambda::Function", "Properties": properties},
                }
                self.create(**resources)
                self.assertEqual("CREATE_COMPLETE", self.status, self.reasons)
                before = happened("lateLogLines")
                put(lateLogLines=True)
                boto3.client("logs").delete_log_group(logGroupName=name)
                self.assertEqual((1, [name] if is_recreated else []), (happened("lateLogLines") - before, self.groups(name)))
                put()
                self.cloudformation.delete_stack(StackName=self.name)


class NewRoles(Weather):
    TRUST = trust("lambda", **ACCOUNT_ITSELF)

    def test_the_first_calls_of_a_new_role_are_denied(self):
        put(newRolesAreDenied=2)
        iam, before = boto3.client("iam"), happened("newRolesAreDenied")
        role = iam.create_role(RoleName="new", AssumeRolePolicyDocument=json.dumps(self.TRUST))["Role"]["Arn"]
        rights = json.dumps(policy({"Action": "sqs:ListQueues", "Resource": "*"}))
        iam.put_role_policy(RoleName="new", PolicyName="queues", PolicyDocument=rights)
        sqs = boto3.client("sqs", **keys_of(role))
        for _ in range(2):
            with self.assertRaisesRegex(ClientError, "is not authorized to perform: sqs:ListQueues"):
                sqs.list_queues()
        sqs.list_queues()
        self.assertEqual(2, happened("newRolesAreDenied") - before)

    def test_cloudformation_tries_again_what_does_not_know_a_new_role_yet(self):
        put(newRolesAreDenied=1)
        before = happened("newRolesAreDenied")
        code = {"ZipFile": "def handler(event, context):\n    pass\n"}
        function = {"Runtime": "python3.12", "Handler": "index.handler", "Code": code, "Role": {"Fn::GetAtt": ["Role", "Arn"]}}
        role = {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": self.TRUST}}
        self.create(Role=role, Function={"Type": "AWS::Lambda::Function", "Properties": function})
        self.assertEqual(("CREATE_COMPLETE", 1), (self.status, happened("newRolesAreDenied") - before), self.reasons)


class Others(Weather):
    def test_somebody_changes_a_stack_by_hand_and_drift_shows_it(self):
        put(changedByHand=True)
        group, queue = {**GROUP, "Properties": {"RetentionInDays": 1}}, {**QUEUE, "Properties": {"VisibilityTimeout": 5}}
        self.create(Group=group, Queue=queue)
        self.assertEqual(3653, self.retention())
        self.cloudformation.detect_stack_drift(StackName=self.name)
        drifts = self.cloudformation.describe_stack_resource_drifts(StackName=self.name)["StackResourceDrifts"]
        self.assertEqual({"MODIFIED"}, {item["StackResourceDriftStatus"] for item in drifts})

    def test_somebody_opens_a_security_group_by_hand_and_drift_shows_it(self):
        put(openedByHand=True)
        rule = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.0.0.0/16", "Description": "HTTPS"}
        vpc = boto3.client("ec2").create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        properties = {"GroupDescription": "a group", "VpcId": vpc}
        another = {**rule, "FromPort": 8443, "ToPort": 8443, "GroupId": {"Ref": "Open"}}
        self.create(
            Empty={"Type": "AWS::EC2::SecurityGroup", "Properties": properties},
            Open={"Type": "AWS::EC2::SecurityGroup", "Properties": {**properties, "SecurityGroupIngress": [rule]}},
            Rule={"Type": "AWS::EC2::SecurityGroupIngress", "Properties": another},
        )
        self.cloudformation.detect_stack_drift(StackName=self.name)
        drifts = self.cloudformation.describe_stack_resource_drifts(StackName=self.name)["StackResourceDrifts"]
        opened = {"PropertyPath": "/SecurityGroupIngress/1", "ExpectedValue": "null", "DifferenceType": "ADD"}
        opened["ActualValue"] = '{"CidrIp":"0.0.0.0/0","FromPort":22,"IpProtocol":"tcp","ToPort":22}'
        self.assertEqual({"Empty": [], "Open": [opened]}, {item["LogicalResourceId"]: item["PropertyDifferences"] for item in drifts})

    def test_a_rule_that_somebody_revokes_by_hand_is_drift_and_a_group_that_is_deleted(self):
        ec2, rule = boto3.client("ec2"), {"IpProtocol": "-1", "CidrIp": "10.0.0.0/16"}
        vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        properties = {"GroupDescription": "a group", "VpcId": vpc, "SecurityGroupEgress": [rule]}
        group = {"Type": "AWS::EC2::SecurityGroup", "Properties": properties}
        self.create(Revoked=group, Deleted=group)
        summaries = self.cloudformation.list_stack_resources(StackName=self.name)["StackResourceSummaries"]
        ids = {item["LogicalResourceId"]: item["PhysicalResourceId"] for item in summaries}
        revoked = [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "10.0.0.0/16"}]}]
        ec2.revoke_security_group_egress(GroupId=ids["Revoked"], IpPermissions=revoked)
        ec2.delete_security_group(GroupId=ids["Deleted"])
        self.cloudformation.detect_stack_drift(StackName=self.name)
        drifts = self.cloudformation.describe_stack_resource_drifts(StackName=self.name)["StackResourceDrifts"]
        statuses = {item["LogicalResourceId"]: item["StackResourceDriftStatus"] for item in drifts}
        self.assertEqual({"Revoked": "MODIFIED", "Deleted": "DELETED"}, statuses)
        differences = {item["LogicalResourceId"]: [one["DifferenceType"] for one in item["PropertyDifferences"]] for item in drifts}
        self.assertEqual({"Revoked": ["REMOVE"], "Deleted": []}, differences)

    def test_a_hook_refuses_one_resource_once(self):
        put(refusedByHook="Que")
        self.create(Group=GROUP, Queue=QUEUE)
        events = self.cloudformation.describe_stack_events(StackName=self.name)["StackEvents"]
        failed = [event for event in events if event["ResourceStatus"] == "CREATE_FAILED" and event["LogicalResourceId"] == "Queue"]
        reasons = [event["ResourceStatusReason"] for event in failed]
        self.assertEqual(["The following hook(s) failed: [Organisation::Policy::Hook]"], reasons)
        self.assertEqual("ROLLBACK_COMPLETE", self.status)
        self.cloudformation.delete_stack(StackName=self.name)
        self.create(Group=GROUP, Queue=QUEUE)
        self.assertEqual("CREATE_COMPLETE", self.status)


class Interruptions(Weather):
    def test_an_operation_goes_on_without_its_client(self):
        put(clientStops=2)
        with self.assertRaisesRegex(ClientError, "ExpiredToken"):
            self.create(Group=GROUP)
        with self.assertRaisesRegex(ClientError, "is in CREATE_IN_PROGRESS state and can not be updated"):
            self.update(Group=GROUP, Queue=QUEUE)
        self.assertEqual("CREATE_IN_PROGRESS", self.status)
        self.cloudformation.get_waiter("stack_create_complete").wait(StackName=self.name, WaiterConfig={"Delay": 1})
        self.update(Group=GROUP, Queue=QUEUE)
        self.assertEqual(("UPDATE_COMPLETE", 1), (self.status, happened("clientStops")))

    def test_a_change_set_that_nobody_executed_does_not_keep_the_next_from_it(self):
        for name in ("first", "second"):
            self.cloudformation.create_change_set(ChangeSetName=name, ChangeSetType="CREATE", **self.content(Group=GROUP))
            self.assertEqual("REVIEW_IN_PROGRESS", self.status)
        self.cloudformation.execute_change_set(ChangeSetName="second", StackName=self.name)
        self.assertEqual("CREATE_COMPLETE", self.status)


if __name__ == "__main__":
    unittest.main()
