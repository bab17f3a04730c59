"""Keras on the backend of KERAS_BACKEND: keras_train.py <folder> <steps_per_execution> <jit_compile: true|false>.

The network is made from the project itself, whose words are Keras's, so it is the same by construction.
"""
import sys

import keras
import numpy as np

from rounds import Row, answer_rounds, run


def build(model):
    tensors, inputs = {}, []
    feeding = {node["name"]: [] for node in model["nodes"]}
    for edge in model["edges"]:
        feeding[edge["target"]].append(edge["source"])
    for node in model["nodes"]:  # in data order
        name, class_name, config = node["name"], node["class_name"], node["config"]
        sources = [tensors[source] for source in feeding[name]]
        if class_name == "Input":
            tensors[name] = keras.Input(**config)
            inputs.append(tensors[name])
            continue
        layer = getattr(keras.layers, class_name)(name=name, **config)
        several_arguments = class_name == "MultiHeadAttention" or len(sources) == 1
        tensors[name] = layer(*sources) if several_arguments else layer(sources)
    used = {edge["source"] for edge in model["edges"]}
    outputs = [tensors[node["name"]] for node in model["nodes"] if node["name"] not in used]
    return keras.Model(inputs, outputs[0])


def main():
    folder, steps_per_execution, jit_compile = sys.argv[1], int(sys.argv[2]), sys.argv[3] == "true"
    row = Row(folder)
    x, y = row.x, row.y
    plain = steps_per_execution == 1 and not jit_compile
    full_batch = len(x) == row.batch_size
    if full_batch and not plain:
        # With an epoch of one step, Keras's time would be its epochs': the same batch a thousand times, in order.
        x, y = np.tile(x, (1000, 1)), np.tile(y, (1000, 1))
    model = build(row.model)
    model.compile(
        optimizer=keras.optimizers.get(row.training["optimizer"]),
        loss=row.training["loss"],
        metrics=row.training["metrics"],
        steps_per_execution=steps_per_execution,
        jit_compile=jit_compile,
    )

    def fit(passes):
        model.fit(x, y, batch_size=row.batch_size, epochs=passes, shuffle=not full_batch, verbose=0)
        return passes * len(x)

    def repeat(work):
        def passes_of(passes):
            for _ in range(passes):
                work()
            return passes * len(row.x)

        return passes_of

    answer_rounds(
        {
            "train": fit,
            "evaluate": repeat(lambda: model.evaluate(row.x, row.y, batch_size=128, verbose=0)),
            "predict": repeat(lambda: model.predict(row.x, batch_size=128, verbose=0)),
        }
    )


run(main)
