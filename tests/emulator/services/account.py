"""What moto does not know about an account: quotas, Lambda's concurrency, firewalls of DNS, caches of ECR, names of service-linked roles.

A test says what they are: `PUT /emulator/account` with some of the keys of DEFAULTS; the others are as they are here.
"""

import json

from moto.awslambda import urls
from moto.awslambda.responses import LambdaResponse
from moto.ecr.responses import ECRResponse
from moto.iam.models import SERVICE_NAME_CONVERSION
from moto.route53resolver.responses import Route53ResolverResponse
from moto.servicequotas.models import ServiceQuotasBackend

DEFAULTS = {
    "quotas": {"L-3032A538": 100},  # by code; those of the VPC are moto's
    "concurrency": 1000,
    "firewalls": {},  # by VPC: rules in their order, each [action, [domains]]
    "caches": [],  # prefixes of repositories that ECR fills from elsewhere
}
SETTINGS = dict(DEFAULTS)


def put(settings):
    """Takes what a test says."""
    SETTINGS.clear()
    SETTINGS.update({**DEFAULTS, **settings})


def mend():
    SERVICE_NAME_CONVERSION.update({
        "ecs": "ECS",
        "elasticfilesystem": "AmazonElasticFileSystem",
        "elasticloadbalancing": "ElasticLoadBalancing",
    })
    find = ServiceQuotasBackend.get_service_quota

    def get_service_quota(self, service_code, quota_code):
        if quota_code in SETTINGS["quotas"]:
            return {"ServiceCode": service_code, "QuotaCode": quota_code, "Value": SETTINGS["quotas"][quota_code]}
        return find(self, service_code, quota_code)

    def get_account_settings(self):
        limit = SETTINGS["concurrency"]
        return 200, {}, json.dumps({"AccountLimit": {"ConcurrentExecutions": limit, "UnreservedConcurrentExecutions": limit}})

    def caches(self):
        return json.dumps({"pullThroughCacheRules": [{"ecrRepositoryPrefix": prefix} for prefix in SETTINGS["caches"]]})

    ServiceQuotasBackend.get_service_quota = get_service_quota
    urls.url_paths[r"{0}/(?P<api_version>[^/]+)/account-settings/?$"] = LambdaResponse.dispatch
    LambdaResponse.get_account_settings = get_account_settings
    ECRResponse.describe_pull_through_cache_rules = caches
    _filter_dns()


def _filter_dns():
    """One group of rules for each VPC that has any, called after it; one list of domains for each rule."""
    def associations(self):
        vpc = self._get_param("VpcId")
        group = {"Id": vpc, "FirewallRuleGroupId": vpc, "VpcId": vpc, "Priority": 101, "Status": "COMPLETE"}
        return json.dumps({"FirewallRuleGroupAssociations": [group] if vpc in SETTINGS["firewalls"] else []})

    def rules(self):
        group = self._get_param("FirewallRuleGroupId")
        found = [
            {
                "FirewallRuleGroupId": group,
                "FirewallDomainListId": f"{group}/{index}",
                "Name": f"rule-{index}",
                "Priority": index,
                "Action": action,
            }
            for index, (action, _) in enumerate(SETTINGS["firewalls"][group])
        ]
        return json.dumps({"FirewallRules": found})

    def domains(self):
        group, index = self._get_param("FirewallDomainListId").split("/")
        return json.dumps({"Domains": SETTINGS["firewalls"][group][int(index)][1]})

    Route53ResolverResponse.list_firewall_rule_group_associations = associations
    Route53ResolverResponse.list_firewall_rules = rules
    Route53ResolverResponse.list_firewall_domains = domains
