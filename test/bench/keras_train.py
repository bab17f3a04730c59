"""The Keras side of `npm run bench:train`: row, steps_per_execution, seconds per round, MNIST examples.

Prints 'ready' after a warm-up, then for each line on standard input the samples per second of model.fit.
Pictures are random bytes of MNIST's shape, which costs the same as the real ones.
"""
import sys
import time

import keras
import numpy as np

row, steps_per_execution, seconds, examples = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])
layers = keras.layers
dense = lambda units, activation='relu': layers.Dense(units, activation=activation)
rng = np.random.default_rng(0)

if row == 0:
    x = rng.normal(size=(100, 1)).astype('float32')
    y = 3 * x + 2
    model, optimizer, batch, loss, metrics = keras.Sequential([layers.Dense(1)]), keras.optimizers.SGD(0.1), 100, 'mse', []
else:
    x = (rng.integers(0, 256, (examples, 28, 28)) / 255).astype('float32')
    y = rng.integers(0, 10, examples)
    body = {
        1: [layers.Flatten(), dense(128)],
        2: [layers.Flatten(), dense(512), dense(256)],
        3: [layers.Reshape((28, 28, 1)), layers.Conv2D(32, 3, activation='relu'), layers.MaxPooling2D(),
            layers.Conv2D(64, 3, activation='relu'), layers.MaxPooling2D(), layers.Flatten(), dense(128)],
    }[row]
    model = keras.Sequential([*body, dense(10, 'softmax')])
    optimizer = keras.optimizers.SGD() if row == 2 else keras.optimizers.Adam()
    batch, loss, metrics = 200 if row == 2 else 128, 'sparse_categorical_crossentropy', ['accuracy']

model.compile(optimizer=optimizer, loss=loss, metrics=metrics, steps_per_execution=steps_per_execution, jit_compile=False)


def fit(epochs=1):
    model.fit(x, y, batch_size=batch, epochs=epochs, verbose=0)
    return epochs * len(x)


fit(2)
began = time.perf_counter()
fit(2)
per_epoch = (time.perf_counter() - began) / 2
print('ready', flush=True)
for _ in sys.stdin:
    # One fit of as many epochs as fill a round: starting fit anew would be counted against Keras otherwise.
    epochs = max(1, round(seconds / per_epoch))
    began = time.perf_counter()
    samples = fit(epochs)
    print(samples / (time.perf_counter() - began), flush=True)
