"""Fargate tasks in an account that brings trouble, and Deployment Support, which has to live with it."""

import json
import unittest
import urllib.request
from pathlib import Path

import boto3
from tests.emulated import Emulated, policy, trust

emulated = Emulated()
SUPPORT = Path(__file__).parents[3] / "lambda-artifacts/deployment-support/index.py"
PATTERN = {"source": ["com.ataccama.edge.connectorsrollout"], "detail-type": ["image_update"]}


def setUpModule():
    emulated.__enter__()


def tearDownModule():
    emulated.__exit__()


def put(path, settings):
    address = f"{boto3.client('ecs').meta.endpoint_url}/emulator/{path}"
    urllib.request.urlopen(urllib.request.Request(address, json.dumps(settings).encode(), method="PUT")).close()


def template(name, subnet):
    """A file system, a task that mounts it, a rule that starts the task, and an announcement that waits for it."""
    everything = {"PolicyName": "Everything", "PolicyDocument": policy({"Action": "*", "Resource": "*"})}
    arn = lambda resource: {"Fn::GetAtt": [resource, "Arn"]}
    groups = [{"Ref": "Group"}]
    network = {"AwsVpcConfiguration": {"Subnets": [subnet], "SecurityGroups": groups}}
    start = {"TaskDefinitionArn": {"Ref": "Task"}, "LaunchType": "FARGATE", "NetworkConfiguration": network}
    resources = {
        "Role": ("AWS::IAM::Role", {"AssumeRolePolicyDocument": trust("lambda", "events"), "Policies": [everything]}),
        "Function": ("AWS::Lambda::Function", {
            "Runtime": "python3.12",
            "Handler": "index.handler",
            "Timeout": 900,
            "Role": arn("Role"),
            "Code": {"ZipFile": SUPPORT.read_text()},
        }),
        "Group": ("AWS::EC2::SecurityGroup", {
            "GroupDescription": "tasks",
            "VpcId": boto3.client("ec2").describe_vpcs()["Vpcs"][0]["VpcId"],
        }),
        "Files": ("AWS::EFS::FileSystem", {}),
        "Target": ("AWS::EFS::MountTarget", {"FileSystemId": {"Ref": "Files"}, "SubnetId": subnet, "SecurityGroups": groups}),
        "Cluster": ("AWS::ECS::Cluster", {"ClusterName": name}),
        "Task": ("AWS::ECS::TaskDefinition", {
            "Family": "rollout",
            "RequiresCompatibilities": ["FARGATE"],
            "NetworkMode": "awsvpc",
            "Cpu": "256",
            "Memory": "512",
            "Volumes": [{"Name": "drivers", "EFSVolumeConfiguration": {"FilesystemId": {"Ref": "Files"}}}],
            "ContainerDefinitions": [{"Name": "copy", "Image": "registry/connectors:1"}],
        }),
        "Rule": ("AWS::Events::Rule", {
            "EventPattern": PATTERN,
            "Targets": [{"Id": "1", "Arn": arn("Cluster"), "RoleArn": arn("Role"), "EcsParameters": start}],
        }),
        "Announced": ("Custom::EdgeAnnounce", {
            "ServiceToken": arn("Function"),
            "Cluster": arn("Cluster"),
            "TaskDefinition": {"Ref": "Task"},
            "Family": "rollout",
            "Containers": ["copy"],
            "Image": "registry/connectors:1",
            "Edge": "demo",
            "Release": "1",
            "LogGroupName": "/edge/rollout",
        }),
    }
    made = {name: {"Type": kind, "Properties": properties} for name, (kind, properties) in resources.items()}
    made["Announced"]["DependsOn"] = ["Rule", "Target"]
    return json.dumps({"Resources": made})


class TroubleTest(unittest.TestCase):
    def setUp(self):
        self.addCleanup(put, "weather", {})
        self.addCleanup(put, "task-exits", {})
        self.cloudformation, self.ecs = boto3.client("cloudformation"), boto3.client("ecs")

    def create(self, name):
        """Creates the stack; returns its status, why anything failed, and its tasks."""
        subnet = boto3.client("ec2").describe_subnets()["Subnets"][0]["SubnetId"]
        self.cloudformation.create_stack(
            StackName=name,
            TemplateBody=template(name, subnet),
            Capabilities=["CAPABILITY_IAM"],
            Tags=[{"Key": "edge", "Value": name}],
            DisableRollback=True,
        )
        status = self.cloudformation.describe_stacks(StackName=name)["Stacks"][0]["StackStatus"]
        events = self.cloudformation.describe_stack_events(StackName=name)["StackEvents"]
        reasons = " ".join(each.get("ResourceStatusReason", "") for each in events if each["ResourceStatus"] == "CREATE_FAILED")
        arns = self.ecs.list_tasks(cluster=name, desiredStatus="STOPPED")["taskArns"]

        return status, reasons, self.ecs.describe_tasks(cluster=name, tasks=arns)["tasks"]

    def test_without_trouble_one_task_is_enough(self):
        status, reasons, [task] = self.create("quiet")
        self.assertEqual(status, "CREATE_COMPLETE", reasons)
        self.assertEqual((task["stopCode"], [each["exitCode"] for each in task["containers"]]), ("EssentialContainerExited", [0]))

    def test_an_added_container_and_two_tasks_that_do_not_start_only_delay_a_stack(self):
        put("weather", {"addedContainer": True, "failedStarts": 2})
        status, reasons, tasks = self.create("late")
        self.assertEqual(status, "CREATE_COMPLETE", reasons)
        codes = sorted((task["stopCode"], tuple(each.get("exitCode") for each in task["containers"])) for task in tasks)
        self.assertEqual(codes, [("EssentialContainerExited", (None, 0)), *[("TaskFailedToStart", (None, None))] * 2])

    def test_a_third_task_that_does_not_start_is_named(self):
        put("weather", {"failedStarts": 3})
        status, reasons, tasks = self.create("no-start")
        self.assertEqual((status, len(tasks)), ("CREATE_FAILED", 3))
        self.assertIn("ResourceInitializationError", reasons)
        self.assertNotIn("log group", reasons)

    def test_a_container_of_ours_that_fails_is_named_before_an_added_one(self):
        put("weather", {"addedContainer": True})
        put("task-exits", {"connectors": 4})
        status, reasons, tasks = self.create("broken")
        self.assertEqual((status, len(tasks)), ("CREATE_FAILED", 1))
        self.assertIn("container copy: exit code 4", reasons)
        self.assertIn("ignored: container aws-guardduty-agent-", reasons)


if __name__ == "__main__":
    unittest.main()
