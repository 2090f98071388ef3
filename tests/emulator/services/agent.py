"""What ECS and Lambda do with the roles of a task or a function before its code runs. A denial has the words of the service."""

import re

from iam import endpoints, gate, principals, resource_policies
from iam.asked import Place
from iam.asked.identity import secrets
from iam.denial import AccessDenied
from iam.simulator import Question
from moto.efs.models import efs_backends

IMAGE = re.compile(r"(?P<account>\d{12})\.dkr\.ecr\.(?P<region>[^.]+)\.amazonaws\.com/(?P<repository>[^:@]+)")
NOT_PULLED = "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed"
NO_MOUNT = "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: mount.nfs4: access denied by server"
NO_STREAM = (
    "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: "
    "failed to create Cloudwatch log stream"
)
TASKS = "ecs-tasks.amazonaws.com"
PULL = ("BatchCheckLayerAvailability", "GetDownloadUrlForLayer", "BatchGetImage")
# What Lambda needs to put a function into a VPC, by its own check.
NETWORK = ("ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DeleteNetworkInterface")


def trouble_of_task(definition, subnet, region, account):
    """Returns why a task cannot start in a subnet with the rights of its roles, or None."""
    place = Place(region, account)
    source = {"source_account": account, "source_arn": place.arn("ecs", "*")}
    sessions, denials = [], []
    # Both, also when the first fails: a new role may be known when the task is started again.
    for role in (getattr(definition, name, None) for name in ("task_role_arn", "execution_role_arn")):
        try:
            if role and subnet:
                endpoints.runs_in(role, subnet, region, account)
            sessions.append(principals.assumed_by(role, TASKS, **source) if role else None)
        except AccessDenied as error:
            denials.append(error)
    if denials:
        return f"ECS was unable to assume the role: {denials[0]}"
    task, agent = sessions
    steps = [
        (agent, NOT_PULLED, _images(definition, place)),
        (agent, NOT_PULLED, _secrets(definition, place)),
        (task, NO_MOUNT, _mounts(definition, place)),
        (agent, NO_STREAM, _streams(definition, place)),
    ]
    for principal, words, found in steps:
        if found and principal is None:
            return f"{words}: the task definition has no such role"
        try:
            gate.decide(principal, found)
        except AccessDenied as error:
            return f"{words}: {error}"
    return None


def _images(definition, place):
    found = []
    for container in definition.container_definitions:
        image = IMAGE.match(container.get("image", ""))
        if image:
            arn = f"arn:aws:ecr:{image['region']}:{image['account']}:repository/{image['repository']}"
            found += [Question("ecr:GetAuthorizationToken"), *(Question(f"ecr:{action}", arn, account=place.account) for action in PULL)]
    return found


def _secrets(definition, place):
    found = []
    for container in definition.container_definitions:
        names = [item["valueFrom"] for item in container.get("secrets") or []]
        if credentials := container.get("repositoryCredentials"):
            names.append(credentials["credentialsParameter"])
        for name in names:
            found += secrets("GetSecretValue", {"SecretId": ":".join(name.split(":")[:7])}, place)
    return found


def _mounts(definition, place):
    found = []
    points = [point for item in definition.container_definitions for point in item.get("mountPoints") or []]
    read_only = {point["sourceVolume"] for point in points if point.get("readOnly")}
    for volume in definition.volumes or []:
        system = volume.get("efsVolumeConfiguration")
        arn = system and place.arn("elasticfilesystem", f"file-system/{system['fileSystemId']}")
        authorization = (system or {}).get("authorizationConfig") or {}
        # Without IAM, whoever reaches a file system that has no policy may mount it.
        if system and (authorization.get("iam") == "ENABLED" or resource_policies.of(arn, "elasticfilesystem:ClientMount")):
            access = authorization.get("accessPointId")
            found += mount(place, system["fileSystemId"], access, volume["name"] in read_only)
    return found


def mount(place, file_system, access_point, read_only):
    """Returns what EFS asks about who mounts a file system."""
    context = {"elasticfilesystem:AccessedViaMountTarget": "true"}
    if access_point:
        context["elasticfilesystem:AccessPointArn"] = place.arn("elasticfilesystem", f"access-point/{access_point}")
    arn = place.arn("elasticfilesystem", f"file-system/{file_system}")
    return [Question(f"elasticfilesystem:{action}", arn, context) for action in ("ClientMount",) + (() if read_only else ("ClientWrite",))]


def _streams(definition, place):
    found = []
    for container in definition.container_definitions:
        log = container.get("logConfiguration") or {}
        if log.get("logDriver") == "awslogs":
            group, prefix = log["options"]["awslogs-group"], log["options"].get("awslogs-stream-prefix", "ecs")
            stream = place.arn("logs", f"log-group:{group}:log-stream:{prefix}/{container['name']}/1")
            found += [Question(f"logs:{action}", stream) for action in ("CreateLogStream", "PutLogEvents")]
    return found


def trouble_of_function(spec, region, account):
    """Returns the words with which Lambda refuses a function whose role lacks something that Lambda looks for, or None."""
    place, role = Place(region, account), spec["Role"]
    arn = place.arn("lambda", f"function:{spec['FunctionName']}")
    try:
        session = principals.assumed_by(role, "lambda.amazonaws.com", source_account=account, source_arn=arn)
    except AccessDenied:
        return "The role defined for the function cannot be assumed by Lambda."
    vpc = spec.get("VpcConfig") or {}
    for action in NETWORK if vpc.get("SubnetIds") else ():
        if not gate.allows(session, _in_network(action, vpc, place)):
            return f"The provided execution role does not have permissions to call {action.split(':')[1]} on EC2"
    target = (spec.get("DeadLetterConfig") or {}).get("TargetArn")
    if target and not gate.allows(session, [Question("sqs:SendMessage", target)]):
        return "The provided execution role does not have permissions to call SendMessage on SQS"
    for system in spec.get("FileSystemConfigs") or []:
        if not gate.allows(session, _mount_of_function(system, place)):
            return "The provided execution role does not have permissions to mount the file system"
    group = (spec.get("LoggingConfig") or {}).get("LogGroup") or f"/aws/lambda/{spec['FunctionName']}"
    stream = place.arn("logs", f"log-group:{group}:log-stream:2026/01/01/[1]0")
    gate.note(session, [Question(f"logs:{action}", stream) for action in ("CreateLogStream", "PutLogEvents")])
    return None


def _in_network(action, vpc, place):
    """Lambda does this itself: only what the code of a function calls has lambda:SourceFunctionArn."""
    if action != "ec2:CreateNetworkInterface":
        return [Question(action, place.arn("ec2", "network-interface/*"))]
    subnets = [f"subnet/{item}" for item in vpc["SubnetIds"]]
    groups = [f"security-group/{item}" for item in vpc.get("SecurityGroupIds", [])]
    return [Question(action, place.arn("ec2", kind)) for kind in (*subnets, *groups, "network-interface/*")]


def _mount_of_function(system, place):
    access = system["Arn"].split("/")[-1]
    found = efs_backends[place.account][place.region].access_points.get(access)
    return mount(place, found.file_system_id, access, True) if found else []


def trouble_of_poller(role, queue, account):
    """Returns the words with which Lambda refuses to read a queue with a role, or None."""
    try:
        session = principals.assumed_by(role, "lambda.amazonaws.com", source_account=account)
    except AccessDenied:
        return "The role defined for the function cannot be assumed by Lambda."
    for action in ("ReceiveMessage", "DeleteMessage", "GetQueueAttributes"):
        if not gate.allows(session, [Question(f"sqs:{action}", queue)]):
            return f"The provided execution role does not have permissions to call {action} on SQS"
    return None
