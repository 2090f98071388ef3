"""ECS: clusters, task definitions, services with their tasks."""

from resources.base import Handler, Made, without


class Cluster(Handler):
    type, name = "AWS::ECS::Cluster", "ClusterName"

    def exists(self, run, name):
        return any(item["status"] == "ACTIVE" for item in run.call("ecs", "describe_clusters", Clusters=[name])["clusters"])

    def create(self, run, properties):
        given = without(properties, "ClusterSettings")
        given["ClusterName"] = properties.get("ClusterName") or run.name(255)
        made = run.call("ecs", "create_cluster", Settings=properties.get("ClusterSettings"), Tags=run.tag_list, **given)["cluster"]
        return Made(made["clusterName"], {"Arn": made["clusterArn"]})

    def update(self, run, old, properties):
        settings = properties.get("ClusterSettings")
        if properties.removed("ClusterSettings"):
            settings = [{"Name": "containerInsights", "Value": "disabled"}]
        run.call("ecs", "update_cluster", Cluster=old.physical_id, Settings=settings, Configuration=properties.get("Configuration"))
        return Made(old.physical_id)

    def delete(self, run, resource):
        cluster = resource.physical_id
        # AWS refuses a cluster with services or tasks; moto does not.
        if run.call("ecs", "list_services", Cluster=cluster)["serviceArns"]:
            raise RuntimeError("ClusterContainsServicesException: the cluster cannot be deleted while services are active")
        if run.call("ecs", "list_tasks", Cluster=cluster, DesiredStatus="RUNNING")["taskArns"]:
            raise RuntimeError("ClusterContainsTasksException: the cluster cannot be deleted while tasks are active")
        run.call("ecs", "delete_cluster", Cluster=cluster)


class TaskDefinition(Handler):
    """Nothing of it can change: another revision is registered, and the old one goes when the update has succeeded."""

    type = "AWS::ECS::TaskDefinition"

    def create(self, run, properties):
        given = without(properties)
        given["Family"] = properties.get("Family") or run.name(255)
        arn = run.call("ecs", "register_task_definition", Tags=run.tag_list, **given)["taskDefinition"]["taskDefinitionArn"]
        return Made(arn, {"TaskDefinitionArn": arn})

    def delete(self, run, resource):
        run.call("ecs", "deregister_task_definition", TaskDefinition=resource.physical_id)


class Service(Handler):
    type, name = "AWS::ECS::Service", "ServiceName"

    def create(self, run, properties):
        given = without(properties)
        given["ServiceName"] = properties.get("ServiceName") or run.name(255)
        service = run.call("ecs", "create_service", Tags=run.tag_list, **given)["service"]
        run.born(service["serviceArn"])
        self._settle(run, service["serviceName"], properties)
        return Made(service["serviceArn"], {"Name": service["serviceName"], "ServiceArn": service["serviceArn"]})

    def update(self, run, old, properties):
        name = old.attributes["Name"]
        given = without(properties, "Cluster", "ServiceName", "LaunchType", "SchedulingStrategy")
        run.call("ecs", "update_service", Cluster=properties["Cluster"], Service=name, **given)
        self._settle(run, name, properties)
        return Made(old.physical_id)

    @staticmethod
    def _settle(run, name, properties):
        """Gives the service its tasks: moto only counts them, so that nothing would run in the cluster."""
        stop_tasks(run, properties["Cluster"], name)
        count = int(properties.get("DesiredCount", 1))
        # Its circuit breaker stops a deployment at the earliest after so many tasks that did not start.
        for left in reversed(range(3 if count else 0)):
            started = run.call(
                "ecs", "run_task",
                Cluster=properties["Cluster"],
                TaskDefinition=properties["TaskDefinition"],
                Count=count,
                LaunchType="FARGATE",
                Group=f"service:{name}",
                StartedBy=f"ecs-svc/{name}"[:128],
                NetworkConfiguration=properties.get("NetworkConfiguration"),
            )
            failed = [task["stoppedReason"] for task in started["tasks"] if task.get("stopCode") == "TaskFailedToStart"]
            if not failed:
                break
            count = len(failed)
            if not left:
                raise RuntimeError(f"Error occurred during operation 'ECS Deployment Circuit Breaker was triggered': {failed[0]}")

    def delete(self, run, resource):
        cluster, name = resource.properties["Cluster"], resource.physical_id.split("/")[-1]
        stop_tasks(run, cluster, name)
        run.call("ecs", "delete_service", Cluster=cluster, Service=name, Force=True)


def stop_tasks(run, cluster, service):
    """Stops the tasks of a service."""
    started = run.call("ecs", "list_tasks", Cluster=cluster, StartedBy=f"ecs-svc/{service}"[:128], DesiredStatus="RUNNING")
    for task in started["taskArns"]:
        run.call("ecs", "stop_task", Cluster=cluster, Task=task, Reason="the service has other tasks")


HANDLERS = (Cluster, TaskDefinition, Service)
