"""An emulator for a module of tests, and calls to it by boto3 and by the AWS CLI."""

import atexit
import contextlib
import io
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from unittest import mock

import boto3

import environment

ACCOUNT_ITSELF = {"AWS": "arn:aws:iam::123456789012:root"}
SERVER = Path(__file__).parent.parent / "server.py"


def policy(*statements):
    """Returns a policy document of statements that allow, where they do not say otherwise."""
    return {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **statement} for statement in statements]}


def trust(*services, **more):
    """Returns the policy of a role that services may assume, and others."""
    return policy({"Principal": {"Service": [f"{service}.amazonaws.com" for service in services], **more}, "Action": "sts:AssumeRole"})


def keys_of(role):
    """Returns the credentials of a session of a role, for a client."""
    made = boto3.client("sts").assume_role(RoleArn=role, RoleSessionName="test")["Credentials"]
    names = {"aws_access_key_id": "AccessKeyId", "aws_secret_access_key": "SecretAccessKey", "aws_session_token": "SessionToken"}
    return {argument: made[name] for argument, name in names.items()}


class Emulated:
    """The emulator, on a free port. The first module starts it and the others use the same one, each with names of its own."""

    _port = None

    def __enter__(self):
        Emulated._port = Emulated._port or start()
        self._environment = mock.patch.dict(os.environ, environment.of_clients(Emulated._port) | {"AWS_PAGER": ""})
        self._environment.start()
        return self

    def __exit__(self, *_):
        self._environment.stop()

    @staticmethod
    def cli(*arguments):
        """Runs the AWS CLI; returns its exit code and all that it printed."""
        from awscli.clidriver import create_clidriver

        printed = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            code = create_clidriver().main(list(arguments))
        return code, printed.buffer.getvalue().decode()


def start():
    """Starts the emulator, which ends with this process; returns its port."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    directory = tempfile.TemporaryDirectory()
    command = [sys.executable, str(SERVER), "--port", str(port), "--log", f"{directory.name}/log", "--with-parent"]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    atexit.register(end, server, directory)
    for _ in range(300):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"http://localhost:{port}/emulator/ready").close()
            return port
        time.sleep(0.1)
    raise RuntimeError("the emulator has not started")


def end(server, directory):
    """Ends the emulator, and removes its log."""
    server.stdin.close()
    server.wait()
    directory.cleanup()
