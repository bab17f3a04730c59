"""Prints the versions of the packages named, as JSON; null where one is not installed."""
import importlib.metadata
import json
import sys


def version(package):
    for name in (package, f"{package}-cpu"):
        try:
            return importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            pass
    return None


print(json.dumps({package: version(package) for package in sys.argv[1:]}))
