"""What a VPC consists of: subnets, gateways, routes, flow logs."""

from resources.base import Handler, Made, without


class Tagged(Handler):
    """A thing of EC2 that is made, and deleted by its id."""

    operation = kind = id = ""
    attributes, modified = {}, ()  # what a template can ask for, and what is set by calls of its own

    def create(self, run, properties):
        tags = [{"ResourceType": self.kind, "Tags": run.tag_list}]
        made = run.call("ec2", f"create_{self.operation}", TagSpecifications=tags, **without(properties, *self.modified))
        return self.made(next(value for key, value in made.items() if isinstance(value, dict) and key != "ResponseMetadata"))

    def made(self, answer):
        return Made(answer[self.id], {self.id: answer[self.id], **{name: answer[key] for name, key in self.attributes.items()}})

    def delete(self, run, resource):
        run.call("ec2", f"delete_{self.operation}", **{self.id: resource.physical_id})


class Vpc(Tagged):
    type, operation, kind, id = "AWS::EC2::VPC", "vpc", "vpc", "VpcId"
    attributes, modified = {"CidrBlock": "CidrBlock"}, ("EnableDnsSupport", "EnableDnsHostnames")

    def create(self, run, properties):
        made = super().create(run, properties)
        run.born(made.id)
        only = [{"Name": "vpc-id", "Values": [made.id]}, {"Name": "group-name", "Values": ["default"]}]
        group = run.call("ec2", "describe_security_groups", Filters=only)["SecurityGroups"][0]["GroupId"]
        made.attributes["DefaultSecurityGroup"] = group
        # AWS makes it with this rule, moto without.
        among_itself = [{"IpProtocol": "-1", "UserIdGroupPairs": [{"GroupId": group}]}]
        run.call("ec2", "authorize_security_group_ingress", GroupId=group, IpPermissions=among_itself)
        return self._apply(run, made, properties)

    def update(self, run, old, properties):
        return self._apply(run, Made(old.physical_id), properties)

    @classmethod
    def _apply(cls, run, made, properties):
        for name in filter(properties.__contains__, cls.modified):  # the API changes one at a time
            run.call("ec2", "modify_vpc_attribute", VpcId=made.id, **{name: {"Value": properties[name]}})
        return made


class Subnet(Tagged):
    type, operation, kind, id = "AWS::EC2::Subnet", "subnet", "subnet", "SubnetId"
    attributes = {"AvailabilityZone": "AvailabilityZone", "CidrBlock": "CidrBlock", "VpcId": "VpcId"}


class InternetGateway(Tagged):
    type, operation, kind, id = "AWS::EC2::InternetGateway", "internet_gateway", "internet-gateway", "InternetGatewayId"


class RouteTable(Tagged):
    type, operation, kind, id = "AWS::EC2::RouteTable", "route_table", "route-table", "RouteTableId"


class NatGateway(Tagged):
    type, operation, kind, id = "AWS::EC2::NatGateway", "nat_gateway", "natgateway", "NatGatewayId"


class GatewayAttachment(Handler):
    type = "AWS::EC2::VPCGatewayAttachment"

    def create(self, run, properties):
        run.call("ec2", "attach_internet_gateway", **without(properties))
        return Made(f"IGW|{properties['VpcId']}", {"AttachmentType": "IGW"})

    def delete(self, run, resource):
        vpc = resource.properties["VpcId"]
        filters = [{"Name": "vpc-id", "Values": [vpc]}, {"Name": "state", "Values": ["available"]}]
        addresses = run.call("ec2", "describe_nat_gateways", Filters=filters)
        if addresses["NatGateways"]:
            raise RuntimeError(f"Network {vpc} has some mapped public address(es) (DependencyViolation)")
        run.call("ec2", "detach_internet_gateway", **resource.properties)


class Route(Handler):
    type = "AWS::EC2::Route"

    def create(self, run, properties):
        run.call("ec2", "create_route", **without(properties))
        return Made(f"{properties['RouteTableId']}|{properties['DestinationCidrBlock']}")

    def update(self, run, old, properties):
        run.call("ec2", "replace_route", **properties.whole())
        return Made(old.physical_id)

    def delete(self, run, resource):
        run.call("ec2", "delete_route", **without(resource.properties, "GatewayId", "NatGatewayId"))


class RouteTableAssociation(Handler):
    type = "AWS::EC2::SubnetRouteTableAssociation"

    def create(self, run, properties):
        made = run.call("ec2", "associate_route_table", **without(properties))["AssociationId"]
        return Made(made, {"Id": made})

    def delete(self, run, resource):
        run.call("ec2", "disassociate_route_table", AssociationId=resource.physical_id)


class Address(Handler):
    type = "AWS::EC2::EIP"

    def create(self, run, properties):
        tags = [{"ResourceType": "elastic-ip", "Tags": run.tag_list}]
        made = run.call("ec2", "allocate_address", TagSpecifications=tags, **without(properties))
        return Made(made["PublicIp"], {"AllocationId": made["AllocationId"], "PublicIp": made["PublicIp"]})

    def delete(self, run, resource):
        run.call("ec2", "release_address", AllocationId=resource.attributes["AllocationId"])


class FlowLog(Handler):
    type = "AWS::EC2::FlowLog"

    def create(self, run, properties):
        given = {**without(properties, "ResourceId"), "ResourceIds": [properties["ResourceId"]]}
        made = run.call("ec2", "create_flow_logs", TagSpecifications=[{"ResourceType": "vpc-flow-log", "Tags": run.tag_list}], **given)
        if made.get("Unsuccessful"):
            raise RuntimeError(made["Unsuccessful"][0]["Error"]["Message"])
        return Made(made["FlowLogIds"][0], {"Id": made["FlowLogIds"][0]})

    def delete(self, run, resource):
        run.call("ec2", "delete_flow_logs", FlowLogIds=[resource.physical_id])


HANDLERS = (
    Vpc, Subnet, InternetGateway, GatewayAttachment, RouteTable, Route, RouteTableAssociation, Address, NatGateway, FlowLog,
)
