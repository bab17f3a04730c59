// Shapes that the layers of activation, chance and merging refuse, and the hint that they give.
import { describe, expect, it } from 'vitest'
import { catalogue, ShapeProblem, type Shape } from '../../../src/layers'
import { readParams } from '../../../src/shared/schema'

/** The output's shape, or what is expected and found. */
function shapeOf(className: string, inputs: Shape[], config: Record<string, unknown> = {}): unknown {
  const layer = catalogue.get(className)!
  const params = readParams(layer.params, config, { className, layer: 'tested', where: 'config' })
  try {
    return layer.outputShape(inputs, params)
  } catch (problem) {
    if (!(problem instanceof ShapeProblem)) throw problem
    expect(Object.values(problem.hint)).not.toContain('')
    return problem.message
  }
}

describe('merging', () => {
  it.each([
    [
      [
        [3, 4],
        [3, 4]
      ],
      [3, 4]
    ],
    [
      [
        [3, 4],
        [1, 4],
        [3, 1]
      ],
      [3, 4]
    ],
    [
      [[4], [3, 4]],
      [3, 4]
    ],
    [
      [
        [5, 1, 2],
        [6, 1]
      ],
      [5, 6, 2]
    ]
  ] as [Shape[], Shape][])('stretches %j to %j', (inputs, expected) => {
    expect(shapeOf('Add', inputs)).toEqual(expected)
  })

  it('names the two inputs that do not fit', () => {
    expect(
      shapeOf('Multiply', [
        [3, 4],
        [3, 4],
        [3, 5]
      ])
    ).toBe('expected inputs that fit (None, 3, 4), found (None, 3, 5)')
  })

  it('Dot drops the axes that it sums over', () => {
    expect(
      shapeOf(
        'Dot',
        [
          [3, 4],
          [5, 4]
        ],
        { axes: -1 }
      )
    ).toEqual([3, 5])
    expect(shapeOf('Dot', [[3, 4], [3]], { axes: [1, 1] })).toEqual([4])
    expect(shapeOf('Dot', [[4], [4]], { axes: 1 })).toEqual([1])
  })

  it('Dot refuses axes of different size, and the batch', () => {
    expect(
      shapeOf(
        'Dot',
        [
          [3, 4],
          [5, 4]
        ],
        { axes: 1 }
      )
    ).toContain('found 3 and 5')
    expect(
      shapeOf(
        'Dot',
        [
          [3, 4],
          [5, 4]
        ],
        { axes: 0 }
      )
    ).toContain('axis 0 of (None, 3, 4)')
  })
})

describe('layers that know axes', () => {
  it.each([
    ['Softmax', { axis: 3 }, 'axis 3 of (None, 3, 4)'],
    ['Softmax', { axis: [1, -2] }, 'axis 1, -2 of (None, 3, 4)'],
    ['PReLU', { shared_axes: [3] }, 'axis 3 of (None, 3, 4)'],
    ['Dropout', { rate: 0.5, noise_shape: [1, 4] }, 'found [1, 4]'],
    ['Dropout', { rate: 0.5, noise_shape: [8, 1, 4] }, 'found [8, 1, 4]'],
    ['SpatialDropout2D', { rate: 0.5 }, 'expected (None, height, width, features)'],
    ['Rescaling', { scale: [1, 2, 3] }, 'expected one number for scale, or 4']
  ])('%s refuses %j', (className, config, part) => {
    expect(shapeOf(className, [[3, 4]], config)).toContain(part)
  })
})
