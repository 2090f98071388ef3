"""Roles and policies."""

import json

from botocore.exceptions import ClientError
from resources.base import Handler, Made, is_gone, without


class Role(Handler):
    type, name = "AWS::IAM::Role", "RoleName"

    def create(self, run, properties):
        name = properties.get("RoleName") or run.name()
        role = run.call(
            "iam", "create_role",
            RoleName=name,
            Path=properties.get("Path"),
            Description=properties.get("Description"),
            MaxSessionDuration=properties.get("MaxSessionDuration"),
            AssumeRolePolicyDocument=properties["AssumeRolePolicyDocument"],
            PermissionsBoundary=properties.get("PermissionsBoundary"),
            Tags=run.tag_list,
        )["Role"]
        run.born(name)
        self._grant(run, name, properties)
        return Made(name, {"Arn": role["Arn"], "RoleId": role["RoleId"]})

    def adopt(self, run, name):
        role = run.call("iam", "get_role", RoleName=name)["Role"]
        return Made(name, {"Arn": role["Arn"], "RoleId": role["RoleId"]})

    def update(self, run, old, properties):
        name = old.physical_id
        usual = {"Description": "", "MaxSessionDuration": 3600}
        if gone := {key: usual[key] for key in usual if properties.removed(key)}:
            run.call("iam", "update_role", RoleName=name, **gone)
        run.call("iam", "update_assume_role_policy", RoleName=name, PolicyDocument=properties["AssumeRolePolicyDocument"])
        if boundary := properties.get("PermissionsBoundary"):
            run.call("iam", "put_role_permissions_boundary", RoleName=name, PermissionsBoundary=boundary)
        elif properties.removed("PermissionsBoundary"):
            run.call("iam", "delete_role_permissions_boundary", RoleName=name)
        if changes := {key: properties[key] for key in ("Description", "MaxSessionDuration") if key in properties}:
            run.call("iam", "update_role", RoleName=name, **changes)
        self._grant(run, name, properties)
        properties.handled("Policies", "ManagedPolicyArns")
        left = {item["PolicyName"] for item in properties.get("Policies", [])}
        for item in old.properties.get("Policies", []):
            if item["PolicyName"] not in left:
                drop(run, name, item["PolicyName"])
        for arn in set(old.properties.get("ManagedPolicyArns", [])) - set(properties.get("ManagedPolicyArns", [])):
            run.call("iam", "detach_role_policy", RoleName=name, PolicyArn=arn)
        return Made(name)

    @staticmethod
    def _grant(run, name, properties):
        for item in properties.get("Policies", []):
            run.call("iam", "put_role_policy", RoleName=name, PolicyName=item["PolicyName"], PolicyDocument=item["PolicyDocument"])
        for arn in properties.get("ManagedPolicyArns", []):
            run.call("iam", "attach_role_policy", RoleName=name, PolicyArn=arn)

    def delete(self, run, resource):
        name = resource.physical_id
        # Only what this resource gave: a policy of somebody else must keep the role from being deleted, as on AWS.
        for item in resource.properties.get("Policies", []):
            drop(run, name, item["PolicyName"])
        for arn in resource.properties.get("ManagedPolicyArns", []):
            run.call("iam", "detach_role_policy", RoleName=name, PolicyArn=arn)
        run.call("iam", "delete_role", RoleName=name)


def drop(run, role, policy):
    """Deletes a policy of a role; that it is gone must not keep the rest from being deleted."""
    try:
        run.call("iam", "delete_role_policy", RoleName=role, PolicyName=policy)
    except ClientError as error:
        if not is_gone(error):
            raise


class Policy(Handler):
    type = "AWS::IAM::Policy"

    def create(self, run, properties):
        given = without(properties, "Roles")
        for role in properties["Roles"]:
            run.call("iam", "put_role_policy", RoleName=role, **given)
        return Made(run.name(), {"Id": properties["PolicyName"]})

    def update(self, run, old, properties):
        self.create(run, properties)
        name, roles = old.properties["PolicyName"], set(old.properties["Roles"])
        for role in roles - set(properties["Roles"]) if name == properties["PolicyName"] else roles:
            run.call("iam", "delete_role_policy", RoleName=role, PolicyName=name)
        return Made(old.physical_id)

    def delete(self, run, resource):
        for role in resource.properties["Roles"]:
            drop(run, role, resource.properties["PolicyName"])


class ManagedPolicy(Handler):
    type, name = "AWS::IAM::ManagedPolicy", "ManagedPolicyName"

    def create(self, run, properties):
        given = without(properties, "ManagedPolicyName", "PolicyDocument", "Roles")
        name, document = properties.get("ManagedPolicyName") or run.name(), json.dumps(properties["PolicyDocument"])
        arn = run.call("iam", "create_policy", PolicyName=name, PolicyDocument=document, **given)["Policy"]["Arn"]
        run.born(arn)
        for role in properties.get("Roles", []):
            run.call("iam", "attach_role_policy", RoleName=role, PolicyArn=arn)
        return Made(arn, {"PolicyArn": arn})

    def update(self, run, old, properties):
        arn, before, after = old.physical_id, set(old.properties.get("Roles", [])), set(properties.get("Roles", []))
        properties.handled("Roles")
        if properties["PolicyDocument"] != old.properties["PolicyDocument"]:
            document = json.dumps(properties["PolicyDocument"])
            run.call("iam", "create_policy_version", PolicyArn=arn, PolicyDocument=document, SetAsDefault=True)
            for version in run.call("iam", "list_policy_versions", PolicyArn=arn)["Versions"]:
                if not version["IsDefaultVersion"]:
                    run.call("iam", "delete_policy_version", PolicyArn=arn, VersionId=version["VersionId"])
        for role in after - before:
            run.call("iam", "attach_role_policy", RoleName=role, PolicyArn=arn)
        for role in before - after:
            run.call("iam", "detach_role_policy", RoleName=role, PolicyArn=arn)
        return Made(arn)

    def delete(self, run, resource):
        for role in resource.properties.get("Roles", []):
            run.call("iam", "detach_role_policy", RoleName=role, PolicyArn=resource.physical_id)
        run.call("iam", "delete_policy", PolicyArn=resource.physical_id)


HANDLERS = (Role, Policy, ManagedPolicy)
