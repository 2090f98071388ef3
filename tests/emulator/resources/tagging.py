"""How the tags of an existing resource change. Each service has operations of its own."""

from cloudformation import schemas
from cloudformation.views import as_list

#: By the beginning of a type: service, operations that set and that remove, the parameter with the resource,
#: and how tags and keys are called.
BY_ARN = {
    "AWS::CloudWatch::": ("cloudwatch", "tag_resource", "untag_resource", "ResourceARN", "Tags", "TagKeys"),
    "AWS::ECS::": ("ecs", "tag_resource", "untag_resource", "resourceArn", "tags", "tagKeys"),
    "AWS::EFS::": ("efs", "tag_resource", "untag_resource", "ResourceId", "Tags", "TagKeys"),
    "AWS::Events::": ("events", "tag_resource", "untag_resource", "ResourceARN", "Tags", "TagKeys"),
    "AWS::Lambda::": ("lambda", "tag_resource", "untag_resource", "Resource", "Tags", "TagKeys"),
    "AWS::Logs::": ("logs", "tag_resource", "untag_resource", "resourceArn", "tags", "tagKeys"),
    "AWS::SNS::": ("sns", "tag_resource", "untag_resource", "ResourceArn", "Tags", "TagKeys"),
    "AWS::SQS::": ("sqs", "tag_queue", "untag_queue", "QueueUrl", "Tags", "TagKeys"),
    "AWS::IAM::Role": ("iam", "tag_role", "untag_role", "RoleName", "Tags", "TagKeys"),
    "AWS::KMS::": ("kms", "tag_resource", "untag_resource", "KeyId", "Tags", "TagKeys"),
    "AWS::SecretsManager::": ("secretsmanager", "tag_resource", "untag_resource", "SecretId", "Tags", "TagKeys"),
    "AWS::ECR::": ("ecr", "tag_resource", "untag_resource", "resourceArn", "tags", "tagKeys"),
    "AWS::ElasticLoadBalancingV2::": ("elbv2", "add_tags", "remove_tags", "ResourceArns", "Tags", "TagKeys"),
    "AWS::EC2::": ("ec2", "create_tags", "delete_tags", "Resources", "Tags", "Tags"),
}
MAPS = {"AWS::Lambda::", "AWS::Logs::", "AWS::SQS::"}  # services that take tags as a map
LISTS = {"AWS::ElasticLoadBalancingV2::", "AWS::EC2::"}  # services that take several resources
PHYSICAL = {
    "AWS::EFS::",
    "AWS::SQS::",
    "AWS::SNS::",
    "AWS::IAM::Role",
    "AWS::KMS::",
    "AWS::SecretsManager::",
    "AWS::ElasticLoadBalancingV2::",
}
#: The same as in BY_ARN for a parameter of Systems Manager, which is called by its name and kind.
PARAMETER = ("ssm", "add_tags_to_resource", "remove_tags_from_resource", "ResourceId", "Tags", "TagKeys")
#: The operation of Service Catalog that changes the tags of a type together with the rest of it.
CATALOG = {
    "AWS::ServiceCatalog::Portfolio": "update_portfolio",
    "AWS::ServiceCatalog::CloudFormationProduct": "update_product",
}


def change(run, resource, before, after=None):
    """Gives a resource its tags, or others, and takes from it those that it had before and has no longer."""
    after = schemas.tags(resource, run.stack) if after is None else after
    new = {key: value for key, value in after.items() if before.get(key) != value}
    gone = sorted(before.keys() - after.keys())
    if resource.type == "AWS::S3::Bucket":
        run.call("s3", "put_bucket_tagging", Bucket=resource.physical_id, Tagging={"TagSet": as_list(after)})
    elif resource.type.startswith("AWS::ServiceCatalog::"):
        run.call("servicecatalog", CATALOG[resource.type], Id=resource.physical_id, AddTags=as_list(new), RemoveTags=gone)
    elif resource.type == "AWS::SSM::Parameter":
        _change(run, PARAMETER, resource.physical_id, as_list(new), gone, "Parameter")
    else:
        start = next((start for start in BY_ARN if resource.type.startswith(start)), None)
        if start is None:
            raise NotImplementedError(f"the emulator cannot change tags of {resource.type}")
        place = _place(run, start, resource)
        if start == "AWS::KMS::":
            set_tags = [{"TagKey": key, "TagValue": value} for key, value in new.items()]
        else:
            set_tags = new if start in MAPS else as_list(new)
        removed = [{"Key": key} for key in gone] if start == "AWS::EC2::" else gone
        _change(run, BY_ARN[start], [place] if start in LISTS else place, set_tags, removed)


def _place(run, start, resource):
    if start == "AWS::EC2::":
        return resource.attributes["AllocationId"] if resource.type == "AWS::EC2::EIP" else resource.physical_id
    if resource.type == "AWS::CloudWatch::Dashboard":
        return f"arn:aws:cloudwatch::{run.account}:dashboard/{resource.physical_id}"
    if start in PHYSICAL:
        return resource.physical_id
    # An attribute with the ARN, or an ARN for an id. The ARN of a log group has no asterisk when it is tagged.
    arn = next((value for key, value in resource.attributes.items() if key.endswith("Arn")), resource.physical_id)
    return arn.removesuffix(":*")


def _change(run, names, place, tags, keys, kind=None):
    service, tag, untag, parameter, tags_name, keys_name = names
    more = {"ResourceType": kind} if kind else {}
    if tags:
        run.call(service, tag, **{parameter: place, tags_name: tags}, **more)
    if keys:
        run.call(service, untag, **{parameter: place, keys_name: keys}, **more)
