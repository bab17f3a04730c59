// What tfjs-layers 4.22 has of Keras, under its own names, and where its defaults are others.

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

const LAYERS = words(
  'Dense Activation Dropout Flatten Reshape Permute RepeatVector Conv1D Conv2D Conv2DTranspose DepthwiseConv2D ' +
    'SeparableConv2D MaxPooling1D MaxPooling2D AveragePooling1D AveragePooling2D GlobalMaxPooling1D ' +
    'GlobalMaxPooling2D GlobalAveragePooling1D GlobalAveragePooling2D ZeroPadding2D Cropping2D UpSampling2D ' +
    'BatchNormalization LayerNormalization Embedding SimpleRNN LSTM GRU Bidirectional TimeDistributed Add Multiply ' +
    'Average Maximum Minimum Concatenate Dot GaussianNoise GaussianDropout AlphaDropout SpatialDropout1D LeakyReLU ' +
    'PReLU ELU ReLU Softmax Rescaling'
)
const ODD_NAMES: Record<string, string> = {
  Cropping2D: 'cropping2D',
  ELU: 'elu',
  GRU: 'gru',
  LSTM: 'lstm',
  PReLU: 'prelu',
  ReLU: 'reLU'
}
export const hasLayer = (className: string): boolean => LAYERS.has(className)
/** 'conv2d' of Conv2D, 'simpleRNN' of SimpleRNN. */
export const layerName = (className: string): string =>
  ODD_NAMES[className] ??
  className
    .replaceAll(/\W/g, '_')
    .replace(/^./, (first) => first.toLowerCase())
    .replace(/([12])D/, '$1d')

const NO_SEED = words('seed')
const KEEPS_NO_AXES = words('keepdims')
const LACKING: Record<string, ReadonlySet<string>> = {
  AlphaDropout: NO_SEED,
  Conv1D: words('groups'),
  Conv2D: words('groups'),
  Conv2DTranspose: words('output_padding dilation_rate'),
  GaussianDropout: NO_SEED,
  GaussianNoise: NO_SEED,
  GlobalAveragePooling1D: words('data_format keepdims'),
  GlobalAveragePooling2D: KEEPS_NO_AXES,
  GlobalMaxPooling1D: words('data_format keepdims'),
  GlobalMaxPooling2D: KEEPS_NO_AXES,
  LayerNormalization: words('beta_constraint gamma_constraint'),
  AveragePooling1D: words('data_format'),
  MaxPooling1D: words('data_format'),
  ELU: words('alpha'),
  GRU: words('reset_after'),
  ReLU: words('negative_slope threshold')
}
export const lacksParam = (className: string, key: string): boolean =>
  key === 'activity_regularizer' || (LACKING[className]?.has(key) ?? false)

/** Values with which a layer fails, or infers another shape than it computes. */
export const failsWith = (className: string, key: string, value: unknown): boolean =>
  value === 'causal' || value === 'bicubic' || (className === 'DepthwiseConv2D' && key === 'dilation_rate')

const KERNEL = words('kernel_initializer')
const NONE = words('pool_size')
/** Parameters whose defaults in tfjs are not Keras's: they are always written. */
const OWN_DEFAULTS: Record<string, ReadonlySet<string>> = {
  Conv1D: KERNEL,
  Conv2D: KERNEL,
  Conv2DTranspose: KERNEL,
  Cropping2D: words('cropping'),
  Dense: KERNEL,
  DepthwiseConv2D: words('depthwise_initializer'),
  GRU: words('kernel_initializer recurrent_activation'),
  LSTM: words('kernel_initializer recurrent_activation unit_forget_bias'),
  SimpleRNN: KERNEL
}
export const ownDefaults = (className: string): ReadonlySet<string> => OWN_DEFAULTS[className] ?? NONE

const ACTIVATIONS = words(
  'linear relu sigmoid softmax softplus softsign tanh elu selu relu6 swish silu gelu mish log_softmax'
)
export const hasActivation = (name: string): boolean => ACTIVATIONS.has(name)

const INITIALIZERS = words(
  'zeros ones constant identity glorot_uniform glorot_normal he_uniform he_normal lecun_uniform lecun_normal ' +
    'random_normal random_uniform truncated_normal orthogonal variance_scaling'
)
const REGULARIZERS = words('l1 l2 l1l2')
const CONSTRAINTS = words('max_norm min_max_norm non_neg unit_norm')
/** `name`: Keras's short name. */
export const hasTerm = (name: string): boolean =>
  [INITIALIZERS, REGULARIZERS, CONSTRAINTS].some((list) => list.has(name))

/** Losses by Keras's short name. */
export const LOSS_NAMES: Record<string, string> = {
  binary_crossentropy: 'binaryCrossentropy',
  categorical_crossentropy: 'categoricalCrossentropy',
  categorical_hinge: 'categoricalHinge',
  cosine_similarity: 'cosineProximity',
  hinge: 'hinge',
  kl_divergence: 'kullbackLeiblerDivergence',
  log_cosh: 'logcosh',
  mean_absolute_error: 'meanAbsoluteError',
  mean_absolute_percentage_error: 'meanAbsolutePercentageError',
  mean_squared_error: 'meanSquaredError',
  mean_squared_logarithmic_error: 'meanSquaredLogarithmicError',
  poisson: 'poisson',
  sparse_categorical_crossentropy: 'sparseCategoricalCrossentropy',
  squared_hinge: 'squaredHinge'
}

/** Metrics by Keras's short name: strings that compile() knows, and functions. */
export const METRIC_NAMES: Record<string, string> = {
  binary_accuracy: "'binaryAccuracy'",
  categorical_accuracy: "'categoricalAccuracy'",
  sparse_categorical_accuracy: 'tf.metrics.sparseCategoricalAccuracy',
  precision: "'precision'",
  recall: 'tf.metrics.recall',
  mean_squared_error: "'mse'",
  mean_absolute_error: "'mae'",
  mean_absolute_percentage_error: "'mape'",
  r2_score: 'tf.metrics.r2Score',
  cosine_similarity: "'cosine'",
  binary_crossentropy: 'tf.metrics.binaryCrossentropy',
  categorical_crossentropy: "'categoricalCrossentropy'",
  sparse_categorical_crossentropy: "'sparseCategoricalCrossentropy'"
}

/** tf.train's functions: what they take, in order. */
export const OPTIMIZER_PARAMS: Record<string, readonly string[]> = {
  sgd: ['learning_rate'],
  momentum: ['learning_rate', 'momentum', 'nesterov'],
  rmsprop: ['learning_rate', 'rho', 'momentum', 'epsilon', 'centered'],
  adam: ['learning_rate', 'beta_1', 'beta_2', 'epsilon'],
  adamax: ['learning_rate', 'beta_1', 'beta_2', 'epsilon'],
  adagrad: ['learning_rate', 'initial_accumulator_value'],
  adadelta: ['learning_rate', 'rho', 'epsilon']
}
