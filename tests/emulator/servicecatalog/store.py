"""What Service Catalog remembers."""

import random
import string
from dataclasses import dataclass, field


def new_id(prefix):
    """Returns an id as AWS makes them."""
    return f"{prefix}-{''.join(random.choices(string.ascii_lowercase + string.digits, k=13))}"


@dataclass
class Version:
    """A provisioning artifact. AWS copies the template when it is registered: what the bucket has later makes no difference."""

    name: str
    description: str
    url: str
    text: str
    id: str = field(default_factory=lambda: new_id("pa"))
    active: bool = True


@dataclass
class Product:
    """A product with its versions, the oldest first."""

    details: dict
    versions: list
    tags: dict = field(default_factory=dict)
    id: str = field(default_factory=lambda: new_id("prod"))


@dataclass
class Portfolio:
    """A portfolio with what it is associated with, by id."""

    details: dict
    products: list = field(default_factory=list)
    principals: list = field(default_factory=list)
    tag_options: list = field(default_factory=list)
    tags: dict = field(default_factory=dict)
    id: str = field(default_factory=lambda: new_id("port"))


@dataclass
class Provisioned:
    """A product that somebody launched: a stack."""

    name: str
    product: Product
    version: Version
    stack: object
    role: str
    status: str = "AVAILABLE"
    message: str = ""
    id: str = field(default_factory=lambda: new_id("pp"))


@dataclass
class Catalog:
    """One account's catalog in one region, by ids."""

    portfolios: dict = field(default_factory=dict)
    products: dict = field(default_factory=dict)
    constraints: dict = field(default_factory=dict)
    tag_options: dict = field(default_factory=dict)
    provisioned: dict = field(default_factory=dict)
    records: dict = field(default_factory=dict)

    def constraints_of(self, product, kind):
        return [item["Parameters"] for item in self.constraints.values() if (item["ProductId"], item["Type"]) == (product, kind)]
