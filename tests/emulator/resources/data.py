"""Keys, buckets, file systems, secrets, parameters and container repositories: what keeps data."""

import json

from moto.efs.models import efs_backends

from resources.base import Handler, Made, without


class Key(Handler):
    type = "AWS::KMS::Key"

    def create(self, run, properties):
        tags = [{"TagKey": key, "TagValue": value} for key, value in run.tags.items()]
        made = run.call("kms", "create_key", Policy=properties["KeyPolicy"], Description=properties.get("Description"), Tags=tags)
        return self._apply(run, run.born(made["KeyMetadata"]["KeyId"]), properties)

    def adopt(self, run, key):
        run.call("kms", "describe_key", KeyId=key)
        return self._made(run, key)

    def update(self, run, old, properties):
        if properties.removed("Enabled") or properties.get("Enabled"):
            run.call("kms", "enable_key", KeyId=old.physical_id)
        run.call("kms", "put_key_policy", KeyId=old.physical_id, PolicyName="default", Policy=properties["KeyPolicy"])
        run.call("kms", "update_key_description", KeyId=old.physical_id, Description=properties.get("Description", ""))
        properties.handled("Description")
        if properties.removed("EnableKeyRotation") or properties.get("EnableKeyRotation") is False:
            run.call("kms", "disable_key_rotation", KeyId=old.physical_id)
        return self._apply(run, old.physical_id, properties)

    @staticmethod
    def _apply(run, key, properties):
        properties.handled("PendingWindowInDays")  # wanted when the key is deleted
        if properties.get("EnableKeyRotation"):
            run.call("kms", "enable_key_rotation", KeyId=key, RotationPeriodInDays=properties.get("RotationPeriodInDays"))
        return Key._made(run, key)

    @staticmethod
    def _made(run, key):
        return Made(key, {"KeyId": key, "Arn": run.arn("kms", f"key/{key}")})

    def delete(self, run, resource):
        days = resource.properties.get("PendingWindowInDays")
        run.call("kms", "schedule_key_deletion", KeyId=resource.physical_id, PendingWindowInDays=days)


class KeyAlias(Handler):
    type, name = "AWS::KMS::Alias", "AliasName"

    def create(self, run, properties):
        run.call("kms", "create_alias", **without(properties))
        return Made(properties["AliasName"])

    def adopt(self, run, name):
        run.call("kms", "describe_key", KeyId=name)
        return Made(name)

    def update(self, run, old, properties):
        run.call("kms", "update_alias", **without(properties))
        return Made(old.physical_id)

    def delete(self, run, resource):
        run.call("kms", "delete_alias", AliasName=resource.physical_id)


class Bucket(Handler):
    type, name = "AWS::S3::Bucket", "BucketName"

    def create(self, run, properties):
        name = properties.get("BucketName") or run.name(63, lower=True)
        run.call("s3", "create_bucket", Bucket=name, CreateBucketConfiguration={"LocationConstraint": run.region})
        run.born(name)
        run.call("s3", "put_bucket_tagging", Bucket=name, Tagging={"TagSet": run.tag_list})
        return self._apply(run, name, properties)

    def update(self, run, old, properties):
        if properties.removed("LifecycleConfiguration"):
            run.call("s3", "delete_bucket_lifecycle", Bucket=old.physical_id)
        if properties.removed("LoggingConfiguration"):
            run.call("s3", "put_bucket_logging", Bucket=old.physical_id, BucketLoggingStatus={})
        return self._apply(run, old.physical_id, properties)

    @staticmethod
    def _apply(run, name, properties):
        left = without(properties)
        left.pop("BucketName", None)
        if encryption := left.pop("BucketEncryption", None):
            rules = [
                {
                    "ApplyServerSideEncryptionByDefault": item["ServerSideEncryptionByDefault"],
                    "BucketKeyEnabled": item.get("BucketKeyEnabled"),
                }
                for item in encryption["ServerSideEncryptionConfiguration"]
            ]
            run.call("s3", "put_bucket_encryption", Bucket=name, ServerSideEncryptionConfiguration={"Rules": rules})
        if versioning := left.pop("VersioningConfiguration", None):
            run.call("s3", "put_bucket_versioning", Bucket=name, VersioningConfiguration=versioning)
        if block := left.pop("PublicAccessBlockConfiguration", None):
            run.call("s3", "put_public_access_block", Bucket=name, PublicAccessBlockConfiguration=block)
        if ownership := left.pop("OwnershipControls", None):
            run.call("s3", "put_bucket_ownership_controls", Bucket=name, OwnershipControls=ownership)
        if lifecycle := left.pop("LifecycleConfiguration", None):
            rules = [lifecycle_rule(rule) for rule in lifecycle["Rules"]]
            run.call("s3", "put_bucket_lifecycle_configuration", Bucket=name, LifecycleConfiguration={"Rules": rules})
        if logging := left.pop("LoggingConfiguration", None):
            target = {"TargetBucket": logging["DestinationBucketName"], "TargetPrefix": logging.get("LogFilePrefix", "")}
            run.call("s3", "put_bucket_logging", Bucket=name, BucketLoggingStatus={"LoggingEnabled": target})
        if left.pop("AccessControl", "Private") != "Private":  # the default, which no call is needed for
            raise NotImplementedError("access control lists other than Private")
        if left:
            raise NotImplementedError(f"bucket properties {sorted(left)}")
        return Made(name, {
            "Arn": f"arn:aws:s3:::{name}",
            "DomainName": f"{name}.s3.amazonaws.com",
            "RegionalDomainName": f"{name}.s3.{run.region}.amazonaws.com",
        })

    def delete(self, run, resource):
        run.call("s3", "delete_bucket", Bucket=resource.physical_id)


def lifecycle_rule(rule):
    """Templates write some of the actions of a rule flat, the API nests them."""
    result = {"Filter": {"Prefix": rule.get("Prefix", "")}, **without(rule, "Prefix")}
    if "NoncurrentVersionExpirationInDays" in result:
        result["NoncurrentVersionExpiration"] = {"NoncurrentDays": result.pop("NoncurrentVersionExpirationInDays")}
    if "ExpiredObjectDeleteMarker" in result:
        result["Expiration"] = {"ExpiredObjectDeleteMarker": result.pop("ExpiredObjectDeleteMarker")}
    if "ExpirationInDays" in result:
        result["Expiration"] = {"Days": result.pop("ExpirationInDays")}
    return result


class BucketPolicy(Handler):
    type = "AWS::S3::BucketPolicy"

    def create(self, run, properties):
        run.call("s3", "put_bucket_policy", Bucket=properties["Bucket"], Policy=properties["PolicyDocument"])
        return Made(properties["Bucket"])

    def update(self, run, old, properties):
        return self.create(run, properties)

    def delete(self, run, resource):
        run.call("s3", "delete_bucket_policy", Bucket=resource.physical_id)


class Secret(Handler):
    type, name = "AWS::SecretsManager::Secret", "Name"

    def create(self, run, properties):
        # Without the name of the stack.
        name = properties.get("Name") or f"{run.resource.logical_id}-{run.ending()}"
        made = run.call("secretsmanager", "create_secret", **{**properties, "Name": name, "Tags": run.tag_list})
        return Made(made["ARN"], {"Id": made["ARN"]})

    def update(self, run, old, properties):
        run.call("secretsmanager", "update_secret", SecretId=old.physical_id, **without(properties, "Name"))
        return Made(old.physical_id)

    def delete(self, run, resource):
        run.call("secretsmanager", "delete_secret", SecretId=resource.physical_id, ForceDeleteWithoutRecovery=True)


class FileSystem(Handler):
    type = "AWS::EFS::FileSystem"

    def create(self, run, properties):
        given = without(properties, "FileSystemPolicy", "BackupPolicy", "LifecyclePolicies")
        given["Backup"] = properties.get("BackupPolicy", {}).get("Status") == "ENABLED"
        made = run.call("efs", "create_file_system", CreationToken=run.name(), Tags=run.tag_list, **given)["FileSystemId"]
        run.born(made)
        return self.update(run, run.resource, properties)

    def adopt(self, run, system):
        run.call("efs", "describe_file_systems", FileSystemId=system)
        return self._made(run, system)

    def update(self, run, old, properties):
        made = old.physical_id
        if "ThroughputMode" in properties and properties["ThroughputMode"] != old.properties.get("ThroughputMode"):
            kept = efs_backends[run.account][run.region].file_systems_by_id[made]
            kept.throughput_mode = properties["ThroughputMode"]
            kept.provisioned_throughput_in_mibps = properties.get("ProvisionedThroughputInMibps")
        properties.removed("ProvisionedThroughputInMibps")
        if properties.removed("FileSystemPolicy"):
            efs_backends[run.account][run.region].file_systems_by_id[made].file_system_policy = None
        if policy := properties.get("FileSystemPolicy"):
            run.call("efs", "put_file_system_policy", FileSystemId=made, Policy=policy)
        # moto has no call that changes it.
        backed_up = properties.get("BackupPolicy", {}).get("Status") == "ENABLED"
        efs_backends[run.account][run.region].file_systems_by_id[made]._backup = backed_up
        lifecycle = properties.get("LifecyclePolicies")
        if lifecycle or properties.removed("LifecyclePolicies"):
            run.call("efs", "put_lifecycle_configuration", FileSystemId=made, LifecyclePolicies=lifecycle or [])
        properties.removed("BackupPolicy")  # then it is not backed up
        return self._made(run, made)

    @staticmethod
    def _made(run, made):
        return Made(made, {"FileSystemId": made, "Arn": run.arn("elasticfilesystem", f"file-system/{made}")})

    def delete(self, run, resource):
        run.call("efs", "delete_file_system", FileSystemId=resource.physical_id)


class MountTarget(Handler):
    type = "AWS::EFS::MountTarget"

    def create(self, run, properties):
        made = run.call("efs", "create_mount_target", **without(properties))
        return Made(made["MountTargetId"], {"Id": made["MountTargetId"], "IpAddress": made["IpAddress"]})

    def adopt(self, run, target):
        (found,) = run.call("efs", "describe_mount_targets", MountTargetId=target)["MountTargets"]
        return Made(target, {"Id": target, "IpAddress": found["IpAddress"]})

    def update(self, run, old, properties):
        run.call("efs", "modify_mount_target_security_groups", MountTargetId=old.physical_id, SecurityGroups=properties["SecurityGroups"])
        return Made(old.physical_id)

    def delete(self, run, resource):
        run.call("efs", "delete_mount_target", MountTargetId=resource.physical_id)


class AccessPoint(Handler):
    type = "AWS::EFS::AccessPoint"

    def create(self, run, properties):
        made = run.call("efs", "create_access_point", ClientToken=run.name(), Tags=run.tag_list, **without(properties))
        return Made(made["AccessPointId"], {"AccessPointId": made["AccessPointId"], "Arn": made["AccessPointArn"]})

    def adopt(self, run, point):
        (found,) = run.call("efs", "describe_access_points", AccessPointId=point)["AccessPoints"]
        return Made(point, {"AccessPointId": point, "Arn": found["AccessPointArn"]})

    def delete(self, run, resource):
        run.call("efs", "delete_access_point", AccessPointId=resource.physical_id)


class Parameter(Handler):
    type, name = "AWS::SSM::Parameter", "Name"

    def create(self, run, properties):
        return self._put(run, properties.get("Name") or run.name(), properties, Tags=run.tag_list)

    def update(self, run, old, properties):
        return self._put(run, old.physical_id, properties, Overwrite=True)

    @staticmethod
    def _put(run, name, properties, **more):
        run.call("ssm", "put_parameter", **{**properties.whole(), "Name": name, **more})
        return Made(name, {"Value": properties["Value"], "Type": properties["Type"]})

    def delete(self, run, resource):
        run.call("ssm", "delete_parameter", Name=resource.physical_id)


class Repository(Handler):
    type, name = "AWS::ECR::Repository", "RepositoryName"

    def create(self, run, properties):
        name = properties.get("RepositoryName") or run.name(lower=True)
        run.call(
            "ecr", "create_repository",
            RepositoryName=name, Tags=run.tag_list, **without(properties, "RepositoryName", "LifecyclePolicy", "RepositoryPolicyText"),
        )
        run.born(name)
        if policy := properties.get("LifecyclePolicy"):
            run.call("ecr", "put_lifecycle_policy", RepositoryName=name, LifecyclePolicyText=policy["LifecyclePolicyText"])
        if policy := properties.get("RepositoryPolicyText"):
            run.call("ecr", "set_repository_policy", RepositoryName=name, PolicyText=json.dumps(policy))
        return Made(name, {"Arn": run.arn("ecr", f"repository/{name}")})

    def delete(self, run, resource):
        run.call("ecr", "delete_repository", RepositoryName=resource.physical_id)


HANDLERS = (
    Key, KeyAlias, Bucket, BucketPolicy, Secret, FileSystem, MountTarget, AccessPoint, Parameter, Repository,
)
