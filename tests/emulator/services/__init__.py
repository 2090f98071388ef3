"""Mends of moto's services, where they differ from AWS in a way that matters to an edge. Each module says what and why."""

from services import account, dashboards, encryption, eventbridge, fargate, lambdas, log_writers, logs, network, speed, storage, trail


def mend():
    """Applies all mends; once, before the server starts."""
    for module in (account, dashboards, encryption, eventbridge, fargate, lambdas, log_writers, logs, network, speed, storage, trail):
        module.mend()
