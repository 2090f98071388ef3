"""Mends of moto's services, where they differ from AWS in a way that matters to an edge. Each module says what and why."""

from iam import new_roles
from services import account, alarms, dashboards, encryption, eventbridge, fargate, lambdas, load_balancing, log_writers, logs, network
from services import scheduler, speed, storage, trail

MENDS = (
    account,
    alarms,
    dashboards,
    encryption,
    eventbridge,
    fargate,
    lambdas,
    load_balancing,
    log_writers,
    logs,
    network,
    new_roles,
    scheduler,
    speed,
    storage,
    trail,
)


def mend():
    """Applies all mends; once, before the server starts."""
    for module in MENDS:
        module.mend()
