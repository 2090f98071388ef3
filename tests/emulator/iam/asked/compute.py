"""Tasks, functions, images, log groups."""

from moto.ecs.models import ecs_backends

from iam.asked.keys import use_of
from iam.simulator import Question


def clusters(operation, given, place):
    cluster = (given.get("cluster") or "default").split("/")[-1]
    arn = place.arn("ecs", f"cluster/{cluster}")
    on_cluster = {"ecs:cluster": arn}
    if operation == "RunTask":
        definition = _definition(given["taskDefinition"], place)
        return [Question("ecs:RunTask", definition.arn, on_cluster), *_passed(definition)]
    if operation == "ListTasks":
        return [Question("ecs:ListTasks", place.arn("ecs", f"container-instance/{cluster}/*"), on_cluster)]
    if operation in ("StopTask", "DescribeTasks", "TagResource"):
        tasks = [task for task in (*given.get("tasks", []), given.get("task"), given.get("resourceArn")) if task]
        names = [task.split("/")[-1] for task in tasks]
        return [Question(f"ecs:{operation}", place.arn("ecs", f"task/{cluster}/{name}"), on_cluster) for name in names]
    if operation in ("DescribeServices", "UpdateService", "DeleteService", "CreateService"):
        names = given.get("services") or [given.get("service") or given.get("serviceName")]
        return [Question(f"ecs:{operation}", place.arn("ecs", f"service/{cluster}/{name.split('/')[-1]}"), on_cluster) for name in names]
    if operation == "ListServices":
        return [Question("ecs:ListServices", "*", on_cluster)]
    if operation == "DescribeClusters":
        names = [name.split("/")[-1] for name in given.get("clusters", ["default"])]
        return [Question("ecs:DescribeClusters", place.arn("ecs", f"cluster/{name}")) for name in names]
    return None


def _definition(name, place):
    return ecs_backends[place.account][place.region].describe_task_definition(name)


def _passed(definition):
    """Who starts a task hands over its two roles."""
    for name in ("task_role_arn", "execution_role_arn"):
        if arn := getattr(definition, name, None):
            yield Question("iam:PassRole", arn, {"iam:PassedToService": "ecs-tasks.amazonaws.com"})


def functions(operation, given, place):
    name = given.get("FunctionName", "")
    if not name:
        return None
    arn = name if name.startswith("arn:") else place.arn("lambda", f"function:{name}")
    if given.get("Qualifier"):
        arn = ":".join(arn.split(":")[:7] + [given["Qualifier"]])
    return [Question(f"lambda:{'InvokeFunction' if operation == 'Invoke' else operation}", arn)]


def environment(function):
    """Returns what is asked of the role of a function when it starts: the key of its environment."""
    key = function.kept.get("KMSKeyArn")
    if not key or not function.environment_vars:
        return []
    arn = ":".join(function.function_arn.split(":")[:7])
    return list(use_of(key, "lambda", ("Decrypt",), function.region, function.account_id, **{"aws:lambda:FunctionArn": arn}))


def log_groups(operation, given, place):
    name = given.get("logGroupName") or (given.get("logGroupIdentifier") or "").split(":log-group:")[-1]
    if not name:
        return None
    stream = given.get("logStreamName")
    return [Question(f"logs:{operation}", place.arn("logs", f"log-group:{name}:log-stream:{stream}" if stream else f"log-group:{name}"))]


def images(operation, given, place):
    if "repositoryName" not in given:
        return None
    return [Question(f"ecr:{operation}", place.arn("ecr", f"repository/{given['repositoryName']}"))]


SERVICES = {"ecs": clusters, "lambda": functions, "logs": log_groups, "ecr": images}
