"""A role that was made a moment ago is not known everywhere at once.

If the weather is so, the first who uses it is denied, and so is its own first call.
"""

from collections import Counter

import weather
from moto.iam.models import IAMBackend

_LEFT = {}  # how often each is still denied, by the id of a role: to be assumed, to do something


def mend():
    create = IAMBackend.create_role

    def create_role(self, *args, **kwargs):
        role = create(self, *args, **kwargs)
        if often := weather.NOW["newRolesAreDenied"]:
            _LEFT[role.id] = Counter(assume=often, act=often)
        return role

    IAMBackend.create_role = create_role


def denies(role, verb):
    """Returns whether a role is too new: `assume`, `act`."""
    left = _LEFT.get(role.id) if role else None
    if left is None or not left[verb]:
        return False
    left[verb] -= 1
    weather.HAPPENED["newRolesAreDenied"] += 1
    return True
