"""Custom resources: the function behind one is run, and its answer waited for, as CloudFormation does."""

import json
import uuid

import answers
from resources.base import Handler, Made


class CustomResource(Handler):
    type = "AWS::CloudFormation::CustomResource"

    def create(self, run, properties):
        return self._ask(run, "Create", properties.whole())

    def check_change(self, old, wanted):
        if old.properties["ServiceToken"] != wanted.properties["ServiceToken"]:
            raise RuntimeError("Modifying service token is not allowed.")

    def update(self, run, old, properties):
        """Whether this is another resource is for the function to decide, by the id it answers with."""
        return self._ask(run, "Update", properties.whole(), PhysicalResourceId=old.physical_id, OldResourceProperties=texts(old.properties))

    def delete(self, run, resource):
        self._ask(run, "Delete", resource.properties, PhysicalResourceId=resource.physical_id)

    @staticmethod
    def _ask(run, request, properties, **more):
        place = answers.expect()
        event = {
            "RequestType": request,
            "ServiceToken": properties["ServiceToken"],
            "ResponseURL": place.url,
            "StackId": run.stack.id,
            "RequestId": str(uuid.uuid4()),
            "LogicalResourceId": run.resource.logical_id,
            "ResourceType": run.resource.type,
            "ResourceProperties": texts(properties),
            **more,
        }
        run.call("lambda", "invoke", FunctionName=properties["ServiceToken"], InvocationType="Event", Payload=json.dumps(event).encode())
        answer = place.wait(int(properties.get("ServiceTimeout", 3600)))
        physical_id = answer.get("PhysicalResourceId")
        if request == "Create" and physical_id:
            run.born(physical_id)
        if answer["Status"] != "SUCCESS":
            raise RuntimeError(f"Received response status [FAILED] from custom resource. Message returned: {answer.get('Reason')}")
        return Made(physical_id, answer.get("Data") or {})


def texts(value):
    """A function receives every number and truth value as text."""
    if isinstance(value, dict):
        return {key: texts(item) for key, item in value.items()}
    if isinstance(value, list):
        return [texts(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


HANDLERS = (CustomResource,)
