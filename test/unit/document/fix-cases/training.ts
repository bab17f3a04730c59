import { prices, sides } from '../../../support/problems'
import { edges, image, nodes, regression, row, softmax, type Cases } from './case'

export default {
  'output-units': [
    { fault: 'LOSS_MISMATCH', given: { model: [image, ['Flatten'], softmax(5)] }, title: 'layer_2: units = 10' },
    {
      fault: 'LOSS_MISMATCH',
      given: { model: [image, ['Flatten'], ['Dense', { units: 1, activation: 'sigmoid' }]] },
      title: 'layer_2: units = 10, activation = softmax'
    },
    {
      fault: 'LOSS_MISMATCH',
      given: { ...regression, model: [row, ['Dense', { units: 3 }]] },
      dataset: prices,
      title: 'layer_1: units = 1'
    },
    {
      fault: 'LOSS_MISMATCH',
      given: { model: [row, softmax(2)], training: { loss: 'binary_crossentropy' } },
      dataset: sides,
      title: 'layer_1: units = 1, activation = sigmoid'
    },
    {
      fault: 'LOSS_MISMATCH',
      given: { ...regression, label_mode: 'input', model: [image, ['Flatten'], ['Dense', { units: 32 }]] },
      title: 'layer_2: units = 784, Reshape [28, 28]'
    }
  ],
  'add-output': [
    {
      fault: 'LOSS_MISMATCH',
      given: {
        model: [
          image,
          ['Flatten'],
          ['Dense', { units: 64, activation: 'relu' }],
          ['Dropout', { rate: 0.5 }],
          ['BatchNormalization'],
          ['Dense', { units: 5, activation: 'relu' }]
        ]
      },
      title: 'Add Dense (10, softmax) after layer_5'
    },
    { fault: 'MODEL_NO_WEIGHTS', given: { model: [image] }, title: 'Add Flatten, Dense (10, softmax) after layer_0' }
  ],
  'match-loss': [
    {
      fault: 'LOSS_MISMATCH',
      given: { model: [image, ['Flatten'], softmax(10)], training: { loss: 'categorical_crossentropy' } },
      title: 'loss = sparse_categorical_crossentropy'
    },
    {
      fault: 'LOSS_MISMATCH',
      given: { model: [image, ['Flatten'], softmax(10)], label_mode: 'categorical' },
      title: 'loss = categorical_crossentropy'
    },
    {
      fault: 'LOSS_MISMATCH',
      given: { model: [row, ['Dense', { units: 1, activation: 'sigmoid' }]] },
      dataset: sides,
      title: 'loss = binary_crossentropy'
    },
    {
      fault: 'LOSS_MISMATCH',
      given: { model: [image, ['Flatten'], ['Dense', { units: 10 }]], training: { loss: 'mse' } },
      title: 'loss = sparse_categorical_crossentropy (from_logits = true)'
    },
    {
      fault: 'LOSS_MISMATCH',
      given: { model: [row, ['Dense', { units: 1 }]] },
      dataset: prices,
      title: 'loss = mean_squared_error'
    },
    {
      fault: 'TERM_UNKNOWN',
      given: { model: [image, ['Flatten'], softmax(10)], training: { loss: 'sparse_crossentropy' } },
      title: 'loss = sparse_categorical_crossentropy'
    }
  ],
  'label-mode': [
    {
      fault: 'LOSS_MISMATCH',
      given: { model: [image, ['Flatten'], softmax(10)], label_mode: 'categorical' },
      title: 'label_mode = int'
    },
    {
      fault: 'LOSS_MISMATCH',
      given: { model: [image, ['Flatten'], softmax(10)], training: { loss: 'categorical_crossentropy' } },
      title: 'label_mode = categorical'
    }
  ],
  'match-metric': [
    {
      fault: 'METRIC_MISMATCH',
      given: { model: [image, ['Flatten'], softmax(10)], training: { metrics: ['categorical_accuracy'] } },
      title: 'metrics: accuracy in place of categorical_accuracy'
    },
    {
      fault: 'METRIC_MISMATCH',
      given: {
        ...regression,
        model: [row, ['Dense', { units: 1 }]],
        training: { loss: 'mse', metrics: ['mae', 'accuracy'] }
      },
      dataset: prices,
      title: 'Remove the metric accuracy'
    },
    {
      fault: 'METRIC_MISMATCH',
      given: {
        model: [image, ['Flatten'], softmax(10)],
        label_mode: 'categorical',
        training: { loss: 'categorical_crossentropy', metrics: [{ class_name: 'F1Score', config: {} }] }
      },
      title: 'metrics: F1Score (average = macro) in place of F1Score'
    },
    {
      fault: 'TERM_UNKNOWN',
      given: { model: [image, ['Flatten'], softmax(10)], training: { metrics: ['acuracy'] } },
      title: 'metrics: accuracy in place of acuracy'
    }
  ],
  'match-optimizer': [
    {
      fault: 'TERM_UNKNOWN',
      given: { model: [image, ['Flatten'], softmax(10)], training: { optimizer: 'adamm' } },
      title: 'optimizer = adam'
    }
  ],
  'output-count': [
    {
      fault: 'OUTPUT_COUNT',
      given: {
        model: {
          nodes: nodes(['input', 'Input', { shape: [4] }], ['a', 'Dense', { units: 1 }], ['b', 'Dense', { units: 1 }]),
          edges: edges('input>a', 'input>b')
        },
        training: { loss: ['mean_squared_error'] }
      },
      dataset: prices,
      title: 'One loss for each of the 2 outputs'
    },
    {
      fault: 'OUTPUT_COUNT',
      given: {
        model: {
          nodes: nodes(['input', 'Input', { shape: [4] }], ['a', 'Dense', { units: 1 }], ['b', 'Dense', { units: 1 }]),
          edges: edges('input>a', 'input>b')
        },
        training: { loss: ['mean_squared_error'] }
      },
      dataset: prices,
      title: 'Remove b'
    }
  ]
} satisfies Cases
