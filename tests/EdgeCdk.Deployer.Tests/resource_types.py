"""Brings resource-types.json up to date with the resource schemas that AWS publishes, and prints what changed.

    python3 tests/EdgeCdk.Deployer.Tests/resource_types.py SCHEMAS [--read MONTH] [--add TYPE] [--file FILE]

SCHEMAS is the CloudformationSchema.zip of a region, or a directory with its files:
https://schema.cloudformation.eu-central-1.amazonaws.com/CloudformationSchema.zip
--add may be repeated: types besides those that the file has.
"""

import argparse
import datetime
import json
import pathlib
import zipfile

OPERATIONS = ("create", "read", "update", "delete")
LISTS = (*OPERATIONS, "properties", "required", "readOnly", "createOnly", "identifier")
TAGGING = ("taggable", "tagOnCreate", "tagUpdatable", "cloudFormationSystemTags", "tagProperty")
FILE = pathlib.Path(__file__).with_name("resource-types.json")


def schemas(place):
    """Yields the schemas in a ZIP archive or a directory."""
    if place.is_dir():
        yield from (json.loads(file.read_bytes()) for file in sorted(place.glob("*.json")))
        return
    with zipfile.ZipFile(place) as archive:
        yield from (json.loads(archive.read(name)) for name in archive.namelist() if name.endswith(".json"))


def action(name):
    """Returns the name of an action with its service in lower case, as policies have it."""
    service, verb = name.split(":", 1)
    return f"{service.lower()}:{verb}"


def paths(schema, key):
    """Returns the paths of properties that a schema lists, as Property or as Property.Nested."""
    return sorted(path.removeprefix("/properties/").replace("/", ".") for path in schema.get(key, []))


def described(schema):
    """Returns what the tests and the emulator read of a schema."""
    handlers, tagging = schema.get("handlers", {}), schema.get("tagging", {})
    return {
        **{operation: sorted({action(name) for name in handlers.get(operation, {}).get("permissions", [])}) for operation in OPERATIONS},
        "properties": sorted(schema.get("properties", {})),
        "required": sorted(schema.get("required", [])),
        "readOnly": paths(schema, "readOnlyProperties"),
        "createOnly": paths(schema, "createOnlyProperties"),
        "identifier": paths(schema, "primaryIdentifier"),
        "tagging": {key: tagging[key] for key in TAGGING if key in tagging},
    }


def changes(before, after):
    """Yields a line for each difference between two descriptions of a type."""
    for key in LISTS:
        old, new = set(before.get(key, [])), set(after[key])
        yield from (f"  {key}: + {name}" for name in sorted(new - old))
        yield from (f"  {key}: - {name}" for name in sorted(old - new))
    old, new = before.get("tagging", {}), after["tagging"]
    for key in TAGGING:
        if old.get(key) != new.get(key):
            yield f"  tagging: {key} is {json.dumps(new.get(key))}, was {json.dumps(old.get(key))}"


def rendered(types, month):
    """Returns the text of the file: a line for each handler, so that a change is seen in a diff."""
    lines = [f'  "about": "AWS\'s published resource schemas, read in {month}. resource_types.py writes this file.",', '  "types": {']
    for name in sorted(types):
        body = ",\n".join(f"      {json.dumps(key)}: {json.dumps(value)}" for key, value in types[name].items())
        lines.append(f"    {json.dumps(name)}: {{\n{body}\n    }}{'' if name == max(types) else ','}")
    return "\n".join(["{", *lines, "  }", "}", ""])


def main():
    parser = argparse.ArgumentParser(description="Brings resource-types.json up to date.")
    parser.add_argument("schemas", type=pathlib.Path)
    parser.add_argument("--add", action="append", default=[], metavar="TYPE", help="a type to add to those that the file has")
    parser.add_argument("--read", default=f"{datetime.date.today():%B %Y}", help="when the schemas were read; default: this month")
    parser.add_argument("--file", type=pathlib.Path, default=FILE)
    given = parser.parse_args()

    known = json.loads(given.file.read_bytes())["types"] if given.file.exists() else {}
    wanted = {*known, *given.add}
    published = {schema["typeName"]: described(schema) for schema in schemas(given.schemas) if schema.get("typeName") in wanted}
    for name in sorted(wanted):
        if name not in published:
            print(f"{name}: no schema found, {'kept' if name in known else 'not added'}")
            continue
        found = list(changes(known.get(name, {}), published[name]))
        if found:
            print("\n".join([name, *found]))
    given.file.write_text(rendered({**known, **published}, given.read), encoding="utf-8")


if __name__ == "__main__":
    main()
