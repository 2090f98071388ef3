"""Mends of moto's services, where they differ from AWS in a way that matters to an edge. Each module says what and why."""

from services import account, encryption, eventbridge, fargate, lambdas, log_writers, logs, network, scheduler, storage, trail


def mend():
    """Applies all mends; once, before the server starts."""
    for module in (account, encryption, eventbridge, fargate, lambdas, log_writers, logs, network, scheduler, storage, trail):
        module.mend()
