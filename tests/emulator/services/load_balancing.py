"""Load balancing: moto takes every load balancer for one of HTTP.

Those of an edge are network load balancers, and policies know them by their ARNs.
"""

from moto.elbv2 import models


def mend():
    make = models.make_arn_for_load_balancer
    models.make_arn_for_load_balancer = lambda **names: make(**names).replace(":loadbalancer/app/", ":loadbalancer/net/")
