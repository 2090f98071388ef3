"""Lambda: moto needs Docker to run a function and loses half of its configuration.

Here Python functions run in a process of their own. Versions are numbered and published as on AWS: a number is never used twice,
nothing new is published when nothing has changed, and a version with an alias cannot be deleted. Java functions are run for messages of
queues alone, by pollers.py.
"""

import copy
import hashlib
import json

import runtime
from iam import gate, principals
from iam.asked.compute import environment
from moto.awslambda import urls
from moto.awslambda.exceptions import LambdaClientError
from moto.awslambda.models import EventSourceMapping, LambdaBackend, LambdaFunction, LambdaStorage
from moto.awslambda.responses import LambdaResponse
from moto.sqs.models import sqs_backends
from services.agent import trouble_of_function, trouble_of_poller

KEPT = ("FileSystemConfigs", "KMSKeyArn", "DeadLetterConfig", "LoggingConfig", "TracingConfig")


def mend():
    _keep_configuration()
    _number_versions()
    _run_functions()
    _provision_concurrency()
    _map_queues_of_other_accounts()
    _look_at_roles()


def _keep_configuration():
    make, show, change = LambdaFunction.__init__, LambdaFunction.get_configuration, LambdaFunction.update_configuration

    def start(self, account_id, spec, *args, **kwargs):
        self.kept = {}
        make(self, account_id, spec, *args, **kwargs)
        self.kept = {key: spec[key] for key in KEPT if key in spec}

    def get_configuration(self, *args, **kwargs):
        return {**show(self, *args, **kwargs), **self.kept}

    def update_configuration(self, updates):
        self.kept = {**self.kept, **{key: updates[key] for key in KEPT if key in updates}}
        return change(self, updates)

    LambdaFunction.__init__ = start
    LambdaFunction.get_configuration = get_configuration
    LambdaFunction.update_configuration = update_configuration


def fingerprint(function):
    """Returns what makes a version another one: code and configuration."""
    shown = function.get_configuration()
    for key in ("Version", "FunctionArn", "LastModified", "LastUpdateStatus"):
        shown.pop(key, None)
    return hashlib.sha256(json.dumps(shown, sort_keys=True, default=str).encode()).hexdigest()


def _number_versions():
    remove, versions = LambdaStorage.del_function, LambdaStorage.list_versions_by_function

    def name_of(self, name_or_arn):
        return self.get_function_by_name_or_arn_with_qualifier(name_or_arn).function_name

    def publish_version(self, name_or_arn, description=""):
        entry = self._functions[name_of(self, name_or_arn)]
        latest, published = entry["latest"], entry["versions"]
        if published and fingerprint(published[-1]) == fingerprint(latest):
            return published[-1]
        entry["last"] = entry.get("last", 0) + 1
        version = copy.copy(latest)
        version.code, version.kept = dict(latest.code), dict(latest.kept)
        version.set_version(entry["last"])
        published.append(version)
        self._arns[version.function_arn] = version
        return version

    def del_function(self, name_or_arn, qualifier=None):
        function = self.get_function_by_name_or_arn_with_qualifier(name_or_arn, qualifier)
        aliases = self._aliases[function.function_arn.split(f":{function.version}")[0] if qualifier else function.function_arn]
        for alias in aliases.values() if qualifier else ():
            weights = (alias.routing_config or {}).get("AdditionalVersionWeights", {})
            if qualifier in (alias.function_version, *weights):
                error = f"Function: {function.function_arn} is referenced by the alias {alias.name}"
                raise LambdaClientError("ResourceConflictException", error)
        remove(self, name_or_arn, qualifier)

    LambdaStorage.publish_version = publish_version
    LambdaStorage.del_function = del_function
    # moto finds nothing by ARN, and answers with an empty list.
    LambdaStorage.list_versions_by_function = lambda self, name: versions(self, name_of(self, name))


def _run_functions():
    def invoke(self, function_name, qualifier, body, headers, response_headers):
        function = self.get_function(function_name, qualifier)
        event = json.loads(body) if body else {}
        if headers.get("X-Amz-Invocation-Type") == "Event":
            runtime.start(function, event)
            return b""
        result, error = runtime.run(function, event)
        if error:
            response_headers["x-amz-function-error"] = "Unhandled"
        return json.dumps(result).encode()

    LambdaBackend.invoke = invoke


def _provision_concurrency():
    """moto has no operation for it. What is provisioned belongs to the alias, and goes with it."""
    def alias_of(response):
        function = response.path.split("/")[-2]
        return response.backend._lambdas.get_alias(response._get_param("Qualifier"), function)

    def answer(alias):
        count = alias.provisioned
        return {
            "RequestedProvisionedConcurrentExecutions": count, "AvailableProvisionedConcurrentExecutions": count,
            "AllocatedProvisionedConcurrentExecutions": count, "Status": "READY", "LastModified": "2020-01-01T00:00:00+0000",
        }

    def put(self):
        alias = alias_of(self)
        alias.provisioned = json.loads(self.body)["ProvisionedConcurrentExecutions"]
        return 202, {}, json.dumps(answer(alias))

    def get(self):
        alias = alias_of(self)
        if getattr(alias, "provisioned", None) is None:
            error = "No Provisioned Concurrency Config found for this function"
            raise LambdaClientError("ProvisionedConcurrencyConfigNotFoundException", error)
        return 200, {}, json.dumps(answer(alias))

    def delete(self):
        alias_of(self).provisioned = None
        return 204, {}, "{}"

    urls.url_paths[r"{0}/(?P<api_version>[^/]+)/functions/(?P<function_name>[\w_:%-]+)/provisioned-concurrency$"] = LambdaResponse.dispatch
    LambdaResponse.put_provisioned_concurrency_config = put
    LambdaResponse.get_provisioned_concurrency_config = get
    LambdaResponse.delete_provisioned_concurrency_config = delete


def _map_queues_of_other_accounts():
    create = LambdaBackend.create_event_source_mapping

    def create_event_source_mapping(self, spec):
        *_, region, account, name = spec["EventSourceArn"].split(":")
        function = self._lambdas.get_function_by_name_or_arn_with_qualifier(spec["FunctionName"])
        if denied := trouble_of_poller(function.role, spec["EventSourceArn"], self.account_id):
            raise LambdaClientError("InvalidParameterValueException", denied)
        # Nobody is told when the function cannot start: its messages come again until they are set aside.
        gate.note(principals.of_role(function.role), environment(function))
        if account == self.account_id:
            mapping = create(self, spec)
            # moto would invoke the function while somebody sends a message; pollers.py looks when a test says so.
            sqs_backends[account][region].queues[name].lambda_event_source_mappings.clear()
            return mapping
        queue = sqs_backends[account][region].queues.get(name)
        if queue is None:
            error = "The provided queue does not exist or you do not have permissions to access it."
            raise LambdaClientError("InvalidParameterValueException", error)
        mapping = EventSourceMapping({
            **spec, "RegionName": self.region_name, "AccountId": self.account_id, "FunctionArn": spec["FunctionName"],
        })
        self._event_source_mappings[mapping.uuid] = mapping
        return mapping

    LambdaBackend.create_event_source_mapping = create_event_source_mapping


def _look_at_roles():
    create, configure = LambdaBackend.create_function, LambdaBackend.update_function_configuration

    def look(self, spec):
        if denied := trouble_of_function(spec, self.region_name, self.account_id):
            raise LambdaClientError("InvalidParameterValueException", denied)

    def create_function(self, spec):
        look(self, spec)
        return create(self, spec)

    def update_function_configuration(self, function_name, qualifier, body):
        function = self.get_function(function_name, qualifier)
        look(self, {**function.get_configuration(), **body, "FunctionName": function.function_name})
        return configure(self, function_name, qualifier, body)

    LambdaBackend.create_function, LambdaBackend.update_function_configuration = create_function, update_function_configuration
