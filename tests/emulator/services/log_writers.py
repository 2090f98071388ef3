"""Those who write logs: Container Insights and functions.

moto has none; here they make the log groups that they make on AWS, if the weather is so.
"""

import weather
from iam import gate, principals
from iam.simulator import Question
from moto.awslambda.models import LambdaBackend
from moto.ecs.models import EC2ContainerServiceBackend, ecs_backends
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
        arn = f"arn:aws:logs:{backend.region_name}:{backend.account_id}:log-group:{group}"
        yield gate.allows(principals.of_role(role), [Question("logs:CreateLogGroup", arn)])
