"""Security groups, endpoints of the VPC, load balancers."""

import json

from resources.base import Handler, Made, without

EVERYTHING = [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]


def permission(rule):
    """Turns a rule of a template into a permission of the API."""
    result = {"IpProtocol": str(rule["IpProtocol"])}
    for port in ("FromPort", "ToPort"):
        if port in rule:
            result[port] = int(rule[port])
    description = {"Description": rule["Description"]} if "Description" in rule else {}
    if cidr := rule.get("CidrIp"):
        result["IpRanges"] = [{"CidrIp": cidr, **description}]
    if cidr := rule.get("CidrIpv6"):
        result["Ipv6Ranges"] = [{"CidrIpv6": cidr, **description}]
    if group := rule.get("SourceSecurityGroupId") or rule.get("DestinationSecurityGroupId"):
        result["UserIdGroupPairs"] = [{"GroupId": group, **description}]
    if prefixes := rule.get("DestinationPrefixListId") or rule.get("SourcePrefixListId"):
        result["PrefixListIds"] = [{"PrefixListId": prefixes, **description}]
    return result


class SecurityGroup(Handler):
    type, name = "AWS::EC2::SecurityGroup", "GroupName"

    def create(self, run, properties):
        group = run.call(
            "ec2", "create_security_group",
            GroupName=properties.get("GroupName") or run.name(255),
            Description=properties["GroupDescription"],
            VpcId=properties["VpcId"],
            TagSpecifications=[{"ResourceType": "security-group", "Tags": run.tag_list}],
        )["GroupId"]
        run.born(group)
        if "SecurityGroupEgress" in properties:  # else the group keeps what AWS gives to every new one
            run.call("ec2", "revoke_security_group_egress", GroupId=group, IpPermissions=EVERYTHING)
        self._change(run, group, "authorize", properties)
        return Made(group, {"GroupId": group, "VpcId": properties["VpcId"]})

    def update(self, run, old, properties):
        properties.handled("SecurityGroupIngress")
        self._change(run, old.physical_id, "revoke", old.properties)
        self._change(run, old.physical_id, "authorize", properties)
        return Made(old.physical_id)

    @staticmethod
    def _change(run, group, verb, properties):
        for name in ("ingress", "egress"):
            rules = [permission(rule) for rule in properties.get(f"SecurityGroup{name.title()}", [])]
            if rules:
                run.call("ec2", f"{verb}_security_group_{name}", GroupId=group, IpPermissions=rules)

    def delete(self, run, resource):
        group = resource.physical_id
        refuse_if_used(run, group)
        run.call("ec2", "delete_security_group", GroupId=group)


def refuse_if_used(run, group):
    """AWS does not delete a group that a network interface, or a rule of another group, still has; moto does."""
    filters = [{"Name": "group-id", "Values": [group]}]
    users = run.call("ec2", "describe_network_interfaces", Filters=filters)["NetworkInterfaces"]
    others = run.call("ec2", "describe_security_groups", Filters=[{"Name": "ip-permission.group-id", "Values": [group]}])["SecurityGroups"]
    names = [item["NetworkInterfaceId"] for item in users] + [item["GroupId"] for item in others if item["GroupId"] != group]
    if names:
        raise RuntimeError(f"resource {group} has a dependent object (DependencyViolation): {', '.join(names)}")


class Ingress(Handler):
    type = "AWS::EC2::SecurityGroupIngress"
    direction = "ingress"

    def create(self, run, properties):
        rules = self._call(run, "authorize", properties)["SecurityGroupRules"]
        return Made(rules[0]["SecurityGroupRuleId"])

    def update(self, run, old, properties):
        operation = f"update_security_group_rule_descriptions_{self.direction}"
        run.call("ec2", operation, GroupId=properties["GroupId"], IpPermissions=[permission(properties)])
        return Made(old.physical_id)

    def delete(self, run, resource):
        self._call(run, "revoke", resource.properties)

    def _call(self, run, verb, properties):
        operation = f"{verb}_security_group_{self.direction}"
        return run.call("ec2", operation, GroupId=properties["GroupId"], IpPermissions=[permission(properties)])


class Egress(Ingress):
    type = "AWS::EC2::SecurityGroupEgress"
    direction = "egress"


class Endpoint(Handler):
    type = "AWS::EC2::VPCEndpoint"

    def create(self, run, properties):
        tags = [{"ResourceType": "vpc-endpoint", "Tags": run.tag_list}]
        given = without(properties, "PolicyDocument")
        if policy := properties.get("PolicyDocument"):
            given["PolicyDocument"] = json.dumps(policy)
        made = run.call("ec2", "create_vpc_endpoint", TagSpecifications=tags, **given)["VpcEndpoint"]
        return self._made(made)

    def adopt(self, run, endpoint):
        return self._made(run.call("ec2", "describe_vpc_endpoints", VpcEndpointIds=[endpoint])["VpcEndpoints"][0])

    @staticmethod
    def _made(made):
        names = [f"{entry.get('HostedZoneId', '')}:{entry.get('DnsName', '')}" for entry in made.get("DnsEntries", [])]
        return Made(made["VpcEndpointId"], {"Id": made["VpcEndpointId"], "DnsEntries": names})

    def update(self, run, old, properties):
        changes = {}
        if properties.get("PrivateDnsEnabled") != old.properties.get("PrivateDnsEnabled"):
            changes["PrivateDnsEnabled"] = properties.get("PrivateDnsEnabled", False)
        for name in ("RouteTableIds", "SubnetIds", "SecurityGroupIds"):
            before, after = set(old.properties.get(name, [])), set(properties.get(name, []))
            properties.handled(name)
            if after - before:
                changes[f"Add{name}"] = sorted(after - before)
            if before - after:
                changes[f"Remove{name}"] = sorted(before - after)
        if "PolicyDocument" in properties:
            changes["PolicyDocument"] = json.dumps(properties["PolicyDocument"])
        if properties.removed("PolicyDocument"):
            changes["ResetPolicy"] = True
        if changes:
            run.call("ec2", "modify_vpc_endpoint", VpcEndpointId=old.physical_id, **changes)
        return Made(old.physical_id)

    def delete(self, run, resource):
        run.call("ec2", "delete_vpc_endpoints", VpcEndpointIds=[resource.physical_id])


class LoadBalancer(Handler):
    type, name = "AWS::ElasticLoadBalancingV2::LoadBalancer", "Name"

    def create(self, run, properties):
        given = without(properties, "LoadBalancerAttributes")
        given["Name"] = properties.get("Name") or run.name(32)
        made = run.call("elbv2", "create_load_balancer", Tags=run.tag_list, **given)["LoadBalancers"][0]
        arn = run.born(made["LoadBalancerArn"])
        if attributes := properties.get("LoadBalancerAttributes"):
            run.call("elbv2", "modify_load_balancer_attributes", LoadBalancerArn=arn, Attributes=attributes)
        return Made(arn, {
            "LoadBalancerArn": arn,
            "DNSName": made["DNSName"],
            "CanonicalHostedZoneID": made.get("CanonicalHostedZoneId", ""),
            "LoadBalancerName": made["LoadBalancerName"],
            "LoadBalancerFullName": arn.split("loadbalancer/")[1],
        })

    def update(self, run, old, properties):
        if attributes := properties.get("LoadBalancerAttributes"):
            run.call("elbv2", "modify_load_balancer_attributes", LoadBalancerArn=old.physical_id, Attributes=attributes)
        for name, operation in (("SecurityGroups", "set_security_groups"), ("Subnets", "set_subnets")):
            if name in properties and properties[name] != old.properties.get(name):
                run.call("elbv2", operation, LoadBalancerArn=old.physical_id, **{name: properties[name]})
        return Made(old.physical_id)

    def delete(self, run, resource):
        run.call("elbv2", "delete_load_balancer", LoadBalancerArn=resource.physical_id)


class TargetGroup(Handler):
    type, name = "AWS::ElasticLoadBalancingV2::TargetGroup", "Name"

    def create(self, run, properties):
        given = without(properties, "TargetGroupAttributes")
        given["Name"] = properties.get("Name") or run.name(32)
        arn = run.call("elbv2", "create_target_group", Tags=run.tag_list, **given)["TargetGroups"][0]["TargetGroupArn"]
        run.born(arn)
        self._apply(run, arn, properties)
        return Made(arn, {"TargetGroupArn": arn, "TargetGroupFullName": arn.split(":")[-1]})

    @staticmethod
    def _apply(run, arn, properties):
        if attributes := properties.get("TargetGroupAttributes"):
            run.call("elbv2", "modify_target_group_attributes", TargetGroupArn=arn, Attributes=attributes)

    def update(self, run, old, properties):
        self._apply(run, old.physical_id, properties)
        changed = {key: properties[key] for key in properties if "Health" in key or key == "Matcher"}
        if any(value != old.properties.get(key) for key, value in changed.items()):
            run.call("elbv2", "modify_target_group", TargetGroupArn=old.physical_id, **changed)
        return Made(old.physical_id)

    def delete(self, run, resource):
        run.call("elbv2", "delete_target_group", TargetGroupArn=resource.physical_id)


class Listener(Handler):
    type = "AWS::ElasticLoadBalancingV2::Listener"

    def create(self, run, properties):
        arn = run.call("elbv2", "create_listener", Tags=run.tag_list, **without(properties))["Listeners"][0]["ListenerArn"]
        return Made(arn, {"ListenerArn": arn})

    def update(self, run, old, properties):
        run.call("elbv2", "modify_listener", ListenerArn=old.physical_id, **without(properties, "LoadBalancerArn"))
        return Made(old.physical_id)

    def delete(self, run, resource):
        run.call("elbv2", "delete_listener", ListenerArn=resource.physical_id)


HANDLERS = (SecurityGroup, Ingress, Egress, Endpoint, LoadBalancer, TargetGroup, Listener)
