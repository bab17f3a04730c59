// A projection goes on for as long as it is asked for: other questions are answered between two calls, and nothing is left
// running where nobody waits any more.
import { defineCall, type CallInput, type CallOutput } from '../define'
import type { AskedModel } from '../open-model'
import { principalComponents } from '../projection/pca'
import { layerRows } from '../projection/rows'
import { umapOf } from '../projection/umap'

const STRETCH_MS = 400
type Answer = CallOutput<'project'>

interface Work {
  key: string
  /** Ends with the last answer, whose `done` is 1. */
  stages: AsyncGenerator<Answer, Answer>
  /** What there was to be seen last. */
  last: Answer
}

export const project = defineCall('project', async (model, input) => {
  const desk = await model.remembered('projection', '', () => Promise.resolve<{ work: Work | null }>({ work: null }))
  const key = JSON.stringify(input)
  if (desk.work?.key !== key) desk.work = { key, stages: stagesOf(model, input), last: NOTHING }
  const { work } = desk
  const until = performance.now() + STRETCH_MS
  while (work.last.done < 1 && performance.now() < until) {
    try {
      const { value } = await work.stages.next()
      if (value) work.last = value
      else break
    } catch (error) {
      if (desk.work === work) desk.work = null
      throw error
    }
    // Another question came while data were read: this one goes no further than its answer.
    if (desk.work !== work) break
  }
  return work.last
})

const NOTHING: Answer = {
  done: 0,
  rows: new Uint32Array(),
  points: new Float32Array(),
  truth: new Float64Array(),
  predicted: new Int32Array(),
  numbers: 0,
  explained: []
}

async function* stagesOf(model: AskedModel, input: CallInput<'project'>): AsyncGenerator<Answer, Answer> {
  const { method, dimensions, neighbours, seed } = input
  const forRows = method === 'pca' ? 0.5 : 0.15
  const reading = layerRows(model, input)
  let read = await reading.next()
  for (; !read.done; read = await reading.next()) yield { ...NOTHING, done: forRows * read.value }
  const { rows, truth, predicted, size: numbers } = read.value
  let shown: Answer = { ...NOTHING, rows, truth, predicted, numbers, done: forRows }
  const drawn = (share: number, points: Float32Array | null): Answer => {
    const done = Math.min(0.999, forRows + (1 - forRows) * share)
    return (shown = { ...shown, done, ...(points && { points: Float32Array.from(points) }) })
  }
  if (method === 'pca') {
    const work = principalComponents(read.value, dimensions)
    for (;;) {
      const { done, value } = work.next()
      if (!done) yield drawn(value, null)
      else
        return { ...drawn(1, flatTo(value.points, value.dimensions, dimensions)), explained: value.explained, done: 1 }
    }
  }
  const work = umapOf(read.value, { dimensions, neighbours, seed })
  for (;;) {
    const { done, value } = work.next()
    if (done) return { ...drawn(1, value), done: 1 }
    yield drawn(value.share, value.points)
  }
}

/** A layer of fewer numbers than there are axes leaves the others at 0. */
function flatTo(points: Float32Array, has: number, wanted: number): Float32Array {
  if (has === wanted) return points
  return Float32Array.from({ length: (points.length / has) * wanted }, (_, at) => {
    const [row, k] = [Math.floor(at / wanted), at % wanted]
    return k < has ? points[row * has + k]! : 0
  })
}
