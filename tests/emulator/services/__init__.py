"""Mends of moto's services, where they differ from AWS in a way that matters to an edge. Each module says what and why."""

from iam import new_roles
from services import account, alarms, encryption, eventbridge, fargate, lambdas, load_balancing, log_writers, logs, network, scheduler
from services import storage, trail

MENDS = (
    account, alarms, encryption, eventbridge, fargate, lambdas, load_balancing, log_writers, logs, network, new_roles, scheduler, storage,
    trail,
)


def mend():
    """Applies all mends; once, before the server starts."""
    for module in MENDS:
        module.mend()
