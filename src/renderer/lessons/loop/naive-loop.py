# %% data
import math
import numpy as np
import tensorflow as tf

train, test = tf.keras.datasets.mnist.load_data()

def as_rows(images):  # 28 x 28 bytes to 784 numbers, 0 to 1
    return images.reshape(-1, 28 * 28).astype("float32") / 255

train_images, train_labels = as_rows(train[0]), train[1]
test_images, test_labels = as_rows(test[0]), test[1]

# %% dense
class NaiveDense:
    def __init__(self, inputs, units, activation=None):
        limit = math.sqrt(6 / (inputs + units))  # GlorotUniform
        start = tf.random.uniform((inputs, units), -limit, limit)
        self.kernel = tf.Variable(start)
        self.bias = tf.Variable(tf.zeros((units,)))
        self.activation = activation

    def __call__(self, x):
        y = tf.matmul(x, self.kernel) + self.bias
        return y if self.activation is None else self.activation(y)

    @property
    def weights(self):
        return [self.kernel, self.bias]

# %% model
class NaiveSequential:
    def __init__(self, layers):
        self.layers = layers

    def __call__(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

    @property
    def weights(self):
        return [w for layer in self.layers for w in layer.weights]

model = NaiveSequential([
    NaiveDense(28 * 28, 512, tf.nn.relu),
    NaiveDense(512, 10, tf.nn.softmax),
])

# %% batches
class BatchGenerator:
    def __init__(self, images, labels, batch_size=128):
        self.images, self.labels = images, labels
        self.batch_size = batch_size
        self.order = np.random.permutation(len(images))
        self.begin = 0

    def __len__(self):
        return math.ceil(len(self.images) / self.batch_size)

    def next(self):
        rows = self.order[self.begin : self.begin + self.batch_size]
        if len(rows) == 0:
            raise StopIteration  # one pass, not cyclic
        self.begin += len(rows)
        return self.images[rows], self.labels[rows]

# %% step
from tensorflow.keras import losses as keras_losses

cross_entropy = keras_losses.sparse_categorical_crossentropy

def one_training_step(model, images, labels):
    with tf.GradientTape() as tape:  # notes it all down
        predictions = model(images)
        losses = cross_entropy(labels, predictions)
        loss = tf.reduce_mean(losses)
    weights = model.weights
    gradients = tape.gradient(loss, weights)
    update_weights(gradients, weights)
    return loss

# %% update
LEARNING_RATE = 0.1

def update_weights(gradients, weights):
    for g, w in zip(gradients, weights):
        w.assign_sub(LEARNING_RATE * g)

# %% fit
def fit(model, images, labels, epochs, batch_size=128):
    for epoch in range(epochs):
        print(f"Epoch {epoch + 1}")
        batches = BatchGenerator(images, labels, batch_size)
        for step in range(len(batches)):
            loss = one_training_step(model, *batches.next())
            if step % 100 == 0:
                print(f"step {step}: loss {loss:.4f}")

# %% accuracy
def accuracy(model, images, labels):
    predictions = model(images).numpy()
    predicted = np.argmax(predictions, axis=1)
    return (predicted == labels).mean()

# %% run
fit(model, train_images, train_labels, epochs=10)
print(f"test accuracy {accuracy(model, test_images, test_labels):.4f}")
