"""DeploymentSupport: does for a stack what a CloudFormation template cannot do itself.

One function behind four custom resource types. Every action may be repeated, an Update destroys
nothing, deleting what is gone succeeds. CloudFormation gets an answer on every path: without one the
stack hangs until the resource's ServiceTimeout (3600 s). What takes longer than one invocation goes
on in another one, for which this function needs lambda:InvokeFunction on itself.

A rollback needs nothing that is not in the account: what is stored is not copied again, and a failure
of EdgeCopy or EdgeAnnounce is only noted. The code of a function that the rollback leaves alone is in
Lambda, so that a missing object harms nobody; if Lambda does need it, it fails and names the object.
For this the function needs cloudformation:DescribeStacks on its own stack.

Custom::EdgeCopy       Create, Update: stores an object. Its key must change with its content: an object
                       with the noted hash of an earlier copy stays, unless Sha256 or Text says otherwise.
                       Delete: deletes it.
    properties         DestinationBucket, DestinationKey; SourceBucket and SourceKey, or Text;
                       optional Sha256 (hexadecimal) that the content must have
    attributes         Key, Sha256
    rights             s3:GetObject (source, destination), s3:PutObject, s3:AbortMultipartUpload,
                       s3:DeleteObject (destination); kms:Decrypt (keys of both buckets),
                       kms:GenerateDataKey (key of the destination)
Custom::EdgeEmpty      Delete: deletes all versions and delete markers of a bucket.
    properties         BucketName
    rights             s3:ListBucketVersions (bucket), s3:DeleteObjectVersion (objects)
Custom::EdgeAnnounce   Create, Update: announces an image and waits until the ECS task that a rule then
                       starts has succeeded. A task that has not started is announced again.
    properties         Cluster, TaskDefinition (ARNs), Family, Containers (names of all containers of the
                       task definition; others in the task do not count), Image, Edge, Release;
                       optional LogGroupName
    rights             events:PutEvents (default bus), ecs:ListTasks, ecs:DescribeTasks
Custom::EdgeStopTasks  Delete: stops all tasks of a cluster and waits until they have stopped.
    properties         Cluster (ARN)
    rights             ecs:ListTasks, ecs:DescribeTasks, ecs:StopTask
"""

import contextlib
import hashlib
import json
import re
import signal
import tempfile
import traceback
import urllib.request
from time import sleep, time as now

import boto3
from boto3.s3.transfer import TransferConfig, create_transfer_manager
from botocore.config import Config
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectionError as NoConnection,
    FlexibleChecksumError,
    HTTPClientError,
    IncompleteReadError,
)

MINUTE = 60
TIME_LIMIT = 50 * MINUTE  # for all invocations together; 10 minutes before the ServiceTimeout
HANDOVER = 60  # seconds before its end at which an invocation hands over to the next
LAST_CALL = 40  # seconds before its end at which even a call that hangs is interrupted
AGAIN = 5  # seconds until the next interruption, if one is lost
MAX_HANDOVERS = 12  # Lambda drops the 17th invocation of a chain, and nobody would answer
PATIENCE = 2 * MINUTE  # a right granted a moment ago may not have reached every service yet
POLL, RESEND, CLOCK_SKEW = 10, 30, 10
TASK_APPEARS, TASK_ENDS = 10 * MINUTE, 40 * MINUTE
MAX_STARTS = 3  # ECS never repeats a stand-alone task that could not start
RESTART = 90  # so long the name of a new file system may be unknown to DNS
KILLED = {137, 143}  # exit codes of a container that a signal ended
ENDED = {"STOPPED", "DELETED"}  # ECS shows the second for a while, too
BY_RULE = "events-rule/"  # how EventBridge signs the tasks that it starts
ANSWER_BYTES = 4096  # CloudFormation refuses a longer answer
DENIED = re.compile("AccessDenied|UnauthorizedOperation|not authorized", re.IGNORECASE)
# Throttling, trouble on AWS's side, and credentials that have not reached every service yet.
PASSING = re.compile(
    "Throttl|TooManyRequests|RequestLimitExceeded|BandwidthLimitExceeded|SlowDown|Rate exceeded|ServiceUnavailable"
    "|InternalError|InternalFailure|InternalServerError|InternalException|ServerException|ServiceException"
    "|RequestTimeout|OperationAborted|InvalidAccessKeyId|InvalidClientTokenId|UnrecognizedClientException"
)
NOT_YET = {"NoSuchBucket", "ClusterNotFoundException", "KMS.NotFoundException"}  # or no more, during a Delete
ROLLING_BACK = {"ROLLBACK_IN_PROGRESS", "UPDATE_ROLLBACK_IN_PROGRESS"}


class Failure(Exception):
    """The action failed; the message says what, and what to do about it."""


class WrongTemplate(Failure):
    """The template asks for something unknown or incomplete, from which nothing can have been created."""


class NotAllDeleted(Failure):
    """S3 could not delete some objects; worth another try."""


class OutOfTime(BaseException):
    """This invocation must end. No Exception: botocore would take it for a network error and retry."""


class Run:
    """One invocation: its event, its time, and the state handed over to the next invocation."""

    def __init__(self, event, context):
        self.event, self.context = event, context
        self.type, self.request = event.get("ResourceType"), event.get("RequestType")
        self.properties = event.get("ResourceProperties") or {}
        self.state = dict(event.get("Continuation") or {"Started": now(), "Handovers": 0})
        self.waits_for = "AWS to respond"

    def property(self, name):
        """Returns a property that must not be missing."""
        if not self.properties.get(name):
            raise WrongTemplate(f"property {name} of {self.type} is missing: set it in the template")
        return self.properties[name]

    def elapsed(self):
        """Returns the seconds since the first of the invocations began."""
        return now() - self.state["Started"]

    def remaining(self):
        """Returns the seconds until Lambda ends this invocation."""
        return self.context.get_remaining_time_in_millis() / 1000

    def check_time(self, upcoming=0):
        """Stops the work while there is still time to hand over or to answer."""
        if self.remaining() - upcoming < HANDOVER or self.elapsed() >= TIME_LIMIT:
            raise OutOfTime

    def pause(self, seconds, waits_for):
        """Waits; the user is told what for if the time runs out."""
        self.waits_for = waits_for
        print(f"waiting {seconds} s for {waits_for}")
        self.check_time(seconds)
        sleep(seconds)

    def patiently(self, call, *args, **kwargs):
        """Calls, and again for two minutes while rights propagate, AWS is busy or the network fails.

        The call must be repeatable. Its last error is raised as it is.
        """
        wait, left = 2, PATIENCE
        while True:
            self.check_time()
            try:
                return call(*args, **kwargs)
            except Exception as error:
                not_yet = self.request != "Delete" and error_code(error) in NOT_YET
                if left <= 0 or not (not_yet or may_pass(error)):
                    raise
                self.pause(wait, f"an error to go away: {error}")
                left -= wait
                wait = min(2 * wait, 20, left)


def handler(event, context):
    """Performs one request of CloudFormation and answers it, or leaves it to another invocation."""
    if not isinstance(event, dict) or not event.get("ResponseURL"):
        raise ValueError("the event has no ResponseURL: only CloudFormation may invoke this function")
    run = Run(event, context)
    print(json.dumps({name: event.get(name) for name in ("RequestType", "ResourceType", "LogicalResourceId")}))
    try:
        data = work(run)
    except Exception as error:
        traceback.print_exc()
        answer(event, *verdict(run, error))
    else:
        if data is not None:
            answer(event, "SUCCESS", data=data)


def work(run):
    """Returns the attributes for the template, or None if another invocation goes on."""
    try:
        with watchdog(run):
            return act(run) or {}
    except OutOfTime:
        hand_over(run)
        return None


def act(run):
    """Performs the action that the event asks for."""
    if run.request not in ("Create", "Update", "Delete"):
        raise Failure(f"RequestType {run.request!r} is unknown: use Create, Update or Delete")
    try:
        if run.type not in ACTIONS:
            raise WrongTemplate(f"ResourceType {run.type!r} is unknown: use one of {', '.join(ACTIONS)}")
        create_or_update, delete = ACTIONS[run.type]
        return delete(run) if run.request == "Delete" else create_or_update(run)
    except WrongTemplate:
        if run.request != "Delete":  # the creation failed for this reason, the rollback must not
            raise
    return None


@contextlib.contextmanager
def watchdog(run):
    """Interrupts even a call that hangs, early enough to hand over or to answer."""

    def interrupt(signal_number, frame):
        raise OutOfTime

    seconds = min(run.remaining() - LAST_CALL, TIME_LIMIT + MINUTE - run.elapsed())
    signal.signal(signal.SIGALRM, interrupt)
    # Again and again: Python drops what is raised in a callback of its garbage collector.
    signal.setitimer(signal.ITIMER_REAL, max(seconds, 1), AGAIN)
    try:
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    finally:  # when it rang in between
        signal.setitimer(signal.ITIMER_REAL, 0)


def hand_over(run):
    """Has another invocation go on with the same event and the state reached so far."""
    handovers = run.state["Handovers"] + 1
    if run.elapsed() >= TIME_LIMIT or handovers > MAX_HANDOVERS:
        raise Failure(
            f"gave up after {run.elapsed() / MINUTE:.0f} minutes and {handovers} invocations, "
            f"waiting for {run.waits_for}: remove the cause and try again"
        )
    print(f"out of time, going on in another invocation; waiting for {run.waits_for}")
    following = json.dumps({**run.event, "Continuation": {**run.state, "Handovers": handovers}}).encode()
    itself = run.context.invoked_function_arn
    while True:
        try:  # with few attempts at a time: less than a minute is left
            client("lambda", attempts=3).invoke(FunctionName=itself, InvocationType="Event", Payload=following)
            return
        except Exception as error:
            if not may_pass(error) or run.remaining() - POLL / 2 < LAST_CALL:
                raise Failure(
                    f"out of time, and the function could not invoke itself to go on: {error}; "
                    "grant it lambda:InvokeFunction on itself and try again"
                ) from error
        sleep(POLL / 2)


def verdict(run, error):
    """Returns status and reason for a failed action."""
    known = isinstance(error, (Failure, ClientError, BotoCoreError))
    reason = str(error) if known else f"{type(error).__name__}: {error}"
    # The earlier image or package may be gone, too: a second failure would end in UPDATE_ROLLBACK_FAILED.
    asks_others = run.type in ("Custom::EdgeCopy", "Custom::EdgeAnnounce") and run.request != "Delete"
    if asks_others and rolling_back(run):
        return "SUCCESS", f"the stack rolls back, so this failure is ignored: {reason}"
    return "FAILED", reason


def rolling_back(run):
    """Returns whether the stack is known to roll back; waits for the answer while there is time for another one."""
    cloudformation = client("cloudformation", attempts=5)
    for wait in (2, 4, 8, 16, 20, 20, 20, 20, 0):
        try:
            stacks = cloudformation.describe_stacks(StackName=run.event["StackId"])["Stacks"]
            return stacks[0]["StackStatus"] in ROLLING_BACK
        except Exception as error:
            print(f"cannot read the status of the stack: {error}")
            if not may_pass(error) or run.remaining() - wait < LAST_CALL:
                break
        sleep(wait)
    return False


def answer(event, status, reason="", data=None):
    """Sends the outcome to CloudFormation; raises if that fails, so that Lambda repeats the event.

    It does not raise if the URL has expired: nobody waits for a repetition.
    """
    body = {name: event.get(name) for name in ("StackId", "RequestId", "LogicalResourceId")}
    body |= {"Status": status, "PhysicalResourceId": physical_id(event, status), "Data": data or {}}
    print(json.dumps({**body, "Reason": reason}))
    reason = reason[:ANSWER_BYTES]
    while len(text := json.dumps({**body, "Reason": reason})) > ANSWER_BYTES and reason:
        reason = reason[:-50]
    for wait in (1, 2, 4, 0):
        try:
            # The signature of the URL covers an empty content type.
            headers = {"Content-Type": ""}
            request = urllib.request.Request(event["ResponseURL"], text.encode(), headers, method="PUT")
            with urllib.request.urlopen(request, timeout=8):
                return
        except Exception as error:
            # Not its message, which can hold the URL: whoever knows that can answer, too.
            http = getattr(error, "code", "")
            problem = f"{type(error).__name__} {http}".strip()
            print(f"could not answer: {problem}")
            sleep(wait)
    if http != 403:
        raise RuntimeError(f"could not answer CloudFormation in 4 attempts: {problem}")


def physical_id(event, status):
    """Returns the id that CloudFormation knows the resource by.

    For a copy its object, so that CloudFormation deletes the old object only after a successful
    update. For the others one id for life, so that a replacement never triggers their Delete.
    """
    stack = (str(event.get("StackId")).split("/") + ["unknown"])[1]
    constant = f"{stack}/{event.get('LogicalResourceId')}"
    if event.get("ResourceType") != "Custom::EdgeCopy":
        return constant
    properties, given = event.get("ResourceProperties") or {}, event.get("PhysicalResourceId")
    bucket, key = properties.get("DestinationBucket"), properties.get("DestinationKey")
    if given and (event.get("RequestType") == "Delete" or status == "FAILED"):
        return given
    return f"s3://{bucket}/{key}" if bucket and key else given or constant


def client(service, attempts=10):
    """Returns a client that retries throttling and server errors by itself."""
    retries = {"mode": "standard", "max_attempts": attempts}
    return boto3.client(service, config=Config(retries=retries, connect_timeout=5))


def denied(error):
    """Returns whether a right is missing, for good or for the moment."""
    return isinstance(error, ClientError) and (http_status(error) == 403 or bool(DENIED.search(str(error))))


def may_pass(error):
    """Returns whether the same call may succeed later: a right that arrives, throttling, servers or the network."""
    if isinstance(error, ClientError):
        busy = http_status(error) == 429 or http_status(error) >= 500
        return busy or denied(error) or bool(PASSING.search(str(error)))
    network = HTTPClientError, NoConnection, IncompleteReadError, FlexibleChecksumError, ConnectionError
    return isinstance(error, (*network, NotAllDeleted))


def http_status(error):
    """Returns the HTTP status of an error of AWS."""
    return error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)


def error_code(error):
    """Returns AWS's code of an error, None for another error."""
    return error.response["Error"].get("Code") if isinstance(error, ClientError) else None


@contextlib.contextmanager
def ignoring(*causes):
    """Ends its block without an error when AWS names one of the causes: that something is gone."""
    try:
        yield
    except ClientError as error:
        if not any(cause in str(error) for cause in causes):
            raise


def require(name):
    """Returns an action that only checks a property, so that its lack shows before the Delete."""
    return lambda run: run.property(name) and None


def copy(run):
    """EdgeCopy: stores the source or the text as the destination object, if it is not there yet."""
    bucket, key = run.property("DestinationBucket"), run.property("DestinationKey")
    text = run.properties.get("Text")
    source = f"s3://{run.property('SourceBucket')}/{run.property('SourceKey')}" if text is None else "the text"
    given = run.properties.get("Sha256", "").lower()
    expected = given if given or text is None else hashlib.sha256(text.encode()).hexdigest()
    s3 = client("s3")

    def stored():
        """Returns the attributes if nothing is to be done."""
        noted = run.patiently(stored_sha256, s3, bucket, key)
        return {"Key": key, "Sha256": noted} if noted and noted == (expected or noted) else None

    if attributes := stored():
        return attributes
    # By way of a file: the content may exceed the memory, and must be verified before anything can use it.
    with tempfile.NamedTemporaryFile(prefix="edge-copy-", dir="/tmp") as file:
        try:
            actual = download(run, s3, file) if text is None else write(run, file, [text.encode()])
            if expected and actual != expected:
                raise Failure(
                    f"{source} has sha256 {actual}, expected {expected}: nothing was copied; "
                    "provide the unaltered content or correct the hash"
                )
        except Failure:
            if attributes := stored():  # the first look was refused, because a right arrived late
                return attributes
            raise
        if attributes := stored():  # for the same reason
            return attributes
        run.patiently(upload, s3, file.name, bucket, key, actual)
    return {"Key": key, "Sha256": actual}


def stored_sha256(s3, bucket, key):
    """Returns the hash that an earlier copy noted on the destination object, or None."""
    try:
        return s3.head_object(Bucket=bucket, Key=key)["Metadata"].get("sha256")
    except ClientError as error:
        # To those who may not list the bucket S3 says 403 instead of 404 about a missing object.
        if http_status(error) in (403, 404):
            return None
        raise


def download(run, s3, file):
    """Writes the source object into the file and returns its hash."""
    bucket, key = run.property("SourceBucket"), run.property("SourceKey")

    def unreadable(error):
        return Failure(
            f"cannot read the source, bucket {bucket}, key {key}: {error}; upload the object there or "
            "correct bucket and key, and let this function read it"
        )

    def attempt():
        try:
            body = s3.get_object(Bucket=bucket, Key=key)["Body"]
        except ClientError as error:
            if error_code(error) in ("NoSuchKey", "NoSuchBucket"):  # the source is older than the stack: no patience
                raise unreadable(error) from error
            raise
        return write(run, file, body.iter_chunks(1024 * 1024))

    try:
        return run.patiently(attempt)
    except ClientError as error:
        if denied(error):
            raise unreadable(error) from error
        raise


def write(run, file, chunks):
    """Makes the chunks the file's whole content and returns its hash."""
    file.seek(0)
    file.truncate()
    digest = hashlib.sha256()
    for chunk in chunks:
        run.check_time()
        file.write(chunk)
        digest.update(chunk)
    file.flush()
    return digest.hexdigest()


def upload(s3, path, bucket, key, sha256):
    """Uploads the file, a large one in parts, and notes the hash on the object."""
    # Without threads, which the watchdog cannot interrupt, and which upload_fileobj would wait for.
    manager = create_transfer_manager(s3, TransferConfig(use_threads=False))
    manager.upload(path, bucket, key, {"Metadata": {"sha256": sha256}}).result()


def delete_copy(run):
    """EdgeCopy: deletes the object that the physical id names; another id comes from a failed creation."""
    named = re.fullmatch(r"s3://([^/]+)/(.+)", run.event.get("PhysicalResourceId") or "", re.DOTALL)
    if named:
        with ignoring("NoSuchBucket", "NoSuchKey"):
            run.patiently(client("s3").delete_object, Bucket=named[1], Key=named[2])


def empty(run):
    """EdgeEmpty: deletes every version and delete marker; with one left the bucket cannot be deleted."""
    bucket, s3 = run.property("BucketName"), client("s3")
    run.waits_for = f"bucket {bucket} to be empty"
    with ignoring("NoSuchBucket"):
        while True:  # always the first page, so that late writes are found as well
            page = run.patiently(s3.list_object_versions, Bucket=bucket, MaxKeys=1000)
            found = page.get("Versions", []) + page.get("DeleteMarkers", [])
            if not found:
                return
            objects = [{"Key": item["Key"], "VersionId": item["VersionId"]} for item in found]
            run.patiently(delete_objects, s3, bucket, objects)


def delete_objects(s3, bucket, objects):
    """Deletes up to 1,000 versions; S3 answers 200 even if it deleted only some of them."""
    errors = s3.delete_objects(Bucket=bucket, Delete={"Objects": objects, "Quiet": True}).get("Errors", [])
    if errors:
        first = "; ".join(f"{item.get('Key')}: {item.get('Code')} {item.get('Message')}" for item in errors[:3])
        raise NotAllDeleted(f"{len(errors)} objects of bucket {bucket} cannot be deleted, remove the cause: {first}")


def announce(run):
    """EdgeAnnounce: announces the image until a rule starts the task, and waits for its success.

    A rule made seconds ago misses events without a trace, so one event is not enough. Nor is one task:
    it may not start, and is then announced again. Several tasks are as good as one.
    """
    revision, cluster, family = (run.property(name) for name in ("TaskDefinition", "Cluster", "Family"))
    containers = run.property("Containers")
    detail = json.dumps({name.lower(): run.property(name) for name in ("Edge", "Release", "Image")})
    log = f"look at the log group {run.properties.get('LogGroupName') or 'of the task'}"
    events, ecs, state = client("events"), client("ecs"), run.state
    state.setdefault("NotStarted", [])  # for each attempt its tasks, and why they have not run
    while True:
        if not state.get("Seen") and now() >= state.get("NextSend", 0):
            state["NextSend"] = now() + RESEND
            state.setdefault("FirstSend", now())
            state.setdefault("Announced", now())
            state["Result"] = send(run, events, detail)
        run.pause(POLL, f"the task of {revision} to {'finish' if state.get('Seen') else 'appear'}")
        tasks = [
            task
            for task in tasks_of(run, ecs, cluster, family=family)
            if task["taskDefinitionArn"] == revision
            and task["createdAt"].timestamp() >= state["FirstSend"] - CLOCK_SKEW
        ]
        if any(succeeded(task, containers) for task in tasks):
            return
        counted = {arn for attempt in state["NotStarted"] for arn in attempt}
        tasks = [task for task in tasks if task["taskArn"] not in counted and started_by_rule(task)]
        if tasks and all(task["lastStatus"] in ENDED for task in tasks):
            reasons = {task["taskArn"]: why_stopped(task, containers, log) for task in tasks}
            if any(failed(task, containers) for task in tasks):
                raise Failure("; ".join(reasons.values()))
            print(f"announcing again in {RESTART} s: {reasons}")
            attempts, again = [*state["NotStarted"], reasons], now() + RESTART
            state.update(NotStarted=attempts, Seen=False, NextSend=again, Announced=again)
        elif tasks:
            state["Seen"] = True
        before = "; ".join(reason for attempt in state["NotStarted"] for reason in attempt.values())
        if len(state["NotStarted"]) >= MAX_STARTS:
            raise Failure(f"{before}; that was attempt {MAX_STARTS}, the last: remove the cause and try again")
        before = before and f"; before: {before}"
        if not state.get("Seen") and now() - state["Announced"] >= TASK_APPEARS:
            raise Failure(
                f"no task of {revision} appeared within 10 minutes of the first image_update event "
                f"({state.get('Result')}): look at the dead-letter queue of the rule that starts it{before}"
            )
        if now() - state["FirstSend"] >= TASK_ENDS:
            statuses = {task["lastStatus"] for task in tasks}
            where = f": {log}" if "RUNNING" in statuses else ""
            raise Failure(
                f"the task of {revision} has not finished within 40 minutes, "
                f"its status is {' and '.join(sorted(statuses)) or 'unknown'}{where}{before}"
            )


def send(run, events, detail):
    """Sends the event and returns what became of it: EventBridge refuses events with status 200."""
    entry = {"Source": "com.ataccama.edge.connectorsrollout", "DetailType": "image_update", "Detail": detail}
    response = run.patiently(events.put_events, Entries=[entry])
    result = response["Entries"][0]
    if response["FailedEntryCount"] > 0:
        return f"refused by EventBridge: {result.get('ErrorCode')} {result.get('ErrorMessage')}"
    return f"accepted by EventBridge as {result.get('EventId')}"


def started_by_rule(task):
    """Returns whether a rule may have started the task: the failure of anybody else's says nothing about ours."""
    return task.get("startedBy", BY_RULE).startswith(BY_RULE)


def exit_codes(task, containers):
    """Returns the exit code of each of our containers, None for one that has not run to its end.

    Others, such as those that GuardDuty adds to every task, say nothing about the work that was done.
    """
    codes = {container.get("name"): container.get("exitCode") for container in task.get("containers", [])}
    return [codes.get(name) for name in containers]


def succeeded(task, containers):
    """Returns whether the task has stopped and all our containers have exited with 0."""
    return task["lastStatus"] in ENDED and all(code == 0 for code in exit_codes(task, containers))


def failed(task, containers):
    """Returns whether a container of ours has failed by itself, and was not kept from its work."""
    by_itself = task.get("stopCode", "EssentialContainerExited") == "EssentialContainerExited"
    codes = {code for code in exit_codes(task, containers) if code}
    # A container that is not ours failed, and ECS ended ours with it.
    others = [item for item in task.get("containers", []) if item.get("name") not in containers and item.get("exitCode")]
    return by_itself and bool(codes) and not (others and codes <= KILLED)


def why_stopped(task, containers, log):
    """Returns what ECS knows about the failure of a task, and where to look if one of our containers has run."""
    known = {container.get("name"): container for container in task.get("containers", [])}

    def tell(name):
        item = known.get(name, {})
        return f"container {name}: exit code {item.get('exitCode', 'none')}, {item.get('reason', 'no reason')}"

    ran = any(code is not None for code in exit_codes(task, containers))
    others = [tell(name) for name in known if name not in containers]
    reason, stop_code = task.get("stoppedReason", "no reason"), task.get("stopCode", "no stop code")
    parts = [
        f"task {task['taskArn']} failed: {reason} ({stop_code})",
        *map(tell, containers),
        *([log] if ran else []),
        *([f"not part of the task definition and ignored: {', '.join(others)}"] if others else []),
    ]
    return "; ".join(parts)


def stop_tasks(run):
    """EdgeStopTasks: stops all tasks and waits for the last one to run down.

    A cluster with tasks cannot be deleted, and a late task would write to a deleted log group.
    """
    cluster, ecs = run.property("Cluster"), client("ecs")
    with ignoring("ClusterNotFoundException", "cluster is inactive", "cluster was inactive"):
        while tasks := [task for task in tasks_of(run, ecs, cluster) if task["lastStatus"] not in ENDED]:
            for task in tasks:
                if task["desiredStatus"] != "STOPPED":
                    with ignoring("task was not found"):
                        run.patiently(ecs.stop_task, cluster=cluster, task=task["taskArn"], reason="stack deletion")
            run.pause(POLL, f"{len(tasks)} tasks of {cluster} to stop, among them {tasks[0]['taskArn']}")


def tasks_of(run, ecs, cluster, **selection):
    """Returns the cluster's tasks, with those that are stopping or have stopped lately."""
    tasks = []
    # In this order: a task that stops in between is seen twice; in the other order it would be missed.
    for status in ("RUNNING", "STOPPED"):
        pages = ecs.get_paginator("list_tasks").paginate(cluster=cluster, desiredStatus=status, **selection)
        for page in run.patiently(list, pages):
            if page["taskArns"]:  # at most 100, which is also the most that one call describes
                tasks += run.patiently(ecs.describe_tasks, cluster=cluster, tasks=page["taskArns"])["tasks"]
    return tasks


# What Create and Update do, and what Delete does.
ACTIONS = {
    "Custom::EdgeCopy": (copy, delete_copy),
    "Custom::EdgeEmpty": (require("BucketName"), empty),
    "Custom::EdgeAnnounce": (announce, lambda run: None),
    "Custom::EdgeStopTasks": (require("Cluster"), stop_tasks),
}
