"""Portfolios of Service Catalog."""

import json
import uuid

from resources.base import Handler, Made, without


class Portfolio(Handler):
    type = "AWS::ServiceCatalog::Portfolio"

    def create(self, run, properties):
        made = run.call("servicecatalog", "create_portfolio", IdempotencyToken=str(uuid.uuid4()), Tags=run.tag_list, **without(properties))
        return Made(made["PortfolioDetail"]["Id"], {"PortfolioName": properties["DisplayName"]})

    def update(self, run, old, properties):
        run.call("servicecatalog", "update_portfolio", Id=old.physical_id, **properties)
        return Made(old.physical_id)

    def delete(self, run, resource):
        run.call("servicecatalog", "delete_portfolio", Id=resource.physical_id)


class Product(Handler):
    """Versions are known by name and address together: those that keep both stay, others go, new ones are added."""

    type = "AWS::ServiceCatalog::CloudFormationProduct"

    def create(self, run, properties):
        first, *more = properties["ProvisioningArtifactParameters"]
        properties.handled("ReplaceProvisioningArtifacts")  # it says how to change the product: a new one has nothing to replace
        made = run.call(
            "servicecatalog",
            "create_product",
            IdempotencyToken=str(uuid.uuid4()),
            ProductType="CLOUD_FORMATION_TEMPLATE",
            Tags=run.tag_list,
            ProvisioningArtifactParameters=first,
            **details(properties),
        )
        product = run.born(made["ProductViewDetail"]["ProductViewSummary"]["ProductId"])
        versions = {version_key(first): made["ProvisioningArtifactDetail"]["Id"]}
        return Made(product, self._attributes(properties, versions | {version_key(item): self._add(run, product, item) for item in more}))

    def update(self, run, old, properties):
        product, known = old.physical_id, old.attributes["versions"]
        run.call("servicecatalog", "update_product", Id=product, **details(properties))
        wanted = properties["ProvisioningArtifactParameters"]
        properties.handled("ReplaceProvisioningArtifacts")  # it says how to change the product, and is nothing of it
        is_replaced = properties.get("ReplaceProvisioningArtifacts")
        keys = [] if is_replaced else [version_key(item) for item in wanted]
        kept = {key: known[key] for key in keys if key in known}
        versions = kept | {version_key(item): self._add(run, product, item) for item in wanted if version_key(item) not in kept}
        for version in set(known.values()) - set(versions.values()):
            run.call("servicecatalog", "delete_provisioning_artifact", ProductId=product, ProvisioningArtifactId=version)
        for item in wanted:
            run.call(
                "servicecatalog",
                "update_provisioning_artifact",
                ProductId=product,
                ProvisioningArtifactId=versions[version_key(item)],
                Name=item["Name"],
                Description=item.get("Description"),
            )
        return Made(product, self._attributes(properties, versions))

    def delete(self, run, resource):
        run.call("servicecatalog", "delete_product", Id=resource.physical_id)

    @staticmethod
    def _add(run, product, version):
        made = run.call(
            "servicecatalog",
            "create_provisioning_artifact",
            ProductId=product,
            Parameters=version,
            IdempotencyToken=str(uuid.uuid4()),
        )
        return made["ProvisioningArtifactDetail"]["Id"]

    @staticmethod
    def _attributes(properties, versions):
        return {"ProductName": properties["Name"], "ProvisioningArtifactIds": ",".join(versions.values()), "versions": versions}


def details(properties):
    return without(properties, "ProvisioningArtifactParameters", "ReplaceProvisioningArtifacts")


def version_key(version):
    return version["Name"], version["Info"]["LoadTemplateFromURL"]


class _Association(Handler):
    """Two things that are put together, and taken apart again."""

    make, unmake = "", ""

    def create(self, run, properties):
        given = without(properties)
        run.call("servicecatalog", self.make, **given)
        return Made("|".join(given.values()))

    def delete(self, run, resource):
        properties = {key: value for key, value in resource.properties.items() if key != "PrincipalType"}
        run.call("servicecatalog", self.unmake, **properties)


class ProductAssociation(_Association):
    type = "AWS::ServiceCatalog::PortfolioProductAssociation"
    make, unmake = "associate_product_with_portfolio", "disassociate_product_from_portfolio"


class PrincipalAssociation(_Association):
    type = "AWS::ServiceCatalog::PortfolioPrincipalAssociation"
    make, unmake = "associate_principal_with_portfolio", "disassociate_principal_from_portfolio"


class TagOptionAssociation(_Association):
    type = "AWS::ServiceCatalog::TagOptionAssociation"
    make, unmake = "associate_tag_option_with_resource", "disassociate_tag_option_from_resource"


class TagOption(Handler):
    type = "AWS::ServiceCatalog::TagOption"

    def create(self, run, properties):
        return Made(run.call("servicecatalog", "create_tag_option", **without(properties))["TagOptionDetail"]["Id"])

    def delete(self, run, resource):
        run.call("servicecatalog", "delete_tag_option", Id=resource.physical_id)


class _Constraint(Handler):
    kind = ""

    def create(self, run, properties):
        place = {key: properties[key] for key in ("PortfolioId", "ProductId", "Description") if key in properties}
        made = run.call(
            "servicecatalog",
            "create_constraint",
            Type=self.kind,
            Parameters=json.dumps(self.parameters(properties)),
            IdempotencyToken=str(uuid.uuid4()),
            **place,
        )
        return Made(made["ConstraintDetail"]["ConstraintId"])

    def update(self, run, old, properties):
        run.call("servicecatalog", "update_constraint", Id=old.physical_id, Parameters=json.dumps(self.parameters(properties)))
        return Made(old.physical_id)

    def delete(self, run, resource):
        run.call("servicecatalog", "delete_constraint", Id=resource.physical_id)

    @staticmethod
    def parameters(properties):
        raise NotImplementedError


class LaunchRoleConstraint(_Constraint):
    type, kind = "AWS::ServiceCatalog::LaunchRoleConstraint", "LAUNCH"

    @staticmethod
    def parameters(properties):
        return {"RoleArn": properties["RoleArn"]}


class LaunchTemplateConstraint(_Constraint):
    type, kind = "AWS::ServiceCatalog::LaunchTemplateConstraint", "TEMPLATE"

    @staticmethod
    def parameters(properties):
        return json.loads(properties["Rules"])


HANDLERS = (
    Portfolio,
    Product,
    ProductAssociation,
    PrincipalAssociation,
    TagOptionAssociation,
    TagOption,
    LaunchRoleConstraint,
    LaunchTemplateConstraint,
)
