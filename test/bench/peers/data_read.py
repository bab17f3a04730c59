"""Opens one file once with one package: data_read.py <case> <package> <path>. Prints the time at which each stage is reached,
as the worker of Netloom does; importing the package is not counted."""
import importlib
import json
import resource
import sys
import time

case, package, path = sys.argv[1:]
module = importlib.import_module(package)


def pandas(read):
    def stages():
        frame = read(path)
        yield "columns"
        frame.describe()
        yield "statistics"

    return stages


def pyarrow(read):
    def stages():
        read(path)
        yield "columns"

    return stages


def reader(name):
    return lambda path: getattr(importlib.import_module(f"pyarrow.{name}"), "read_csv" if name == "csv" else "read_table")(path)


READERS = {
    ("csv", "pandas"): lambda: pandas(module.read_csv),
    ("csv", "pyarrow"): lambda: pyarrow(reader("csv")),
    ("parquet", "pandas"): lambda: pandas(module.read_parquet),
    ("parquet", "pyarrow"): lambda: pyarrow(reader("parquet")),
}
if (case, package) not in READERS:
    print(json.dumps({"stages": None}))
    sys.exit(0)
stages = READERS[case, package]()
began, worked = time.perf_counter(), time.process_time()
reached = {stage: (time.perf_counter() - began) * 1000 for stage in stages()}
print(
    json.dumps(
        {
            "stages": reached,
            "cpu": (time.process_time() - worked) * 1000,
            "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        }
    )
)
