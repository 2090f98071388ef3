"""Calls to the account."""

import aws
from fault_table.in_process import REGION


def call(service, operation, **parameters):
    return aws.call(service, operation, REGION, parameters)
