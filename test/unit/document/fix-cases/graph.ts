import { prices } from '../../../support/problems'
import { edges, image, nodes, regression, row, softmax, twoInputs, type Cases } from './case'

export default {
  'add-input': [
    { fault: 'MODEL_NO_INPUT', given: { model: [] }, title: 'Add Input [28, 28]', then: ['MODEL_NO_WEIGHTS'] },
    {
      fault: 'LAYER_INPUT_COUNT',
      given: { model: [['Flatten'], softmax(10)] },
      title: 'Add Input [28, 28] before layer_0'
    }
  ],
  'connect-nearest': [
    {
      fault: 'LAYER_INPUT_COUNT',
      given: {
        model: {
          nodes: nodes(
            ['input', 'Input', { shape: [28, 28] }],
            ['flat', 'Flatten'],
            ['out', 'Dense', { units: 10, activation: 'softmax' }]
          ),
          edges: edges('input>flat')
        }
      },
      title: 'Connect flat to out'
    },
    {
      fault: 'LAYER_INPUT_COUNT',
      given: { ...regression, model: twoInputs('Add', ['a>join']) },
      dataset: prices,
      title: 'Connect b to join'
    },
    {
      fault: 'LAYER_INPUT_COUNT',
      given: { ...regression, model: twoInputs('Concatenate', []) },
      dataset: prices,
      title: 'Connect b and a to join'
    }
  ],
  'disconnect-extra': [
    {
      fault: 'LAYER_INPUT_COUNT',
      given: { ...regression, model: twoInputs('Flatten', ['a>join', 'b>join']) },
      dataset: null,
      title: 'Disconnect b from join'
    }
  ],
  'insert-merge': [
    {
      fault: 'LAYER_INPUT_COUNT',
      given: { ...regression, model: twoInputs('Flatten', ['a>join', 'b>join']) },
      dataset: prices,
      title: 'Insert Concatenate before join'
    },
    {
      fault: 'LAYER_INPUT_COUNT',
      given: { ...regression, model: twoInputs('Flatten', ['a>join', 'b>join']) },
      dataset: prices,
      title: 'Insert Add before join'
    }
  ],
  'remove-layer': [
    {
      fault: 'LAYER_INPUT_COUNT',
      given: {
        ...regression,
        model: {
          nodes: nodes(['input', 'Input', { shape: [4] }], ['out', 'Dense', { units: 1 }], ['loose', 'Flatten']),
          edges: edges('input>out')
        }
      },
      dataset: prices,
      title: 'Remove loose'
    },
    {
      fault: 'LAYER_UNKNOWN',
      given: { ...regression, model: [row, ['MyOwn', {}], ['Dense', { units: 1 }]] },
      dataset: prices,
      title: 'Remove layer_1'
    }
  ],
  'known-layer': [
    {
      fault: 'LAYER_UNKNOWN',
      given: { ...regression, model: [row, ['Dens', { units: 1, colour: 'red' }]] },
      dataset: prices,
      title: 'layer_1: Dense'
    }
  ],
  'default-value': [
    {
      fault: 'LAYER_PARAM',
      given: { ...regression, model: [row, ['Dense', { units: 1, activation: 'relo' }]] },
      dataset: prices,
      title: 'layer_1: activation = linear'
    },
    {
      fault: 'LAYER_PARAM',
      given: { model: [image, ['Flatten'], ['Dense', { units: 0 }], softmax(10)] },
      title: 'layer_2: units = 64'
    },
    {
      fault: 'LAYER_PARAM',
      given: { ...regression, model: [row, ['Dense', { units: 1, unit: 3 }]] },
      dataset: prices,
      title: 'layer_1: remove unit'
    },
    {
      fault: 'LAYER_PARAM',
      given: {
        model: [image, ['Bidirectional', { layer: { class_name: 'LSTM', config: { units: -1 } } }], softmax(10)]
      },
      title: 'layer_1: units = 64'
    },
    {
      fault: 'LAYER_PARAM',
      given: {
        model: [image, ['Flatten'], softmax(10)],
        training: { optimizer: { class_name: 'Adam', config: { learning_rate: -1 } } }
      },
      title: 'Adam: learning_rate = 0.001'
    }
  ],
  'unique-name': [
    {
      fault: 'MODEL_DUPLICATE_NAME',
      given: {
        ...regression,
        model: {
          nodes: nodes(
            ['input', 'Input', { shape: [4] }],
            ['dense', 'Dense', { units: 1 }],
            ['dense', 'Dense', { units: 2 }]
          ),
          edges: edges('input>dense')
        }
      },
      dataset: prices,
      title: 'Rename the second dense to dense_1',
      then: ['LAYER_INPUT_COUNT']
    }
  ],
  'remove-edge': [
    {
      fault: 'MODEL_CYCLE',
      given: {
        ...regression,
        model: {
          nodes: nodes(
            ['input', 'Input', { shape: [4] }],
            ['add', 'Add'],
            ['a', 'Dense', { units: 4 }],
            ['out', 'Dense', { units: 1 }]
          ),
          edges: edges('input>add', 'input>add', 'add>a', 'a>out', 'a>add')
        }
      },
      dataset: prices,
      title: 'Remove the edge a → add'
    },
    {
      fault: 'MODEL_EDGE_UNKNOWN',
      given: {
        ...regression,
        model: {
          nodes: nodes(['input', 'Input', { shape: [4] }], ['out', 'Dense', { units: 1 }]),
          edges: edges('input>out', 'out>gone')
        }
      },
      dataset: prices,
      title: 'Remove the edge out → gone'
    }
  ],
  'own-weights': [
    {
      fault: 'LAYER_SHARED',
      given: {
        ...regression,
        model: {
          nodes: [
            ...nodes(['input', 'Input', { shape: [4] }], ['dense', 'Dense', { units: 1 }]),
            { name: 'again', class_name: 'Dense', config: {}, layer: 'dense' }
          ],
          edges: edges('input>dense', 'dense>again')
        }
      },
      dataset: prices,
      title: 'Give again weights of its own'
    }
  ]
} satisfies Cases
