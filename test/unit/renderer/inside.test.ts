// What the tabs "Look inside" and "Projector" reckon with, apart from drawing.
import { describe, expect, it } from 'vitest'
import { keepsEachEpoch, KEEP_EACH_EPOCH, momentsOf } from '../../../src/renderer/inside/checkpoints'
import { heatOf } from '../../../src/renderer/inside/heat'
import { camLayer, firstLayer, pictureBefore } from '../../../src/renderer/inside/layers'
import { leading } from '../../../src/renderer/inside/leading'
import { largest, mapAt, outputMaps, paintMap, tile, valueAt, weightMaps } from '../../../src/renderer/inside/maps'
import { layOutUnits, unitAt, zeroOf } from '../../../src/renderer/inside/units'
import { byClass, byOutcome, byQuantity } from '../../../src/renderer/projector/colouring'
import {
  boxOutline,
  cameraFor,
  isInside,
  middles,
  nearestPoint,
  placed,
  pointsInside,
  zoomed
} from '../../../src/renderer/projector/points'
import type { ModelDescription } from '../../../src/shared/model-contract'

const counted = (size: number): Float32Array => Float32Array.from({ length: size }, (_, i) => i)
const everything = (): boolean => true

describe('maps of a layer', () => {
  it('are its channels', () => {
    const maps = outputMaps([2, 3, 4], counted(24))!
    expect([maps.count, maps.height, maps.width]).toStrictEqual([4, 2, 3])
    expect(valueAt(maps, 3, 1, 2)).toBe(1 * 12 + 2 * 4 + 3)
  })
  it('of a sequence are one, its steps from left to right', () => {
    const maps = outputMaps([5, 3], counted(15))!
    expect([maps.count, maps.height, maps.width]).toStrictEqual([1, 3, 5])
    expect(valueAt(maps, 0, 2, 4)).toBe(4 * 3 + 2)
  })
  it('are none for units', () => expect(outputMaps([64], counted(64))).toBeNull())

  const kernel = (name: string, shape: number[]) => ({
    name,
    shape,
    values: counted(shape.reduce((product, size) => product * size, 1))
  })
  const at = ([, w, c, d]: number[], y: number, x: number, i: number, j: number): number =>
    ((y * w! + x) * c! + i) * d! + j
  it.each([
    ['Conv2D', 'conv/kernel', [3, 2, 4, 5], 5, 4, (m: number) => at([3, 2, 4, 5], 2, 1, 3, m)],
    ['Conv2DTranspose', 'conv/kernel', [3, 2, 5, 4], 5, 4, (m: number) => at([3, 2, 5, 4], 2, 1, m, 3)],
    ['DepthwiseConv2D', 'conv/kernel', [3, 2, 4, 2], 8, 1, (m: number) => at([3, 2, 4, 2], 2, 1, m >> 1, m & 1)],
    ['SeparableConv2D', 'conv/depthwise_kernel', [3, 2, 4, 1], 4, 1, (m: number) => at([3, 2, 4, 1], 2, 1, m, 0)]
  ] as const)(
    'filters of %s are its kernel, by channel of the input',
    (className, name, shape, count, inputs, value) => {
      const found = weightMaps(className, kernel(name, [...shape]), null, inputs - 1)!
      expect([found.kind, found.maps.count, found.inputs]).toStrictEqual(['filter', count, inputs])
      expect([found.maps.height, found.maps.width]).toStrictEqual([3, 2])
      for (let map = 0; map < count; map++) expect(valueAt(found.maps, map, 2, 1)).toBe(value(map))
    }
  )
  it('of a Conv1D show all channels of the input at once', () => {
    const { maps } = weightMaps('Conv1D', kernel('conv1d/kernel', [3, 4, 5]), null)!
    expect([maps.count, maps.height, maps.width]).toStrictEqual([5, 4, 3])
    expect(valueAt(maps, 2, 3, 1)).toBe((1 * 4 + 3) * 5 + 2)
  })
  it('show the weights of units that look at a picture as pictures, else as a matrix', () => {
    const dense = kernel('dense/kernel', [12, 5])
    const units = weightMaps('Dense', dense, [3, 4])!
    expect([units.kind, units.maps.count, units.maps.height, units.maps.width]).toStrictEqual(['unit', 5, 3, 4])
    expect(valueAt(units.maps, 2, 1, 3)).toBe((1 * 4 + 3) * 5 + 2)
    const colours = weightMaps('Dense', dense, [2, 2, 3], 1)!
    expect([colours.inputs, valueAt(colours.maps, 4, 1, 0)]).toStrictEqual([3, (2 * 3 + 1) * 5 + 4])
    expect(weightMaps('Dense', dense, null)).toMatchObject({ kind: 'matrix', maps: { height: 12, width: 5, count: 1 } })
    expect(weightMaps('Dense', kernel('dense/bias', [5]), null)).toBeNull()
  })
  it('leave what is not finite out of the scale', () => {
    const maps = outputMaps([1, 2, 2], [NaN, -3, Infinity, 2])!
    expect([largest(maps, null), largest(maps, 0), largest(maps, 1)]).toStrictEqual([3, 0, 3])
  })
  it('are drawn on ground that means zero', () => {
    const target = { data: new Uint8ClampedArray(16), width: 4 } as unknown as ImageData
    const colours = { ground: [255, 255, 255], below: [0, 0, 255], above: [255, 0, 0] } as const
    paintMap(target, [1, 0], outputMaps([1, 3, 1], [-2, 0, 1])!, 0, 2, {
      ground: [...colours.ground],
      below: [...colours.below],
      above: [...colours.above]
    })
    expect([...target.data]).toStrictEqual([0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 128, 128, 255])
  })
  it('lie in rows, and the one under the pointer is found', () => {
    const tiling = tile(10, 210, 60, { height: 10, width: 5 })
    expect(tiling).toStrictEqual({ columns: 6, rows: 2, width: 30, height: 60 })
    expect(mapAt(tiling, 10, 37, 70)).toBe(7)
    expect(mapAt(tiling, 10, 33, 10)).toBeNull()
    expect(mapAt(tiling, 10, 5 * 36 + 1, 70)).toBeNull()
  })
})

it('units are bars while they are few, else cells in rows of a round number', () => {
  expect(layOutUnits(10, 400)).toMatchObject({ bars: true, columns: 10 })
  const cells = layOutUnits(512, 600)
  expect([cells.bars, cells.columns]).toStrictEqual([false, 32])
  expect(unitAt(cells, 512, cells.left + cells.cell.width * 3 + 1, cells.cell.height * 2 + 1)).toBe(67)
  expect(unitAt(cells, 65, cells.left + cells.cell.width * 3 + 1, cells.cell.height * 2 + 1)).toBeNull()
  expect([zeroOf([0, 1], 100), zeroOf([-1, 1], 100)]).toStrictEqual([98, 50])
})

it('heat of several channels is that of the strongest', () =>
  expect(heatOf([1, 2, 2], [1, 4, 3, 2])).toStrictEqual({
    height: 1,
    width: 2,
    values: Float32Array.of(4, 3),
    most: 4
  }))

it('of many classes the likeliest are shown, and the true one', () => {
  expect(leading([0.1, 0.9], 10, 0)).toStrictEqual([0, 1])
  expect(leading([0.1, 0.2, 0.4, 0.3], 2, 0)).toStrictEqual([2, 0])
  expect(leading([0.1, 0.2, 0.4, 0.3], 2, null)).toStrictEqual([2, 3])
})

describe('moments of a run', () => {
  const kept = (file: string, epoch: number, step = 0) => ({
    file,
    epoch,
    step,
    reason: 'epoch' as const,
    monitor: null,
    value: null
  })
  it('come in the order of time, the end last', () =>
    expect(momentsOf([kept('b', 2), kept('best', 1), kept('a', 1), kept('m', 1, 5)], 2, true)).toStrictEqual([
      { file: 'best', epoch: 1, step: 0 },
      { file: 'm', epoch: 1, step: 5 },
      { file: 'b', epoch: 2, step: 0 },
      { file: null, epoch: 2, step: 0 }
    ]))
  it('are none before anything was kept', () => expect(momentsOf([], 0, false)).toStrictEqual([]))
  it('are kept by the callback that is offered', () => {
    expect(keepsEachEpoch([])).toBe(false)
    expect(keepsEachEpoch([KEEP_EACH_EPOCH])).toBe(true)
  })
})

describe('layers', () => {
  const layer = (name: string, looks: ModelDescription['layers'][number]['looks'], gradCam = false) => ({
    name,
    className: 'Dense',
    shape: [1],
    looks,
    gradCam
  })
  const layers = [
    layer('conv', ['filters', 'maps'], true),
    layer('pool', ['maps'], true),
    layer('dense', ['values']),
    layer('out', ['values'])
  ]
  it('begin with the last convolution, else with the last hidden one', () => {
    expect(firstLayer(layers)?.name).toBe('conv')
    expect(firstLayer(layers.slice(2))?.name).toBe('dense')
    expect(firstLayer([])).toBeNull()
  })
  it('are explained where there are maps: the chosen one, else the last convolution', () => {
    expect(camLayer(layers, 'pool')?.name).toBe('pool')
    expect(camLayer(layers, 'dense')?.name).toBe('conv')
    expect(camLayer(layers.slice(2), null)).toBeNull()
  })
  it('know the picture that reaches them in a row', () => {
    const node = (name: string, class_name: string) => ({ name, class_name, config: {} })
    const names = ['in', 'flat', 'a', 'b']
    const nodes = [node('in', 'Input'), node('flat', 'Flatten'), node('a', 'Dense'), node('b', 'Dense')]
    const edges = names.slice(1).map((target, i) => ({ source: names[i]!, target }))
    expect(pictureBefore({ nodes, edges }, 'a', [28, 28])).toStrictEqual([28, 28])
    expect(pictureBefore({ nodes, edges }, 'b', [28, 28])).toBeNull()
    expect(pictureBefore({ nodes, edges }, 'a', [784])).toBeNull()
  })
})

describe('points', () => {
  const points = Float32Array.of(0, 0, 10, 0, 10, 5, 0, 5)
  it('fill the canvas, both axes alike, and up is more', () => {
    const camera = cameraFor(points, 256, 256)
    expect(camera.scale).toBe(20)
    expect([...placed(points, camera)]).toStrictEqual([28, 178, 228, 178, 228, 78, 28, 78])
  })
  it('stay under the pointer when it zooms', () => {
    const camera = zoomed({ scale: 2, left: 10, top: 90 }, 3, 50, 60)
    const before = (50 - 10) / 2
    expect(before * camera.scale + camera.left).toBe(50)
  })
  it('have no place without any, nor do they fail', () =>
    expect(cameraFor(new Float32Array(), 100, 80)).toStrictEqual({ scale: 1, left: 50, top: 40 }))
  it('are found by the pointer, by a box and by a drawn line', () => {
    expect(nearestPoint(points, 9, 1, 3, everything)).toBe(1)
    expect(nearestPoint(points, 9, 1, 3, (point) => point !== 1)).toBeNull()
    expect(nearestPoint(points, 5, 2, 3, everything)).toBeNull()
    expect(pointsInside(points, boxOutline(-1, -1, 11, 1), everything)).toStrictEqual([0, 1])
    expect(isInside([0, 0, 4, 0, 4, 4, 2, 1, 0, 4], 2, 3)).toBe(false)
    expect(isInside([0, 0, 4, 0, 4, 4, 2, 1, 0, 4], 0.5, 2)).toBe(true)
  })
  it('carry the name of their group in its midst', () =>
    expect([...middles(points, [0, 0, 0, 1], 3)]).toStrictEqual([10, 0, 0, 5, NaN, NaN]))
})

describe('groups of points', () => {
  it('are classes, which differ in form where colours are used up', () => {
    const names = Array.from({ length: 12 }, (_, i) => `c${i}`)
    const { groups, of } = byClass([0, 11, -1, 99, 0], names)
    expect([...of]).toStrictEqual([0, 11, -1, -1, 0])
    expect([groups[0]!.count, groups[11]!.count]).toStrictEqual([2, 1])
    expect(new Set(groups.slice(0, 10).map(({ colour }) => colour)).size).toBe(10)
    expect([groups[1]!.colour === groups[11]!.colour, groups[1]!.form === groups[11]!.form]).toStrictEqual([
      true,
      false
    ])
  })
  it('are right and wrong', () => {
    const { groups, of } = byOutcome([1, 2, 3], [1, 3, 3], ['right', 'wrong'])
    expect([[...of], groups.map(({ count }) => count)]).toStrictEqual([
      [0, 1, 0],
      [2, 1]
    ])
  })
  it('are ranges of a quantity', () => {
    const { groups, of } = byQuantity([0, 6, 3, NaN], String)
    expect([...of]).toStrictEqual([0, 5, 3, -1])
    expect(groups[0]).toMatchObject({ name: '0 … 1', count: 1 })
    expect(byQuantity([NaN], String).groups).toStrictEqual([])
  })
})
