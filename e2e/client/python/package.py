"""Reads the whole data set as somebody with Frictionless does; prints what it found as JSON."""

import json
import sys
from pathlib import Path
from zipfile import ZipFile

from frictionless import Package


def broken(path):
    """The same package with a row that is of no workstream, and the descriptions left as they are."""
    copy = Path(path).with_name("broken.zip")
    with ZipFile(path) as whole, ZipFile(copy, "w") as other:
        for name in whole.namelist():
            text = whole.read(name)
            if name == "actions.csv":
                text = text.replace(b"/workstream-1,", b"/workstream-none,", 1)
            other.writestr(name, text)
    return copy


path = sys.argv[1]
package = Package(path)
report = package.validate()
tasks = {
    task.name: {
        "rows": task.stats.get("rows"),
        "errors": [error.message for error in task.errors],
        "warnings": task.warnings,
    }
    for task in report.tasks
}
keys = {
    resource.name: {
        "primary": resource.schema.primary_key,
        "foreign": [key["reference"]["resource"] for key in resource.schema.foreign_keys],
    }
    for resource in package.resources
}
actions = package.get_resource("actions").read_rows()
print(
    json.dumps(
        {
            "valid": report.valid,
            "errors": [error.message for error in report.errors],
            "version": package.version,
            "sources": [source["title"] for source in package.sources],
            "tasks": tasks,
            "keys": keys,
            "action": next(row.to_dict(json=True) for row in actions if row["reference"] == "1.10"),
            "broken": [error.type for task in Package(str(broken(path))).validate().tasks for error in task.errors],
        }
    )
)
