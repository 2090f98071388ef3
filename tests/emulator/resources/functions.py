"""Lambda: functions, versions, aliases, mappings."""

import io
import zipfile

from moto.awslambda.models import lambda_backends

from resources.base import Handler, Made, without

#: What a function has that no longer has one of these.
NOTHING = {
    "Description": "",
    "Environment": {"Variables": {}},
    "VpcConfig": {"SubnetIds": [], "SecurityGroupIds": []},
    "DeadLetterConfig": {"TargetArn": ""},
    "FileSystemConfigs": [],
}
CONFIGURATION = frozenset({
    "Description", "Handler", "Runtime", "Role", "MemorySize", "Timeout", "Environment", "KmsKeyArn", "VpcConfig",
    "FileSystemConfigs", "LoggingConfig", "DeadLetterConfig", "TracingConfig", "EphemeralStorage", "Layers",
})


def code(properties):
    """Returns the code for the API: inline source becomes the zip that AWS makes of it."""
    given = properties["Code"]
    if "ZipFile" not in given:
        return given
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        # A fixed time: the same source must have the same hash.
        archive.writestr(zipfile.ZipInfo("index.py"), given["ZipFile"])
    return {"ZipFile": content.getvalue()}


class Function(Handler):
    type, name = "AWS::Lambda::Function", "FunctionName"

    def create(self, run, properties):
        given = without(properties, "Code", "ReservedConcurrentExecutions")
        given["FunctionName"] = properties.get("FunctionName") or run.name()
        made = run.call("lambda", "create_function", Code=code(properties), Tags=run.tags, **given)
        run.born(made["FunctionName"])
        self._reserve(run, made["FunctionName"], properties)
        return Made(made["FunctionName"], {"Arn": made["FunctionArn"]})

    def update(self, run, old, properties):
        name = old.physical_id
        if any(properties.get(key) != old.properties.get(key) for key in ("Code", "Architectures")):
            run.call("lambda", "update_function_code", FunctionName=name, Architectures=properties.get("Architectures"), **code(properties))
        given = {key: properties[key] for key in CONFIGURATION if key in properties}
        given |= {key: nothing for key, nothing in NOTHING.items() if properties.removed(key)}
        if any(given[key] != old.properties.get(key) for key in given):
            run.call("lambda", "update_function_configuration", FunctionName=name, **given)
        # moto has no call that changes it.
        signing = None if properties.removed("CodeSigningConfigArn") else properties.get("CodeSigningConfigArn")
        lambda_backends[run.account][run.region].get_function(name).code_signing_config_arn = signing
        if properties.removed("ReservedConcurrentExecutions"):
            run.call("lambda", "delete_function_concurrency", FunctionName=name)
        self._reserve(run, name, properties)
        return Made(name)

    @staticmethod
    def _reserve(run, name, properties):
        if "ReservedConcurrentExecutions" in properties:
            reserved = properties["ReservedConcurrentExecutions"]
            run.call("lambda", "put_function_concurrency", FunctionName=name, ReservedConcurrentExecutions=reserved)

    def delete(self, run, resource):
        run.call("lambda", "delete_function", FunctionName=resource.physical_id)


class Version(Handler):
    """A snapshot. AWS refuses to make one that differs in nothing from the last: the deployment then fails."""

    type = "AWS::Lambda::Version"

    def create(self, run, properties):
        function = properties["FunctionName"]
        published = run.call("lambda", "list_versions_by_function", FunctionName=function)["Versions"]
        before = {item["Version"] for item in published}
        made = run.call("lambda", "publish_version", **without(properties))
        if made["Version"] in before:
            known = f"A version for this Lambda function exists ( {made['Version']} )"
            raise RuntimeError(f"{known}. Modify the function to create a new version.")
        return Made(made["FunctionArn"], {"Version": made["Version"], "FunctionArn": made["FunctionArn"]})

    def delete(self, run, resource):
        function, number = resource.physical_id.rsplit(":", 1)
        run.call("lambda", "delete_function", FunctionName=function, Qualifier=number)


class Alias(Handler):
    type = "AWS::Lambda::Alias"

    def create(self, run, properties):
        given = without(properties, "ProvisionedConcurrencyConfig")
        run.born(run.call("lambda", "create_alias", **given)["AliasArn"])
        return self._provision(run, run.resource.physical_id, properties)

    def update(self, run, old, properties):
        run.call("lambda", "update_alias", **without(properties, "ProvisionedConcurrencyConfig"))
        if properties.removed("ProvisionedConcurrencyConfig"):
            place = {"FunctionName": properties["FunctionName"], "Qualifier": properties["Name"]}
            run.call("lambda", "delete_provisioned_concurrency_config", **place)
        return self._provision(run, old.physical_id, properties)

    @staticmethod
    def _provision(run, arn, properties):
        place = {"FunctionName": properties["FunctionName"], "Qualifier": properties["Name"]}
        if wanted := properties.get("ProvisionedConcurrencyConfig"):
            run.call("lambda", "put_provisioned_concurrency_config", **place, **wanted)
        return Made(arn, {"AliasArn": arn})

    def delete(self, run, resource):
        properties = resource.properties
        run.call("lambda", "delete_alias", FunctionName=properties["FunctionName"], Name=properties["Name"])


class EventSourceMapping(Handler):
    type = "AWS::Lambda::EventSourceMapping"

    def create(self, run, properties):
        made = run.call("lambda", "create_event_source_mapping", Tags=run.tags, **without(properties))["UUID"]
        return Made(made, {"Id": made, "EventSourceMappingArn": run.arn("lambda", f"event-source-mapping:{made}")})

    def update(self, run, old, properties):
        run.call("lambda", "update_event_source_mapping", UUID=old.physical_id, **without(properties, "EventSourceArn"))
        return Made(old.physical_id)

    def delete(self, run, resource):
        run.call("lambda", "delete_event_source_mapping", UUID=resource.physical_id)


HANDLERS = (Function, Version, Alias, EventSourceMapping)
