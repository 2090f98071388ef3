"""Those who write logs: Container Insights and functions. moto has none; here they make the log groups that they make on AWS, if the weather is so."""

import json
from fnmatch import fnmatchcase

import weather
from moto.awslambda.models import LambdaBackend
from moto.ecs.models import EC2ContainerServiceBackend, ecs_backends
from moto.iam.models import iam_backends
from moto.logs.models import LogsBackend, logs_backends

INSIGHTS = "/aws/ecs/containerinsights/{}/performance"
WRITERS = {}  # roles that write to a log group, by account, region and group: a function writes its last lines when it is gone


def mend():
    _make_groups_of_clusters()
    _remember_groups_of_functions()
    _write_once_more()


def _group_of(cluster):
    on = any(item.get("name") == "containerInsights" and item.get("value") in ("enabled", "enhanced") for item in cluster.settings or [])
    return INSIGHTS.format(cluster.name) if on and cluster.status == "ACTIVE" else None


def _make_groups_of_clusters():
    create, update = EC2ContainerServiceBackend.create_cluster, EC2ContainerServiceBackend.update_cluster

    def observed(backend, cluster):
        group = _group_of(cluster)
        if group and weather.happens("insightsLogGroups"):
            _make(backend, group)
        return cluster

    EC2ContainerServiceBackend.create_cluster = lambda self, *args, **kwargs: observed(self, create(self, *args, **kwargs))
    EC2ContainerServiceBackend.update_cluster = lambda self, *args, **kwargs: observed(self, update(self, *args, **kwargs))


def _make(backend, group):
    logs = logs_backends[backend.account_id][backend.region_name]
    if group not in logs.groups:
        logs.create_log_group(group, {})


def _remember_groups_of_functions():
    create = LambdaBackend.create_function

    def create_function(self, spec):
        function = create(self, spec)
        group = spec.get("LoggingConfig", {}).get("LogGroup") or f"/aws/lambda/{function.function_name}"
        WRITERS.setdefault((self.account_id, self.region_name, group), set()).add(function.role)
        return function

    LambdaBackend.create_function = create_function


def _write_once_more():
    delete = LogsBackend.delete_log_group

    def delete_log_group(self, log_group_name):
        delete(self, log_group_name)
        for may_create in _late(self, log_group_name):
            if weather.happens("lateLogLines") and may_create:
                _make(self, log_group_name)

    LogsBackend.delete_log_group = delete_log_group


def _late(backend, group):
    """Yields, for each who still writes to a log group, whether it makes the group when there is none."""
    for cluster in ecs_backends[backend.account_id][backend.region_name].clusters.values():
        if _group_of(cluster) == group:
            yield True
    for role in WRITERS.get((backend.account_id, backend.region_name, group), ()):
        yield _may_create(backend, role, group)


def _may_create(backend, role_arn, group):
    iam = iam_backends[backend.account_id][backend.partition]
    role = next((role for role in iam.roles.values() if role.arn == role_arn), None)
    if role is None:
        return False
    attached = [
        version.document for policy in role.managed_policies.values() for version in policy.versions if version.version_id == policy.default_version_id
    ]
    arn = f"arn:aws:logs:{backend.region_name}:{backend.account_id}:log-group:{group}:*"
    return any(_allows(statement, arn) for document in [*role.policies.values(), *attached] for statement in _statements(document))


def _statements(document):
    found = (json.loads(document) if isinstance(document, str) else document)["Statement"]
    return found if isinstance(found, list) else [found]


def _allows(statement, arn):
    actions, resources = (_list(statement.get(key, [])) for key in ("Action", "Resource"))
    named = any(fnmatchcase("logs:createloggroup", action.lower()) for action in actions)
    return statement["Effect"] == "Allow" and named and any(fnmatchcase(arn, resource) for resource in resources)


def _list(value):
    return value if isinstance(value, list) else [value]
