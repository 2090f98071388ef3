"""Tasks with public images: what their command says is done, where a task with the vendor's images only pretends.

Only of tasks that are not a service's, and of containers whose image is of public.ecr.aws and whose entry point is `sh -c`. The command
runs on this machine with the role of the task; its output is in its log group, and its end is told to EventBridge.
"""

import json
import os
import shutil
import subprocess
import tempfile
import threading
import time
from pathlib import Path

import aws

PUBLIC = "public.ecr.aws/"
_RUNNING = []


def commands(task, definition):
    """Returns the containers of a task whose commands are done, with what the start of the task says of each."""
    if task.started_by.startswith("ecs-svc/"):
        return []
    overrides = {item["name"]: item for item in (task.overrides or {}).get("containerOverrides", [])}
    return [
        (container, overrides.get(container["name"], {}))
        for container in definition.container_definitions
        if container.get("image", "").startswith(PUBLIC) and container.get("entryPoint") == ["sh", "-c"]
    ]


def start(task, definition, found, end):
    """Does the commands in the background, then ends the task with their exit codes, by the names of the containers."""

    def work():
        _tell(task, definition, "RUNNING")
        exits = {container["name"]: _run(task, definition, container, override) for container, override in found}
        end(exits)
        _tell(task, definition, "STOPPED")

    thread = threading.Thread(target=work, daemon=True)
    _RUNNING.append(thread)
    thread.start()


def wait():
    """Waits until all commands have ended."""
    while _RUNNING:
        _RUNNING.pop(0).join()


def _run(task, definition, container, override):
    variables = {item["name"]: item["value"] for item in (container.get("environment") or []) + (override.get("environment") or [])}
    with tempfile.TemporaryDirectory(prefix="task-") as directory:
        cli = Path(directory, "aws")
        # The address of a queue is otherwise the host that is called.
        cli.write_text(f'#!/bin/sh\nexec "{shutil.which("aws")}" "$@" --endpoint-url "$AWS_ENDPOINT_URL"\n')
        cli.chmod(0o755)
        environment = {
            "PATH": f"{directory}:{os.environ['PATH']}",
            "HOME": directory,
            "TMPDIR": directory,
            "AWS_ENDPOINT_URL": aws.endpoint(),
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_REGION": task.region_name,
            "AWS_DEFAULT_REGION": task.region_name,
            **_credentials(task, definition),
            **variables,
            "SECONDS_PER_LOOK": "0",  # waiting is cut short
        }
        command = ["sh", "-c", *(override.get("command") or container["command"])]
        done = subprocess.run(command, cwd=directory, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    _log(task, container, [line for line in done.stdout.splitlines() if line])
    return done.returncode


def _credentials(task, definition):
    role = getattr(definition, "task_role_arn", None)
    if not role:
        return {}
    made = aws.call("sts", "assume_role", task.region_name, {"RoleArn": role, "RoleSessionName": task.id})["Credentials"]
    names = {"AWS_ACCESS_KEY_ID": "AccessKeyId", "AWS_SECRET_ACCESS_KEY": "SecretAccessKey", "AWS_SESSION_TOKEN": "SessionToken"}
    return {variable: made[name] for variable, name in names.items()}


def _log(task, container, lines):
    options = (container.get("logConfiguration") or {}).get("options") or {}
    if lines and "awslogs-group" in options:
        stream = f"{options.get('awslogs-stream-prefix', 'ecs')}/{container['name']}/{task.id}"
        write(task.region_name, options["awslogs-group"], stream, lines)


def write(region, group, stream, lines):
    """Writes lines to a new stream of a log group."""
    place = {"logGroupName": group, "logStreamName": stream}
    aws.call("logs", "create_log_stream", region, place)
    now = int(time.time() * 1000)
    aws.call("logs", "put_log_events", region, {**place, "logEvents": [{"timestamp": now, "message": line} for line in lines]})


def _tell(task, definition, status):
    detail = {
        "clusterArn": task.cluster_arn,
        "containers": [{"name": item["name"], "lastStatus": status} for item in definition.container_definitions],
        "group": task.group,
        "lastStatus": status,
        "startedBy": task.started_by,
        "taskArn": task.task_arn,
        "taskDefinitionArn": task.task_definition_arn,
    }
    entry = {"Source": "aws.ecs", "DetailType": "ECS Task State Change", "Detail": json.dumps(detail)}
    aws.call("events", "put_events", task.region_name, {"Entries": [entry]})
