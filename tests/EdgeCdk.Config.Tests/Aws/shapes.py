"""Prints what botocore's service models say about the shapes named on standard input, and which regions it knows, as JSON."""
import json
import re
import sys

from botocore.loaders import Loader

loader = Loader()
shapes = {}
for name in sys.stdin.read().split():
    service, shape = name.split(".")
    model = loader.load_service_model(service, "service-2")["shapes"][shape]
    shapes[name] = {key: model[key] for key in ("type", "min", "max", "pattern") if key in model}
    listed = re.search(r"possible values are:? ([0-9, and]+)", model.get("documentation", ""), re.IGNORECASE)
    if listed:
        shapes[name]["values"] = [int(number) for number in re.findall("[0-9]+", listed[1])]
regions = {
    partition["id"]: [region for region in partition["regions"] if not region.endswith("-global")]
    for partition in loader.load_data("partitions")["partitions"]
}
json.dump({"shapes": shapes, "regions": regions}, sys.stdout)
