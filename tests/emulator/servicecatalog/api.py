"""The operations of Service Catalog that a portfolio of CloudFormation products needs, and those that launch one."""

import json

import aws
from cloudformation.api import STACKS, read_template, valid
from cloudformation.deployment import Deployment
from cloudformation.errors import TemplateError
from cloudformation.stacks import Stack, now
from cloudformation.views import as_list
from iam import gate, principals
from iam.asked import questions
from iam.denial import AccessDenied
from iam.simulator import Question
from moto.core.exceptions import JsonRESTError
from moto.core.responses import ActionResult, BaseResponse, EmptyResult
from servicecatalog.store import Catalog, Portfolio, Product, Provisioned, Version, new_id

CATALOGS = {}
SERVICE = "servicecatalog.amazonaws.com"
PRODUCT_DETAILS = ("Name", "Owner", "Description", "Distributor", "SupportDescription", "SupportEmail", "SupportUrl")
DONE = ("CREATE_COMPLETE", "UPDATE_COMPLETE", "DELETE_COMPLETE")
# What Service Catalog does with CloudFormation, by the type of a record.
CALLS = {"PROVISION_PRODUCT": "CreateStack", "UPDATE_PROVISIONED_PRODUCT": "UpdateStack", "TERMINATE_PROVISIONED_PRODUCT": "DeleteStack"}


def fail(code, message):
    raise JsonRESTError(f"{code}Exception", message)


class ServiceCatalogApi(BaseResponse):
    """Takes the place of moto's Service Catalog."""

    def __init__(self):
        super().__init__(service_name="servicecatalog")
        self.automated_parameter_parsing = True

    @property
    def catalog(self):
        return CATALOGS.setdefault((self.current_account, self.region), Catalog())

    # Portfolios

    def create_portfolio(self):
        portfolio = Portfolio(self._details("DisplayName", "Description", "ProviderName"))
        self.catalog.portfolios[portfolio.id] = portfolio
        self._tag(portfolio, "Tags")
        return ActionResult({"PortfolioDetail": {"Id": portfolio.id, **portfolio.details}})

    def update_portfolio(self):
        portfolio = self._find("portfolios", self._get_param("Id"))
        portfolio.details.update(self._details("DisplayName", "Description", "ProviderName"))
        self._tag(portfolio, "AddTags")
        return ActionResult({"PortfolioDetail": {"Id": portfolio.id, **portfolio.details}})

    def describe_portfolio(self):
        portfolio = self._find("portfolios", self._get_param("Id"))
        return ActionResult({"PortfolioDetail": {"Id": portfolio.id, **portfolio.details}, "Tags": as_list(portfolio.tags)})

    def delete_portfolio(self):
        portfolio = self._find("portfolios", self._get_param("Id"))
        if portfolio.products or portfolio.principals or portfolio.tag_options:
            fail("ResourceInUse", f"Portfolio {portfolio.id} has associations")
        del self.catalog.portfolios[portfolio.id]
        return EmptyResult()

    def list_portfolios(self):
        return ActionResult({"PortfolioDetails": [{"Id": item.id, **item.details} for item in self.catalog.portfolios.values()]})

    def associate_product_with_portfolio(self):
        self._find("portfolios", self._get_param("PortfolioId")).products.append(self._find("products", self._get_param("ProductId")).id)
        return EmptyResult()

    def disassociate_product_from_portfolio(self):
        product = self._get_param("ProductId")
        if any(item["ProductId"] == product for item in self.catalog.constraints.values()):
            fail("ResourceInUse", f"Product {product} has constraints")
        self._find("portfolios", self._get_param("PortfolioId")).products.remove(product)
        return EmptyResult()

    def associate_principal_with_portfolio(self):
        self._find("portfolios", self._get_param("PortfolioId")).principals.append(self._get_param("PrincipalARN"))
        return EmptyResult()

    def disassociate_principal_from_portfolio(self):
        self._find("portfolios", self._get_param("PortfolioId")).principals.remove(self._get_param("PrincipalARN"))
        return EmptyResult()

    def list_principals_for_portfolio(self):
        portfolio = self._find("portfolios", self._get_param("PortfolioId"))
        return ActionResult({"Principals": [{"PrincipalARN": arn, "PrincipalType": "IAM"} for arn in portfolio.principals]})

    # Products and their versions

    def create_product(self):
        version = self._version(self._get_param("ProvisioningArtifactParameters"))
        product = Product(self._details(*PRODUCT_DETAILS), [version])
        self.catalog.products[product.id] = product
        self._tag(product, "Tags")
        return ActionResult({"ProductViewDetail": self._view(product), "ProvisioningArtifactDetail": detail(version)})

    def update_product(self):
        product = self._find("products", self._get_param("Id"))
        product.details.update(self._details(*PRODUCT_DETAILS))
        self._tag(product, "AddTags")
        return ActionResult({"ProductViewDetail": self._view(product)})

    def delete_product(self):
        product = self._find("products", self._get_param("Id"))
        if any(product.id in item.products for item in self.catalog.portfolios.values()):
            fail("ResourceInUse", f"Product {product.id} is in a portfolio")
        del self.catalog.products[product.id]
        return EmptyResult()

    def describe_product_as_admin(self):
        product = self._find("products", self._get_param("Id"))
        versions = [{"Id": item.id, "Name": item.name, "Description": item.description} for item in product.versions]
        return ActionResult({
            "ProductViewDetail": self._view(product),
            "ProvisioningArtifactSummaries": versions,
            "Tags": as_list(product.tags),
        })

    def create_provisioning_artifact(self):
        product, version = self._find("products", self._get_param("ProductId")), self._version(self._get_param("Parameters"))
        product.versions.append(version)
        return ActionResult({"ProvisioningArtifactDetail": detail(version), "Info": {"LoadTemplateFromURL": version.url}})

    def update_provisioning_artifact(self):
        version = self._version_of(self._find("products", self._get_param("ProductId")))
        version.name, version.description = self._get_param("Name", version.name), self._get_param("Description", version.description)
        return ActionResult({"ProvisioningArtifactDetail": detail(version)})

    def delete_provisioning_artifact(self):
        product = self._find("products", self._get_param("ProductId"))
        version = self._version_of(product)
        if len(product.versions) == 1:
            fail("ResourceInUse", "The last version of a product cannot be deleted")
        product.versions.remove(version)
        return EmptyResult()

    def list_provisioning_artifacts(self):
        product = self._find("products", self._get_param("ProductId"))
        return ActionResult({"ProvisioningArtifactDetails": [detail(version) for version in product.versions]})

    # Constraints and tags

    def create_constraint(self):
        portfolio, product, kind = self._get_param("PortfolioId"), self._get_param("ProductId"), self._get_param("Type")
        if product not in self._find("portfolios", portfolio).products:
            fail("ResourceNotFound", f"Product {product} is not in portfolio {portfolio}")
        if self.catalog.constraints_of(product, kind):
            fail("DuplicateResource", f"Product {product} has a constraint of type {kind}")
        given = self._checked_constraint(kind)
        constraint = {"Id": new_id("cons"), "ProductId": product, "PortfolioId": portfolio, "Type": kind, "Parameters": given}
        self.catalog.constraints[constraint["Id"]] = constraint
        return ActionResult({"ConstraintDetail": {"ConstraintId": constraint["Id"], "Type": kind}, "Status": "AVAILABLE"})

    def update_constraint(self):
        constraint = self._find("constraints", self._get_param("Id"))
        constraint["Parameters"] = self._checked_constraint(constraint["Type"])
        return ActionResult({"ConstraintDetail": {"ConstraintId": constraint["Id"], "Type": constraint["Type"]}, "Status": "AVAILABLE"})

    def _checked_constraint(self, kind):
        given = json.loads(self._get_param("Parameters"))
        if kind == "LAUNCH":
            role = aws.call("iam", "get_role", self.region, {"RoleName": given["RoleArn"].split("/")[-1]})["Role"]
            if SERVICE not in json.dumps(role["AssumeRolePolicyDocument"]):
                fail("InvalidParameters", f"{given['RoleArn']} cannot be assumed by Service Catalog")
        return given

    def delete_constraint(self):
        self._find("constraints", self._get_param("Id"))
        del self.catalog.constraints[self._get_param("Id")]
        return EmptyResult()

    def create_tag_option(self):
        option = {"Id": new_id("tag"), "Key": self._get_param("Key"), "Value": self._get_param("Value"), "Active": True}
        self.catalog.tag_options[option["Id"]] = option
        return ActionResult({"TagOptionDetail": option})

    def delete_tag_option(self):
        del self.catalog.tag_options[self._get_param("Id")]
        return EmptyResult()

    def associate_tag_option_with_resource(self):
        self._find("portfolios", self._get_param("ResourceId")).tag_options.append(self._get_param("TagOptionId"))
        return EmptyResult()

    def disassociate_tag_option_from_resource(self):
        self._find("portfolios", self._get_param("ResourceId")).tag_options.remove(self._get_param("TagOptionId"))
        return EmptyResult()

    # Launches

    def provision_product(self):
        product = self._find("products", self._get_param("ProductId"))
        version, roles = self._version_of(product), self.catalog.constraints_of(product.id, "LAUNCH")
        if not any(product.id in item.products for item in self.catalog.portfolios.values()):
            fail("ResourceNotFound", f"No launch paths found for resource: {product.id}")
        made = Provisioned(self._get_param("ProvisionedProductName"), product, version, None, roles[0]["RoleArn"] if roles else "")
        made.stack = Stack(f"SC-{self.current_account}-{made.id}", self.region, self.current_account)
        self.catalog.provisioned[made.id] = made
        return self._operate(made, "PROVISION_PRODUCT", lambda: self._deploy(made, version, Deployment.create))

    def update_provisioned_product(self):
        made = self._provisioned()
        version = self._version_of(made.product)
        return self._operate(made, "UPDATE_PROVISIONED_PRODUCT", lambda: self._deploy(made, version, Deployment.update))

    def terminate_provisioned_product(self):
        made = self._provisioned()
        del self.catalog.provisioned[made.id]
        return self._operate(made, "TERMINATE_PROVISIONED_PRODUCT", lambda: Deployment(made.stack).delete())

    def describe_provisioned_product(self):
        made = self._provisioned()
        return ActionResult(
            {
                "ProvisionedProductDetail": {
                    "Id": made.id,
                    "Name": made.name,
                    "Type": "CFN_STACK",
                    "Status": made.status,
                    "StatusMessage": made.message,
                    "ProductId": made.product.id,
                    "ProvisioningArtifactId": made.version.id,
                    "LaunchRoleArn": made.role,
                }
            }
        )

    def describe_record(self):
        return ActionResult(self.catalog.records[self._get_param("Id")])

    # Helpers

    def _operate(self, made, kind, work):
        """Does what was asked at once. Its outcome is told by the record, also when it fails, as on AWS."""
        try:
            self._act_for(made, kind)
            work()
            failed = "" if made.stack.status in DONE else f"{made.stack.status}: {made.stack.reason}"
        except (AccessDenied, TemplateError) as error:
            failed = str(error)
        made.status, made.message = ("ERROR" if failed else "AVAILABLE"), failed
        record = {
            "RecordId": new_id("rec"),
            "ProvisionedProductId": made.id,
            "ProvisionedProductName": made.name,
            "RecordType": kind,
            "LaunchRoleArn": made.role,
            "Status": "FAILED" if failed else "SUCCEEDED",
        }
        if failed:
            record["RecordErrors"] = [{"Code": "ValidationError", "Description": failed}]
        outputs = [{"OutputKey": "CloudformationStackARN", "OutputValue": made.stack.id}]
        outputs += [{"OutputKey": name, "OutputValue": str(output["Value"])} for name, output in made.stack.outputs.items()]
        self.catalog.records[record["RecordId"]] = {"RecordDetail": record, "RecordOutputs": outputs}
        return ActionResult({"RecordDetail": record})

    def _act_for(self, made, kind):
        """Calls CloudFormation as the launch role, or else as whoever launches."""
        stack = made.stack
        stack.principal = principals.assumed_by(made.role, SERVICE) if made.role else principals.of_access_key(self.access_key)
        found = questions("cloudformation", CALLS[kind], {"StackName": stack.id}, stack.region, stack.account)
        if kind != "TERMINATE_PROVISIONED_PRODUCT":
            copy = f"arn:aws:s3:::sc-templates-of-aws/{made.version.id}"
            found.append(Question("s3:GetObject", copy, {"s3:ExistingObjectTag/servicecatalog:provisioning": "true"}))
        gate.check(stack.principal, found)

    def _deploy(self, made, version, deploy):
        template = json.loads(version.text)
        for constraint in self.catalog.constraints_of(made.product.id, "TEMPLATE"):
            template["Rules"] = {**template.get("Rules", {}), **constraint["Rules"]}
        given = {
            item["Key"]: None if item.get("UsePreviousValue") else item.get("Value", "")
            for item in self._get_param("ProvisioningParameters", [])
        }
        content = valid(made.stack, json.dumps(template), given, self._tags(made))
        if made.stack not in STACKS.all:
            STACKS.all.append(made.stack)
        made.stack.updated = now()
        deploy(Deployment(made.stack), content, "ROLLBACK")
        made.version = version

    def _tags(self, made):
        options = [option for item in self.catalog.portfolios.values() if made.product.id in item.products for option in item.tag_options]
        own = {tag["Key"]: tag["Value"] for tag in self._get_param("Tags", [])}
        return {**{self.catalog.tag_options[option]["Key"]: self.catalog.tag_options[option]["Value"] for option in options}, **own}

    def _tag(self, item, parameter):
        """Gives a portfolio or a product the tags of a call, and takes from it those that the call names."""
        item.tags.update({tag["Key"]: tag["Value"] for tag in self._get_param(parameter, [])})
        for key in self._get_param("RemoveTags", []):
            item.tags.pop(key, None)

    def _details(self, *names):
        return {name: self._get_param(name) for name in names if self._get_param(name) is not None}

    def _find(self, kind, name):
        return getattr(self.catalog, kind).get(name) or fail("ResourceNotFound", f"{kind} {name} not found")

    def _provisioned(self):
        name = self._get_param("ProvisionedProductName") or self._get_param("Name")
        by_id = self._get_param("ProvisionedProductId") or self._get_param("Id")
        found = [item for item in self.catalog.provisioned.values() if item.id == by_id or item.name == name]
        return found[0] if found else fail("ResourceNotFound", f"Provisioned product {name or by_id} not found")

    def _version(self, given):
        try:
            text = read_template(given["Info"]["LoadTemplateFromURL"], self.region)
        except Exception as error:
            fail("InvalidParameters", f"Invalid templateUrl: {error}")
        return Version(given["Name"], given.get("Description", ""), given["Info"]["LoadTemplateFromURL"], text)

    def _version_of(self, product):
        name, by_id = self._get_param("ProvisioningArtifactName"), self._get_param("ProvisioningArtifactId")
        found = [item for item in product.versions if item.id == by_id or item.name == name]
        return found[0] if found else fail("ResourceNotFound", f"Provisioning artifact {name or by_id} not found")

    @staticmethod
    def _view(product):
        return {"ProductViewSummary": {"Id": product.id, "ProductId": product.id, **product.details}, "Status": "AVAILABLE"}


def detail(version):
    return {
        "Id": version.id,
        "Name": version.name,
        "Description": version.description,
        "Active": version.active,
        "Type": "CLOUD_FORMATION_TEMPLATE",
    }
