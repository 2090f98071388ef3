"""Service Catalog: a portfolio, its versions and what is launched from them."""

import json
import unittest

import boto3
from botocore.exceptions import ClientError
from tests.emulated import Emulated, policy, trust

emulated = Emulated()
BUCKET = "catalog-templates"
NO_PASSWORDS = {"Assert": {"Fn::Equals": [{"Ref": "Password"}, ""]}, "AssertDescription": "no passwords here"}
RULES = {"Rules": {"NoPasswords": {"Assertions": [NO_PASSWORDS]}}}


def setUpModule():
    emulated.__enter__()
    boto3.client("s3").create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})


def tearDownModule():
    emulated.__exit__()


def product_template(delay):
    return {
        "Parameters": {
            "Name": {"Type": "String", "AllowedPattern": "[a-z]+"},
            "Password": {"Type": "String", "Default": "", "NoEcho": True},
        },
        "Resources": {"Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Ref": "Name"}, "DelaySeconds": delay}}},
        "Outputs": {"Url": {"Value": {"Ref": "Queue"}}},
    }


def upload(version, delay):
    boto3.client("s3").put_object(Bucket=BUCKET, Key=f"{version}.json", Body=json.dumps(product_template(delay)).encode())


def portfolio(versions, allowed="*", **product):
    """A portfolio with one product of some versions, and a launch role with some rights."""

    def resource(kind, needs=(), **properties):
        return {"Type": kind, "Properties": properties, "DependsOn": list(needs)}

    catalog = "AWS::ServiceCatalog::"
    both = {"PortfolioId": {"Ref": "Portfolio"}, "ProductId": {"Ref": "Product"}}
    rights = [{"PolicyName": "launch", "PolicyDocument": policy({"Action": allowed, "Resource": "*"})}]
    urls = {name: f"https://{BUCKET}.s3.eu-central-1.amazonaws.com/{name}.json" for name in versions}
    artifacts = [{"Name": name, "Info": {"LoadTemplateFromURL": url}} for name, url in urls.items()]
    return {
        "Resources": {
            "Portfolio": resource(f"{catalog}Portfolio", DisplayName="Edges", ProviderName="Platform"),
            "Product": resource(
                f"{catalog}CloudFormationProduct",
                Name="Edge",
                Owner="Platform",
                ProvisioningArtifactParameters=artifacts,
                **product,
            ),
            "Offer": resource(f"{catalog}PortfolioProductAssociation", **both),
            "Access": resource(
                f"{catalog}PortfolioPrincipalAssociation",
                PortfolioId={"Ref": "Portfolio"},
                PrincipalARN="arn:aws:iam::123456789012:role/users",
                PrincipalType="IAM",
            ),
            "Role": resource("AWS::IAM::Role", AssumeRolePolicyDocument=trust("servicecatalog"), Policies=rights),
            "Launch": resource(f"{catalog}LaunchRoleConstraint", ["Offer"], RoleArn={"Fn::GetAtt": ["Role", "Arn"]}, **both),
            "Forms": resource(f"{catalog}LaunchTemplateConstraint", ["Offer"], Rules=json.dumps(RULES), **both),
            "Tag": resource(f"{catalog}TagOption", Key="team", Value="data"),
            "Tagged": resource(f"{catalog}TagOptionAssociation", ResourceId={"Ref": "Portfolio"}, TagOptionId={"Ref": "Tag"}),
        },
        "Outputs": {"Product": {"Value": {"Ref": "Product"}}},
    }


class Catalog(unittest.TestCase):
    number = 0

    def setUp(self):
        Catalog.number += 1
        self.name = f"catalog-{Catalog.number}"
        self.cloudformation, self.catalog = boto3.client("cloudformation"), boto3.client("servicecatalog")
        for version, delay in (("one", 1), ("two", 2)):
            upload(version, delay)
        self.deploy("create_stack", portfolio(["one"]))
        self.product = self.cloudformation.describe_stacks(StackName=self.name)["Stacks"][0]["Outputs"][0]["OutputValue"]

    def tearDown(self):
        self.cloudformation.delete_stack(StackName=self.name)
        self.assertEqual([], self.catalog.list_portfolios()["PortfolioDetails"])

    def deploy(self, operation, template):
        getattr(self.cloudformation, operation)(StackName=self.name, TemplateBody=json.dumps(template), Capabilities=["CAPABILITY_IAM"])
        stack = self.cloudformation.describe_stacks(StackName=self.name)["Stacks"][0]
        self.assertIn(stack["StackStatus"], ("CREATE_COMPLETE", "UPDATE_COMPLETE"))

    @property
    def versions(self):
        found = self.catalog.list_provisioning_artifacts(ProductId=self.product)["ProvisioningArtifactDetails"]
        return {item["Name"]: item["Id"] for item in found}

    def launch(self, version="one", **parameters):
        given = [{"Key": key, "Value": value} for key, value in parameters.items()]
        record = self.catalog.provision_product(
            ProductId=self.product,
            ProvisioningArtifactId=self.versions[version],
            ProvisionedProductName=self.name,
            ProvisioningParameters=given,
        )["RecordDetail"]
        return self.catalog.describe_record(Id=record["RecordId"])

    def events(self, record):
        """Returns the events of the stack of a record, if there is one."""
        stack = self.catalog.describe_record(Id=record)["RecordOutputs"][0]["OutputValue"]
        try:
            return self.cloudformation.describe_stack_events(StackName=stack)["StackEvents"]
        except ClientError:
            return []

    def stack(self, record):
        name = next(item["OutputValue"] for item in record["RecordOutputs"] if item["OutputKey"] == "CloudformationStackARN")
        return self.cloudformation.describe_stacks(StackName=name)["Stacks"][0]

    def test_a_version_keeps_its_identity_when_another_is_added(self):
        before = self.versions
        self.deploy("update_stack", portfolio(["one", "two"]))
        self.assertEqual({"one", "two"}, set(self.versions))
        self.assertEqual(before["one"], self.versions["one"])

    def test_a_version_that_is_left_out_is_deleted(self):
        self.deploy("update_stack", portfolio(["one", "two"]))
        before = self.versions
        self.deploy("update_stack", portfolio(["two"]))
        self.assertEqual({"two": before["two"]}, self.versions)

    def test_a_new_product_may_already_say_how_it_is_changed_later(self):
        self.cloudformation.delete_stack(StackName=self.name)
        self.deploy("create_stack", portfolio(["one"], ReplaceProvisioningArtifacts=True))

    def test_versions_are_made_anew_when_that_is_asked_for(self):
        before = self.versions
        self.deploy("update_stack", portfolio(["one", "two"], ReplaceProvisioningArtifacts=True))
        self.assertNotEqual(before["one"], self.versions["one"])

    def test_a_version_is_a_copy_of_its_template(self):
        upload("one", 9)
        self.launch(Name="copied")
        sqs = boto3.client("sqs")
        queue = sqs.get_queue_attributes(QueueUrl=sqs.get_queue_url(QueueName="copied")["QueueUrl"], AttributeNames=["All"])
        self.assertEqual("1", queue["Attributes"]["DelaySeconds"])
        self.catalog.terminate_provisioned_product(ProvisionedProductName=self.name)

    def test_a_product_is_launched_updated_and_terminated(self):
        record = self.launch(Name="launched")
        self.assertEqual("SUCCEEDED", record["RecordDetail"]["Status"])
        self.assertTrue(self.stack(record)["StackName"].startswith("SC-123456789012-pp-"))
        self.assertIn({"Key": "team", "Value": "data"}, self.stack(record)["Tags"])
        self.deploy("update_stack", portfolio(["one", "two"]))
        self.catalog.update_provisioned_product(
            ProvisionedProductName=self.name,
            ProvisioningArtifactId=self.versions["two"],
            ProvisioningParameters=[{"Key": "Name", "UsePreviousValue": True}],
        )
        self.assertEqual("UPDATE_COMPLETE", self.stack(record)["StackStatus"])
        self.catalog.terminate_provisioned_product(ProvisionedProductName=self.name)
        self.assertEqual("DELETE_COMPLETE", self.stack(record)["StackStatus"])

    def test_a_constraint_and_a_parameter_refuse_a_launch(self):
        for parameters, message in (({"Name": "a", "Password": "marker"}, "no passwords here"), ({"Name": "A"}, "must match pattern")):
            record = self.launch(**parameters)["RecordDetail"]
            self.assertEqual("FAILED", record["Status"])
            self.assertIn(message, record["RecordErrors"][0]["Description"])
            self.assertEqual("ERROR", self.catalog.describe_provisioned_product(Name=self.name)["ProvisionedProductDetail"]["Status"])
            self.catalog.terminate_provisioned_product(ProvisionedProductName=self.name)

    def test_a_launch_has_the_rights_of_its_role_and_no_others(self):
        for allowed, denied in (
            (["sqs:*", "s3:*"], "cloudformation:CreateStack"),
            (["cloudformation:*", "sqs:*"], "s3:GetObject"),
            (["cloudformation:*", "s3:*"], "sqs:CreateQueue"),
        ):
            self.deploy("update_stack", portfolio(["one"], allowed))
            record = self.launch(Name="denied")["RecordDetail"]
            self.assertEqual("FAILED", record["Status"])
            reasons = record["RecordErrors"][0]["Description"] + json.dumps(self.events(record["RecordId"]), default=str)
            self.assertIn(f"is not authorized to perform: {denied} on resource: arn:aws:", reasons)
            self.deploy("update_stack", portfolio(["one"]))
            self.catalog.terminate_provisioned_product(ProvisionedProductName=self.name)

    def test_a_template_must_be_where_the_version_says(self):
        with self.assertRaises(AssertionError):
            self.deploy("update_stack", portfolio(["one", "three"]))
        self.assertEqual({"one"}, set(self.versions))

    def test_what_is_used_is_not_deleted(self):
        with self.assertRaisesRegex(ClientError, "ResourceInUse"):
            self.catalog.delete_product(Id=self.product)
