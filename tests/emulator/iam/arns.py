"""ARNs of what a stack's resources are, or act on: what IAM is asked about when CloudFormation is at work on them."""

from iam import principals


def own(stack, resource):
    """Returns the ARNs that the calls for a resource act on."""
    find = KINDS.get(resource.type) or (_function_behind if resource.type.startswith("Custom::") else None)
    found = find(stack, resource) if find else "*"
    return found if isinstance(found, list) else [found]


def _arn(stack, service, rest):
    return f"arn:aws:{service}:{stack.region}:{stack.account}:{rest}"


def _by_id(service, kind):
    return lambda stack, resource: _arn(stack, service, f"{kind}{resource.physical_id}")


def _attribute(name):
    return lambda _, resource: resource.attributes.get(name, "*")


def _physical(_, resource):
    return resource.physical_id


def _roles(stack, resource):
    found = [(name, principals.role_named(name, stack.account)) for name in resource.properties["Roles"]]
    return [role.arn if role else f"arn:aws:iam::{stack.account}:role/{name}" for name, role in found]


def _role(_, resource):
    return resource.attributes["Arn"]


def _bucket(property_name=None):
    return lambda _, resource: f"arn:aws:s3:::{resource.properties[property_name] if property_name else resource.physical_id}"


def _queues(stack, resource):
    return [_arn(stack, "sqs", url.split("/")[-1]) for url in resource.properties["Queues"]]


def _file_system(stack, resource):
    return _arn(stack, "elasticfilesystem", f"file-system/{resource.properties['FileSystemId']}")


def _group(stack, resource):
    return _arn(stack, "ec2", f"security-group/{resource.properties['GroupId']}")


def _log_group(stack, resource):
    return _arn(stack, "logs", f"log-group:{resource.physical_id}")


def _function_behind(_, resource):
    return resource.properties["ServiceToken"]


KINDS = {
    "AWS::IAM::Role": _role,
    "AWS::IAM::Policy": _roles,
    "AWS::IAM::ManagedPolicy": _physical,
    "AWS::KMS::Key": _attribute("Arn"),
    "AWS::KMS::Alias": _by_id("kms", ""),
    "AWS::S3::Bucket": _bucket(),
    "AWS::S3::BucketPolicy": _bucket("Bucket"),
    "AWS::SQS::Queue": _attribute("Arn"),
    "AWS::SQS::QueuePolicy": _queues,
    "AWS::SNS::Topic": _physical,
    "AWS::SNS::TopicPolicy": lambda _, resource: list(resource.properties["Topics"]),
    "AWS::SecretsManager::Secret": _physical,
    "AWS::EFS::FileSystem": _by_id("elasticfilesystem", "file-system/"),
    "AWS::EFS::AccessPoint": _by_id("elasticfilesystem", "access-point/"),
    "AWS::EFS::MountTarget": _file_system,
    "AWS::EC2::SecurityGroup": _by_id("ec2", "security-group/"),
    "AWS::EC2::SecurityGroupIngress": _group,
    "AWS::EC2::SecurityGroupEgress": _group,
    "AWS::EC2::VPCEndpoint": _by_id("ec2", "vpc-endpoint/"),
    "AWS::ElasticLoadBalancingV2::LoadBalancer": _physical,
    "AWS::ElasticLoadBalancingV2::TargetGroup": _physical,
    "AWS::ElasticLoadBalancingV2::Listener": _physical,
    "AWS::ECS::Cluster": _attribute("Arn"),
    "AWS::ECS::Service": _physical,
    "AWS::ECS::TaskDefinition": _physical,
    "AWS::Lambda::Function": _attribute("Arn"),
    "AWS::Lambda::Version": _physical,
    "AWS::Lambda::Alias": _physical,
    "AWS::Lambda::EventSourceMapping": _attribute("EventSourceMappingArn"),
    "AWS::Logs::LogGroup": _log_group,
    "AWS::Events::Rule": _attribute("Arn"),
    "AWS::Scheduler::Schedule": _attribute("Arn"),
    "AWS::CloudWatch::Alarm": _by_id("cloudwatch", "alarm:"),
    "AWS::CloudWatch::Dashboard": lambda stack, resource: f"arn:aws:cloudwatch::{stack.account}:dashboard/{resource.physical_id}",
}
