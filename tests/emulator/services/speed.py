"""What moto finds out at every call although it never changes: the names of its modules, and those of the methods of a class."""

import functools

from moto import backends
from moto.core import responses


def mend():
    modules = list(backends.list_of_moto_modules())
    backends.list_of_moto_modules = lambda: modules
    responses.method_names_from_class = functools.cache(responses.method_names_from_class)
