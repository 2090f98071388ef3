"""Portable templates: parameters, conditions, rules, and the ways to deploy them."""

import json
import tempfile
import unittest

import boto3
from botocore.exceptions import ClientError
from tests.emulated import Emulated

emulated = Emulated()


def setUpModule():
    emulated.__enter__()
    Stack.cloudformation, Stack.sqs = boto3.client("cloudformation"), boto3.client("sqs")


def tearDownModule():
    emulated.__exit__()


class Stack:
    """A stack with a name of its own."""

    number = 0

    def __init__(self, template):
        Stack.number += 1
        self.name, self.template = f"stack-{Stack.number}", template

    def create(self, **parameters):
        self.cloudformation.create_stack(StackName=self.name, TemplateBody=json.dumps(self.template), Parameters=given(parameters))
        return self

    def update(self, **parameters):
        self.cloudformation.update_stack(StackName=self.name, TemplateBody=json.dumps(self.template), Parameters=given(parameters))
        return self

    @property
    def shown(self):
        return self.cloudformation.describe_stacks(StackName=self.name)["Stacks"][0]

    @property
    def outputs(self):
        return {item["OutputKey"]: item["OutputValue"] for item in self.shown.get("Outputs", [])}

    @property
    def resources(self):
        found = self.cloudformation.describe_stack_resources(StackName=self.name)["StackResources"]
        return {item["LogicalResourceId"] for item in found if item["ResourceStatus"] != "DELETE_COMPLETE"}

    def queue(self, **names):
        return self.sqs.get_queue_attributes(QueueUrl=self.outputs["Url"], AttributeNames=["All"])["Attributes"]


def given(parameters):
    return [
        {"ParameterKey": name, "UsePreviousValue": True} if value is None else {"ParameterKey": name, "ParameterValue": value}
        for name, value in parameters.items()
    ]


def queue(**properties):
    return {"Type": "AWS::SQS::Queue", "Properties": properties}


def shows(value, parameters=None, **sections):
    """A template whose output shows a value."""
    outputs = {"Value": {"Value": value}, "Url": {"Value": {"Ref": "Queue"}}}
    return {"Parameters": parameters or {}, "Resources": {"Queue": queue()}, "Outputs": outputs, **sections}


def ref(name):
    return {"Ref": name}


class Refusals(unittest.TestCase):
    """Something is refused, and nothing made."""

    def refused(self, template, message, **parameters):
        stack = Stack(template)
        with self.assertRaises(ClientError) as error:
            stack.create(**parameters)
        self.assertIn(message, error.exception.response["Error"]["Message"])
        self.assertEqual("ValidationError", error.exception.response["Error"]["Code"])
        with self.assertRaises(ClientError):
            _ = stack.shown


class Parameters(Refusals):
    def declared(self, declaration, value, message=None):
        template = shows("x", {"Name": declaration})
        if message is None:
            Stack(template).create(Name=value)
        else:
            self.refused(template, message, Name=value)

    def test_a_value_must_be_allowed(self):
        self.declared({"Type": "String", "AllowedValues": ["a", "b"]}, "b")
        self.declared({"Type": "String", "AllowedValues": ["a", "b"]}, "c", "Parameter 'Name' must be one of AllowedValues")

    def test_the_whole_value_must_match_the_pattern(self):
        self.declared({"Type": "String", "AllowedPattern": "[a-z]+"}, "abc")
        self.declared({"Type": "String", "AllowedPattern": "[a-z]+"}, "abc1", "Parameter 'Name' must match pattern [a-z]+")

    def test_the_description_of_a_constraint_takes_the_place_of_the_reason(self):
        declaration = {"Type": "String", "AllowedPattern": "[a-z]+", "ConstraintDescription": "small letters only"}
        self.declared(declaration, "A", "Parameter Name failed to satisfy constraint: small letters only")

    def test_each_item_of_a_list_must_match(self):
        small = {"Type": "CommaDelimitedList", "AllowedPattern": "[a-z]+"}
        self.declared(small, "ab, cd")
        self.declared(small, "ab,c1", "Parameter 'Name' must match pattern [a-z]+")
        allowed = {"Type": "CommaDelimitedList", "AllowedValues": ["ab", "cd"]}
        self.declared(allowed, "cd,ef", "Parameter 'Name' must be one of AllowedValues")

    def test_a_text_has_a_length(self):
        self.declared({"Type": "String", "MinLength": 2, "MaxLength": 3}, "abc")
        self.declared({"Type": "String", "MinLength": 2}, "a", "Parameter 'Name' must contain at least 2 characters")
        self.declared({"Type": "String", "MaxLength": 3}, "abcd", "Parameter 'Name' must contain at most 3 characters")
        self.declared({"Type": "String"}, "x" * 4097, "at most 4096 bytes")

    def test_a_number_is_one_and_within_its_bounds(self):
        self.declared({"Type": "Number", "MinValue": 0, "MaxValue": 10}, "10")
        self.declared({"Type": "Number"}, "ten", "Parameter 'Name' must be a number")
        self.declared({"Type": "Number", "MinValue": 1}, "0", "Parameter 'Name' must be a number not less than 1")
        self.declared({"Type": "Number", "MaxValue": 10}, "11", "Parameter 'Name' must be a number not greater than 10")
        self.declared({"Type": "List<Number>", "MaxValue": 10}, "1,11", "Parameter 'Name' must be a number not greater than 10")

    def test_a_vpc_and_its_subnets_must_exist(self):
        ec2 = boto3.client("ec2")
        vpc = ec2.describe_vpcs()["Vpcs"][0]["VpcId"]
        subnets = [item["SubnetId"] for item in ec2.describe_subnets()["Subnets"]]
        self.declared({"Type": "AWS::EC2::VPC::Id"}, vpc)
        self.declared({"Type": "List<AWS::EC2::Subnet::Id>"}, ",".join(subnets))
        missing = "Parameter validation failed: parameter value {} for parameter name Name does not exist"
        self.declared({"Type": "AWS::EC2::VPC::Id"}, "vpc-0f1924823027c00c7", missing.format("vpc-0f1924823027c00c7"))
        self.declared({"Type": "List<AWS::EC2::Subnet::Id>"}, f"{subnets[0]},subnet-1", missing.format("subnet-1"))

    def test_an_unknown_type_is_refused(self):
        self.declared({"Type": "Strin"}, "x", "Unrecognized parameter type: Strin")

    def test_all_that_have_no_value_are_named(self):
        self.refused(shows("x", {"One": {"Type": "String"}, "Two": {"Type": "String"}}), "Parameters: [One, Two] must have values")

    def test_a_stranger_is_refused(self):
        self.refused(shows("x"), "Parameters: [Other] do not exist in the template", Other="x")

    def test_a_default_is_a_text_like_a_given_value(self):
        conditions = {"Same": {"Fn::Equals": [ref("Number"), "5"]}}
        template = shows({"Fn::If": ["Same", "same", "other"]}, {"Number": {"Type": "Number", "Default": 5}}, Conditions=conditions)
        self.assertEqual("same", Stack(template).create().outputs["Value"])

    def test_a_default_is_checked_too(self):
        self.refused(shows("x", {"Name": {"Type": "String", "Default": "A", "AllowedPattern": "[a-z]"}}), "must match pattern [a-z]")

    def test_an_update_keeps_a_previous_value(self):
        stack = Stack(shows(ref("Name"), {"Name": {"Type": "String"}, "Other": {"Type": "String", "Default": "x"}})).create(Name="first")
        self.assertEqual("first", stack.update(Name=None, Other="y").outputs["Value"])

    def test_there_is_no_previous_value_of_a_new_parameter(self):
        stack = Stack(shows("x")).create()
        stack.template = shows(ref("Name"), {"Name": {"Type": "String"}})
        with self.assertRaisesRegex(ClientError, "Invalid input for parameter key Name. Cannot specify usePreviousValue as true"):
            stack.update(Name=None)

    def test_a_secret_value_is_used_and_not_shown(self):
        stack = Stack(shows("x", {"Name": {"Type": "String", "NoEcho": True}}))
        stack.template["Resources"]["Queue"] = queue(QueueName=ref("Name"))
        stack.create(Name="marker")
        self.assertEqual([{"ParameterKey": "Name", "ParameterValue": "****"}], stack.shown["Parameters"])
        self.assertTrue(stack.outputs["Url"].endswith("/marker"))


class Functions(Refusals):
    PARAMETERS = {"List": {"Type": "CommaDelimitedList"}, "Switch": {"Type": "String", "Default": "off"}}

    def value(self, node, conditions=None, **parameters):
        return Stack(shows(node, self.PARAMETERS, Conditions=conditions or {})).create(**{"List": "a, b ,c", **parameters}).outputs["Value"]

    def test_a_list_is_selected_from_joined_and_split(self):
        self.assertEqual("b", self.value({"Fn::Select": [1, ref("List")]}))
        self.assertEqual("a-b-c", self.value({"Fn::Join": ["-", ref("List")]}))
        self.assertEqual("2", self.value({"Fn::Select": ["1", {"Fn::Split": [":", "1:2:3"]}]}))

    def test_a_value_that_is_not_there_cannot_be_selected(self):
        template = shows({"Fn::Select": [3, ref("List")]}, self.PARAMETERS)
        self.refused(template, "Fn::Select cannot select nonexistent value at index 3", List="a,b,c")

    def test_no_value_leaves_a_list(self):
        conditions = {"On": {"Fn::Equals": [ref("Switch"), "on"]}}
        node = {"Fn::Join": ["-", ["a", {"Fn::If": ["On", "b", ref("AWS::NoValue")]}, "c"]]}
        self.assertEqual("a-c", self.value(node, conditions))
        self.assertEqual("a-b-c", self.value(node, conditions, Switch="on"))

    def test_a_list_cannot_be_compared(self):
        template = shows("x", self.PARAMETERS, Conditions={"Same": {"Fn::Equals": [ref("List"), "a"]}})
        self.refused(template, "every Fn::Equals object requires a list of 2 string", List="a")

    def test_conditions_build_on_conditions(self):
        conditions = {
            "On": {"Fn::Equals": [ref("Switch"), "on"]},
            "Long": {"Fn::Not": [{"Fn::Equals": [{"Fn::Join": ["", ref("List")]}, "a"]}]},
            "Both": {"Fn::And": [{"Condition": "On"}, {"Condition": "Long"}]},
            "Any": {"Fn::Or": [{"Condition": "On"}, {"Condition": "Long"}, {"Fn::Equals": [{"Fn::Select": [0, ref("List")]}, "z"]}]},
        }
        node = {"Fn::If": ["Both", "both", {"Fn::If": ["Any", "any", "none"]}]}
        self.assertEqual("any", self.value(node, conditions))
        self.assertEqual("both", self.value(node, conditions, Switch="on"))
        self.assertEqual("none", self.value(node, conditions, List="a"))

    def test_a_condition_is_evaluated_whether_it_is_used_or_not(self):
        third = {"Fn::Equals": [{"Fn::Select": [2, ref("List")]}, "c"]}
        template = shows("x", self.PARAMETERS, Conditions={"Third": third})
        self.refused(template, "cannot select nonexistent", List="a,b")

    def test_a_condition_knows_no_resources(self):
        template = shows("x", Conditions={"Same": {"Fn::Equals": [ref("Queue"), "x"]}})
        self.refused(template, "Cannot reference resources in the Conditions block")

    def test_or_takes_two_to_ten(self):
        equal = {"Fn::Equals": ["a", "a"]}
        template = shows("x", Conditions={"One": {"Fn::Or": [equal]}})
        self.refused(template, "every Fn::Or object requires a list of at least 2 and at most 10 boolean parameters")

    def test_a_map_holds_values(self):
        mappings = {"Sizes": {"small": {"cpu": "256"}}}
        self.assertEqual("256", Stack(shows({"Fn::FindInMap": ["Sizes", "small", "cpu"]}, Mappings=mappings)).create().outputs["Value"])


class Conditions(Refusals):
    def stack(self):
        conditions = {"On": {"Fn::Equals": [ref("Switch"), "on"]}}
        parameters = {"Switch": {"Type": "String", "AllowedValues": ["on", "off"]}}
        template = {"Parameters": parameters, "Conditions": conditions}
        tag = {"Key": "b", "Value": {"Fn::GetAtt": ["Dead", "Arn"]}}
        template["Resources"] = {
            "Dead": {**queue(), "Condition": "On"},
            "Queue": {
                **queue(
                    VisibilityTimeout={"Fn::If": ["On", 60, ref("AWS::NoValue")]},
                    Tags=[{"Key": "a", "Value": "a"}, {"Fn::If": ["On", tag, ref("AWS::NoValue")]}],
                ),
                "Metadata": {"WaitsFor": [{"Fn::If": ["On", ref("Dead"), ref("AWS::NoValue")]}]},
            },
        }
        template["Outputs"] = {"Url": {"Value": ref("Queue")}, "Dead": {"Value": ref("Dead"), "Condition": "On"}}
        return Stack(template)

    def test_what_is_off_is_not_made_nor_waited_for_nor_put_out(self):
        stack = self.stack().create(Switch="off")
        self.assertEqual({"Queue"}, stack.resources)
        self.assertEqual({"Url"}, set(stack.outputs))
        self.assertEqual("30", stack.queue()["VisibilityTimeout"])
        self.assertEqual({"a"}, set(stack.sqs.list_queue_tags(QueueUrl=stack.outputs["Url"])["Tags"]))

    def test_on_and_off_again_makes_and_deletes(self):
        stack = self.stack().create(Switch="off").update(Switch="on")
        self.assertEqual({"Queue", "Dead"}, stack.resources)
        dead = stack.outputs["Dead"]
        self.assertEqual("60", stack.queue()["VisibilityTimeout"])
        self.assertIn(dead, stack.sqs.list_queues()["QueueUrls"])
        stack.update(Switch="off")
        self.assertEqual({"Queue"}, stack.resources)
        self.assertNotIn(dead, stack.sqs.list_queues()["QueueUrls"])

    def test_a_change_set_tells_what_a_condition_does(self):
        stack = self.stack().create(Switch="off")
        for switch, expected in (("on", {("Dead", "Add"), ("Queue", "Modify")}), ("off", set())):
            stack.cloudformation.create_change_set(
                StackName=stack.name,
                ChangeSetName="change",
                UsePreviousTemplate=True,
                Parameters=given({"Switch": switch}),
            )
            change = stack.cloudformation.describe_change_set(StackName=stack.name, ChangeSetName="change")
            found = {(item["ResourceChange"]["LogicalResourceId"], item["ResourceChange"]["Action"]) for item in change["Changes"]}
            self.assertEqual(expected, found)
            stack.cloudformation.delete_change_set(StackName=stack.name, ChangeSetName="change")

    def test_what_the_conditions_leave_out_cannot_be_referred_to(self):
        stack = self.stack()
        stack.template["Outputs"]["Dead"].pop("Condition")
        self.refused(stack.template, "Unresolved resource dependencies [Dead]", Switch="off")

    def test_what_the_conditions_leave_out_cannot_be_waited_for(self):
        stack = self.stack()
        stack.template["Resources"]["Queue"]["DependsOn"] = "Dead"
        self.refused(stack.template, "Unresolved resource dependencies [Dead]", Switch="off")
        stack.create(Switch="on")

    def test_a_reference_in_the_metadata_is_waited_for(self):
        stack = self.stack()
        del stack.template["Resources"]["Queue"]["Properties"]["Tags"]
        stack.template["Resources"] = dict(reversed(stack.template["Resources"].items()))
        stack.create(Switch="on")
        events = stack.cloudformation.describe_stack_events(StackName=stack.name)["StackEvents"]
        made = [item["LogicalResourceId"] for item in reversed(events) if item["ResourceStatus"] == "CREATE_COMPLETE"]
        self.assertEqual(["Dead", "Queue"], made[:2])

    def test_a_condition_must_be_declared(self):
        stack = self.stack()
        stack.template["Resources"]["Dead"]["Condition"] = "Of"
        self.refused(stack.template, "Unresolved condition dependency Of", Switch="off")

    def test_an_update_without_a_change_is_refused(self):
        with self.assertRaisesRegex(ClientError, "No updates are to be performed."):
            self.stack().create(Switch="off").update(Switch="off")

    def test_metadata_of_the_template_is_not_updated_by_itself(self):
        stack = self.stack().create(Switch="off")
        stack.template["Metadata"] = {"EdgeCdk": {"Version": "99.0.0"}}
        with self.assertRaisesRegex(ClientError, "No updates are to be performed."):
            stack.update(Switch="off")


class Rules(Refusals):
    PARAMETERS = {
        "Mode": {"Type": "String"},
        "Secret": {"Type": "String", "Default": ""},
        "Days": {"Type": "CommaDelimitedList", "Default": "1,7"},
    }

    def asserted(self, assertion, broken, condition=None, **parameters):
        rule = {"Assertions": [{"Assert": assertion, "AssertDescription": "what must hold"}]}
        if condition:
            rule["RuleCondition"] = condition
        template = shows("x", self.PARAMETERS, Rules={"TheRule": rule})
        if broken:
            self.refused(template, "Rule TheRule failed: what must hold", **parameters)
        else:
            Stack(template).create(**parameters)

    def test_each_function_tells_true_from_false(self):
        is_a = {"Fn::Equals": [ref("Mode"), "a"]}
        cases = [
            (is_a, "a", "b"),
            ({"Fn::Not": [is_a]}, "b", "a"),
            ({"Fn::Or": [is_a, {"Fn::Equals": [ref("Mode"), "b"]}]}, "b", "c"),
            ({"Fn::And": [is_a, {"Fn::Equals": [ref("Secret"), ""]}]}, "a", "b"),
            ({"Fn::Contains": [["a", "b"], ref("Mode")]}, "b", "c"),
            ({"Fn::EachMemberIn": [ref("Days"), ["1", ref("Mode")]]}, "7", "8"),
            ({"Fn::EachMemberEquals": [[ref("Mode"), ref("Mode")], "a"]}, "a", "b"),
        ]
        for assertion, good, bad in cases:
            with self.subTest(assertion):
                self.asserted(assertion, False, Mode=good)
                self.asserted(assertion, True, Mode=bad)

    def test_a_rule_counts_only_under_its_condition(self):
        assertion, condition = {"Fn::Not": [{"Fn::Equals": [ref("Secret"), ""]}]}, {"Fn::Equals": [ref("Mode"), "secret"]}
        self.asserted(assertion, False, condition, Mode="none")
        self.asserted(assertion, True, condition, Mode="secret")

    def test_subnets_belong_to_the_vpc(self):
        ec2 = boto3.client("ec2")
        other = ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
        vpc = next(item["VpcId"] for item in ec2.describe_vpcs()["Vpcs"] if item["IsDefault"])
        of_vpc = [{"Name": "vpc-id", "Values": [vpc]}]
        subnets = ",".join(item["SubnetId"] for item in ec2.describe_subnets(Filters=of_vpc)["Subnets"])
        parameters = {"Vpc": {"Type": "AWS::EC2::VPC::Id"}, "Subnets": {"Type": "List<AWS::EC2::Subnet::Id>"}}
        for assertion in (
            {"Fn::EachMemberIn": [{"Fn::ValueOf": ["Subnets", "VpcId"]}, {"Fn::RefAll": "AWS::EC2::VPC::Id"}]},
            {"Fn::EachMemberEquals": [{"Fn::ValueOfAll": ["List<AWS::EC2::Subnet::Id>", "VpcId"]}, ref("Vpc")]},
        ):
            template = shows("x", parameters, Rules={"SameVpc": {"Assertions": [{"Assert": assertion, "AssertDescription": "in the VPC"}]}})
            Stack(template).create(Vpc=vpc, Subnets=subnets)
            self.refused(template, "Rule SameVpc failed: in the VPC", Vpc=other, Subnets=subnets)

    def test_functions_of_the_rest_of_a_template_are_no_functions_of_rules(self):
        assertion = {"Fn::Equals": [{"Fn::Select": [0, ref("Days")]}, "1"]}
        template = shows("x", self.PARAMETERS, Rules={"R": {"Assertions": [{"Assert": assertion}]}})
        self.refused(template, "Fn::Select cannot stand in Rules", Mode="a")

    def test_a_broken_rule_leaves_a_deployed_stack_alone(self):
        rule = {"Assertions": [{"Assert": {"Fn::Equals": [ref("Mode"), "a"]}, "AssertDescription": "only a"}]}
        stack = Stack(shows(ref("Mode"), self.PARAMETERS, Rules={"R": rule})).create(Mode="a")
        with self.assertRaisesRegex(ClientError, "only a"):
            stack.update(Mode="b")
        self.assertEqual(("CREATE_COMPLETE", "a"), (stack.shown["StackStatus"], stack.outputs["Value"]))


class Ways(Refusals):
    """How a template gets to AWS."""

    def large(self, size):
        return {**shows("x"), "Metadata": {"Filler": "x" * size}}

    def test_a_template_in_the_call_has_51200_bytes_at_most(self):
        self.refused(self.large(51_200), "Member must have length less than or equal to 51200")

    def test_a_template_in_a_bucket_has_a_million_bytes_at_most(self):
        s3 = boto3.client("s3")
        s3.create_bucket(Bucket="templates", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
        for name, size, message in (("small", 51_200, None), ("large", 1_000_000, "Template may not exceed 1000000 bytes in size.")):
            s3.put_object(Bucket="templates", Key=f"{name}.json", Body=json.dumps(self.large(size)).encode())
            url = f"https://templates.s3.eu-central-1.amazonaws.com/{name}.json"
            code, printed = emulated.cli("cloudformation", "create-stack", "--stack-name", f"by-url-{name}", "--template-url", url)
            self.assertEqual(message is None, code == 0, printed)
            self.assertIn(message or "StackId", printed)

    def test_named_roles_must_be_acknowledged(self):
        trust = {"Version": "2012-10-17", "Statement": []}
        stack = Stack(shows("x"))
        properties = {"RoleName": "named", "AssumeRolePolicyDocument": trust}
        stack.template["Resources"]["Role"] = {"Type": "AWS::IAM::Role", "Properties": properties}
        for given_capabilities in ([], ["CAPABILITY_IAM"]):
            with self.assertRaisesRegex(ClientError, r"InsufficientCapabilities.*Requires capabilities : \[CAPABILITY_NAMED_IAM\]"):
                arguments = {"StackName": stack.name, "TemplateBody": json.dumps(stack.template), "Capabilities": given_capabilities}
                stack.cloudformation.create_stack(**arguments)

    def test_the_cli_deploys_and_keeps_what_it_is_not_told(self):
        template = shows({"Fn::Join": ["-", [ref("One"), ref("Two")]]}, {name: {"Type": "String"} for name in ("One", "Two")})
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump(template, file)
            file.flush()
            command = ["cloudformation", "deploy", "--stack-name", "deployed", "--template-file", file.name, "--parameter-overrides"]
            self.assertEqual(0, emulated.cli(*command, "One=1", "Two=2")[0])
            code, printed = emulated.cli(*command, "Two=3")
            self.assertEqual(0, code, printed)
        query = "Stacks[0].Outputs[?OutputKey=='Value'].OutputValue"
        code, printed = emulated.cli("cloudformation", "describe-stacks", "--stack-name", "deployed", "--query", query)
        self.assertEqual((0, ["1-3"]), (code, json.loads(printed)))
