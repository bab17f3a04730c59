"""Loads folders of event files with TensorBoard's own reader, all points of each: tensorboard_load.py <folder>... Prints its version
and the seconds that each took; importing it is not counted."""
import json
import sys
import time

import tensorboard
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

seconds = []
for folder in sys.argv[1:]:
    began = time.perf_counter()
    accumulator = EventAccumulator(folder, size_guidance={"scalars": 0, "tensors": 0})
    accumulator.Reload()
    tags = accumulator.Tags()
    points = sum(len(accumulator.Scalars(tag)) for tag in tags["scalars"])
    points += sum(len(accumulator.Tensors(tag)) for tag in tags["tensors"])
    seconds.append(time.perf_counter() - began)
print(json.dumps({"version": tensorboard.__version__, "seconds": seconds, "points": points}))
