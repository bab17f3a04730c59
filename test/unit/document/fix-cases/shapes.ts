import { prices, sides } from '../../../support/problems'
import { edges, image, nodes, regression, row, softmax, type Cases } from './case'

export default {
  'insert-flatten': [
    {
      fault: 'LOSS_MISMATCH',
      given: { model: [image, ['Dense', { units: 128, activation: 'relu' }], softmax(10)] },
      title: 'Insert Flatten before layer_1'
    },
    {
      fault: 'LOSS_MISMATCH',
      given: { model: [image, ['Dense', { units: 128, activation: 'relu' }], softmax(5)] },
      title: 'Insert Flatten before layer_1, and set layer_2: units = 10'
    }
  ],
  'flatten-branch': [
    {
      fault: 'LAYER_INPUT_SHAPE',
      given: {
        ...regression,
        model: {
          nodes: nodes(
            ['image', 'Input', { shape: [2, 2, 2] }],
            ['row', 'Input', { shape: [4] }],
            ['join', 'Concatenate'],
            ['out', 'Dense', { units: 1 }]
          ),
          edges: edges('image>join', 'row>join', 'join>out')
        }
      },
      dataset: { ...prices, shape: [12] },
      title: 'Insert GlobalAveragePooling2D between image and join'
    }
  ],
  'insert-reshape': [
    {
      fault: 'LAYER_INPUT_SHAPE',
      given: { model: [image, ['Conv2D', { filters: 4, kernel_size: 3 }], ['Flatten'], softmax(10)] },
      title: 'Insert Reshape [28, 28, 1] before layer_1'
    },
    {
      fault: 'LAYER_INPUT_SHAPE',
      given: {
        model: [['Input', { shape: [784] }], ['Conv2D', { filters: 4, kernel_size: 3 }], ['Flatten'], softmax(10)]
      },
      title: 'Insert Reshape [28, 28, 1] before layer_1'
    },
    {
      fault: 'LAYER_INPUT_SHAPE',
      given: { model: [['Input', { shape: [28, 28, 1] }], ['LSTM', { units: 4 }], softmax(10)] },
      title: 'Insert Reshape [28, 28] before layer_1'
    }
  ],
  'insert-embedding': [
    {
      fault: 'LAYER_INPUT_SHAPE',
      given: { model: [row, ['LSTM', { units: 4 }], softmax(2)] },
      dataset: sides,
      title: 'Insert Embedding before layer_1 (token numbers below 10000)'
    }
  ],
  'remove-before': [
    {
      fault: 'LAYER_INPUT_SHAPE',
      given: {
        model: [
          ['Input', { shape: [28, 28, 1] }],
          ['Flatten'],
          ['Conv2D', { filters: 4, kernel_size: 3 }],
          ['GlobalAveragePooling2D'],
          softmax(10)
        ]
      },
      title: 'Remove layer_1 before layer_2'
    }
  ],
  'return-sequences': [
    {
      fault: 'LAYER_INPUT_SHAPE',
      given: { model: [image, ['LSTM', { units: 4 }], ['LSTM', { units: 4 }], softmax(10)] },
      title: 'layer_1: return_sequences = true'
    },
    {
      fault: 'LAYER_INPUT_SHAPE',
      given: {
        model: [
          image,
          ['Bidirectional', { layer: { class_name: 'GRU', config: { units: 4 } } }],
          ['LSTM', { units: 4 }],
          softmax(10)
        ]
      },
      title: 'layer_1: return_sequences = true'
    }
  ],
  'same-padding': [
    {
      fault: 'LAYER_INPUT_SHAPE',
      given: {
        model: [
          image,
          ['Reshape', { target_shape: [392, 2, 1] }],
          ['MaxPooling2D', { pool_size: 3 }],
          ['Flatten'],
          softmax(10)
        ]
      },
      title: 'layer_2: padding = same'
    },
    {
      fault: 'LAYER_INPUT_SHAPE',
      given: {
        model: [
          image,
          ['Reshape', { target_shape: [392, 2, 1] }],
          ['MaxPooling2D', { pool_size: 3 }],
          ['Flatten'],
          softmax(10)
        ]
      },
      title: 'Remove layer_2'
    }
  ],
  'project-branch': [
    {
      fault: 'LAYER_INPUT_SHAPE',
      given: {
        model: {
          nodes: nodes(
            ['input', 'Input', { shape: [28, 28] }],
            ['image', 'Reshape', { target_shape: [28, 28, 1] }],
            ['conv', 'Conv2D', { filters: 8, kernel_size: 3, strides: 2, padding: 'same' }],
            ['add', 'Add'],
            ['pool', 'GlobalAveragePooling2D'],
            ['out', 'Dense', { units: 10, activation: 'softmax' }]
          ),
          edges: edges('input>image', 'image>conv', 'conv>add', 'image>add', 'add>pool', 'pool>out')
        }
      },
      title: 'Insert Conv2D (1 × 1, 8) between image and add'
    }
  ],
  'input-shape': [
    {
      fault: 'INPUT_MISMATCH',
      given: { model: [['Input', { shape: [32, 32] }], ['Flatten'], softmax(10)] },
      title: 'layer_0: shape = [28, 28]'
    }
  ]
} satisfies Cases
