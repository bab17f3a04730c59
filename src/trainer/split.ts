import type { Examples, OpenDataset, Split, SplitName } from '../shared/dataset'
import { NetloomError } from '../shared/errors'
import { permutation, randomStream } from '../shared/random'
import type { SplitView } from './engine'

/**
 * Deals a dataset's examples into training, validation and test split. No example is in two of them; the same seed
 * gives the same split. With test 'own' the dataset's own test examples are the test split (none if it has none);
 * with a fraction they are left alone and the test split is taken from the training examples.
 * @throws NetloomError SPLIT_EMPTY
 */
export function splitDataset(dataset: OpenDataset, split: Split): Record<SplitName, SplitView> {
  const { train: all } = dataset
  const testShare = split.test === 'own' ? 0 : split.test
  const parts = split.stratified && dataset.task === 'classification' ? byClass(all) : [everyIndex(all)]
  const picked: Record<SplitName, number[]> = { train: [], validation: [], test: [] }
  parts.forEach((part, i) => {
    const order = permutation(part.length, randomStream(split.seed, `split/${i}`))
    const tests = Math.round(part.length * testShare)
    const validations = Math.round((part.length - tests) * split.validation)
    order.forEach((position, rank) => {
      const name = rank < tests ? 'test' : rank < tests + validations ? 'validation' : 'train'
      picked[name].push(part[position]!)
    })
  })
  const view = (name: SplitName): SplitView => ({ examples: all, indices: Uint32Array.from(picked[name]).sort() })
  const ownTest =
    split.test === 'own' && dataset.test ? { examples: dataset.test, indices: everyIndex(dataset.test) } : null
  const views = { train: view('train'), validation: view('validation'), test: ownTest ?? view('test') }
  const asked = { train: 1, validation: split.validation, test: testShare }
  for (const part of ['train', 'validation', 'test'] as const) {
    if (asked[part] > 0 && views[part].indices.length === 0)
      throw new NetloomError('SPLIT_EMPTY', { part, total: all.count })
  }
  return views
}

const everyIndex = (examples: Examples): Uint32Array => Uint32Array.from({ length: examples.count }, (_, i) => i)

function byClass(examples: Examples): Uint32Array[] {
  const classes = new Map<number, number[]>()
  examples.y.forEach((label, i) => {
    const list = classes.get(label)
    if (list) list.push(i)
    else classes.set(label, [i])
  })
  return [...classes.entries()].sort(([a], [b]) => a - b).map(([, list]) => Uint32Array.from(list))
}
