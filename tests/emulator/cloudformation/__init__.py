"""CloudFormation, in place of moto's: deployments, updates, rollbacks and deletions as AWS performs them."""
