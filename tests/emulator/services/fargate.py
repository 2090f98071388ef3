"""ECS: moto has no life of Fargate tasks, asks for the memory of each container, and forgets settings of services.

A task runs until it is stopped. One that a rule of EventBridge started does its work at once and ends with exit code 0, unless a
test makes its image fail (`PUT /emulator/task-exits` with {image text: exit code}). What a tag stands for can change
(`PUT /emulator/image-digests` with {image text: digest}), for tasks that start later.

Of public images, public_images.py does what the command says. What an account can bring to every task is in weather.py.
"""

import hashlib

import weather
from moto.core.utils import utcnow
from moto.ec2.models import ec2_backends
from moto.ecs.models import Container, EC2ContainerServiceBackend, Service, Task
from moto.ecs.responses import EC2ContainerServiceResponse
from moto.efs.models import EFSBackend
from moto.moto_api import state_manager
from services import public_images
from services.agent import trouble_of_task
from services.eventbridge import BY_RULE

SETTINGS = {
    "deployment_configuration": "deploymentConfiguration",
    "availability_zone_rebalancing": "availabilityZoneRebalancing",
    "enable_ecs_managed_tags": "enableECSManagedTags",
    "enable_execute_command": "enableExecuteCommand",
}
EXITS = {}
DIGESTS = {}
NO_VOLUME = "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes"
ADDED = "aws-guardduty-agent-"
UNKNOWN_NAMES = {}  # how many more tasks cannot start, by file system


def mend():
    # Otherwise every look at a task would move it on, to its end.
    state_manager.set_transition("ecs::task", {"progression": "manual", "times": 10**9})
    needs = EC2ContainerServiceBackend._calculate_task_resource_requirements

    def requirements(definition):
        if "FARGATE" in (definition.requires_compatibilities or []):
            return {"CPU": 0, "MEMORY": 0, "PORTS": [], "PORTS_UDP": []}
        return needs(definition)

    EC2ContainerServiceBackend._calculate_task_resource_requirements = staticmethod(requirements)
    _give_tasks_a_life()
    _let_names_be_known_late()
    _keep_settings_of_services()
    _count_tasks_of_services()
    _tell_inactive_apart()


def _give_tasks_a_life():
    make, run, stop = Task.__init__, EC2ContainerServiceBackend.run_task, EC2ContainerServiceBackend.stop_task

    def start(self, cluster, task_definition, *args, **kwargs):
        make(self, cluster, task_definition, *args, **kwargs)
        self.created_at = self.started_at = utcnow()
        described = list(task_definition.container_definitions)
        if weather.happens("addedContainer"):
            described.insert(0, {"name": f"{ADDED}{self.id[:8]}"})
        self.containers = [_container(task_definition, item) for item in described]

    def run_task(self, *args, **kwargs):
        tasks = run(self, *args, **kwargs)
        for task in tasks:
            unknown = _unknown_name(self, task)
            definition = self.describe_task_definition(task.task_definition_arn)
            if denied := trouble_of_task(definition, _subnet(task), self.region_name, self.account_id):
                _end(task, "TaskFailedToStart", denied, _network(self))
            elif unknown:
                reason = f'{NO_VOLUME}: Failed to resolve "{unknown}"'
                _end(task, "TaskFailedToStart", reason, _network(self))
            elif found := public_images.commands(task, definition):
                public_images.start(task, definition, found, _ending(task, _network(self)))
            elif task.started_by.startswith(BY_RULE):
                _end(task, "EssentialContainerExited", "Essential container in task exited", _network(self))
        return tasks

    def stop_task(self, cluster_str, task_str, reason):
        task = stop(self, cluster_str, task_str, reason)
        _end(task, "UserInitiated", reason, _network(self))
        return task

    Task.__init__ = start
    EC2ContainerServiceBackend.run_task = run_task
    EC2ContainerServiceBackend.stop_task = stop_task


def _ending(task, network):
    """Returns what ends a task with the exit codes of its commands."""
    def end(exits):
        if task.last_status != "STOPPED":
            _end(task, "EssentialContainerExited", "Essential container in task exited", network, exits)

    return end


def _subnet(task):
    details = [detail for attachment in task.attachments for detail in attachment["details"]]
    return next((detail["value"] for detail in details if detail["name"] == "subnetId"), None)


def _unknown_name(backend, task):
    """Returns the name of a file system of the task that DNS does not know yet, or None."""
    definition = backend.describe_task_definition(task.task_definition_arn)
    volumes = [volume.get("efsVolumeConfiguration") or {} for volume in definition.volumes or []]
    waiting = [volume["fileSystemId"] for volume in volumes if UNKNOWN_NAMES.get(volume.get("fileSystemId"))]
    if task.started_by.startswith("ecs-svc/") or not waiting:
        return None
    UNKNOWN_NAMES[waiting[0]] -= 1
    weather.HAPPENED["failedStarts"] += 1
    return f"{waiting[0]}.efs.{backend.region_name}.amazonaws.com"


def _let_names_be_known_late():
    make = EFSBackend.create_mount_target

    def create_mount_target(self, file_system_id, *args, **kwargs):
        target = make(self, file_system_id, *args, **kwargs)
        UNKNOWN_NAMES[file_system_id] = weather.NOW["failedStarts"]
        return target

    EFSBackend.create_mount_target = create_mount_target


def _container(definition, described):
    container = Container(type("One", (), {"arn": definition.arn, "container_definitions": [described]}))
    container.last_status, container.exit_code = "RUNNING", None
    del container.exitCode
    image = container.image or ""
    made_from = hashlib.sha256(image.encode()).hexdigest()
    container.image_digest = next((digest for text, digest in DIGESTS.items() if text in image), f"sha256:{made_from}")
    return container


def _network(backend):
    return ec2_backends[backend.account_id][backend.region_name]


def _end(task, stop_code, reason, network, exits=()):
    task.last_status = task.desired_status = "STOPPED"
    task.stop_code, task.stopped_reason, task.stopped_at = stop_code, reason, utcnow()
    for container in task.containers:
        container.last_status = "STOPPED"
        if container.name.startswith(ADDED):
            container.reason = "CannotPullContainerError: pull access denied"
        elif stop_code != "TaskFailedToStart":
            pretended = next((code for text, code in EXITS.items() if text in (container.image or "")), 0)
            container.exit_code = dict(exits).get(container.name, pretended)
    # The network interface goes with the task; left there, it would keep the security group from being deleted.
    for attachment in task.attachments:
        for detail in attachment["details"]:
            if detail["name"] == "networkInterfaceId":
                network.enis.pop(detail["value"], None)
    task.attachments = []


def _keep_settings_of_services():
    create, update = EC2ContainerServiceResponse.create_service, EC2ContainerServiceResponse.update_service

    def steady(service, response):
        for attribute, parameter in SETTINGS.items():
            value = response._get_param(parameter)
            if value is not None:
                setattr(service, attribute, value)
        network = response._get_param("networkConfiguration")
        if network is not None:
            service.network_configuration = network
        service.running_count, service.pending_count = service.desired_count, 0
        for deployment in service.deployments:
            deployment.update(
                desiredCount=service.desired_count, runningCount=service.desired_count, pendingCount=0,
                rolloutState="COMPLETED", taskDefinition=service.task_definition,
            )

    def create_service(self):
        answer = create(self)
        steady(answer.result["service"], self)
        return answer

    def update_service(self):
        answer = update(self)
        steady(answer.result["service"], self)
        return answer

    EC2ContainerServiceResponse.create_service = create_service
    EC2ContainerServiceResponse.update_service = update_service
    Service.created_at = property(lambda self: self.deployments[0]["createdAt"] if self.deployments else utcnow())


def _count_tasks_of_services():
    """A task that somebody stopped is missing. AWS would start another; here it stays away, for a test to see."""
    describe = EC2ContainerServiceBackend.describe_services

    def describe_services(self, cluster_str, service_names_or_arns):
        found, failures = describe(self, cluster_str, service_names_or_arns)
        for service in found:
            started_by = f"ecs-svc/{service.name}"[:128]
            tasks = [task for task in self.tasks[service.cluster_name].values() if task.started_by == started_by]
            if tasks:
                service.running_count = sum(task.last_status == "RUNNING" for task in tasks)
        return found, failures

    EC2ContainerServiceBackend.describe_services = describe_services


def _tell_inactive_apart():
    """What is deleted stays in moto as INACTIVE; AWS lists it no longer."""
    services, clusters = EC2ContainerServiceBackend.list_services, EC2ContainerServiceBackend.list_clusters

    def list_services(self, *args, **kwargs):
        gone = {item.arn for item in self.services.values() if item.status == "INACTIVE"}
        return [arn for arn in services(self, *args, **kwargs) if arn not in gone]

    def list_clusters(self):
        gone = {item.arn for item in self.clusters.values() if item.status == "INACTIVE"}
        return [arn for arn in clusters(self) if arn not in gone]

    EC2ContainerServiceBackend.list_services = list_services
    EC2ContainerServiceBackend.list_clusters = list_clusters
