// What makes one JSON value of another, as a list of changes in the manner of JSON Patch (RFC 6902), each at a path.
import { isSame } from '../shared/same'

export type ChangePath = readonly (string | number)[]
/** In an order in which they can be done one after the other; places in lists are those of that moment. */
export type Change =
  | { op: 'add'; path: ChangePath; value: unknown }
  | { op: 'remove'; path: ChangePath }
  | { op: 'replace'; path: ChangePath; value: unknown }

type JsonObject = Record<string, unknown>
const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * The changes that make b of a. Things in lists are known by their name, id, ends or class, so one that is put in or taken out
 * does not change all behind it. A key whose value is undefined is not there.
 */
export function changesOf(a: unknown, b: unknown, path: ChangePath = []): Change[] {
  if (isSame(a, b)) return []
  if (isObject(a) && isObject(b)) return objectChanges(a, b, path)
  if (Array.isArray(a) && Array.isArray(b)) return listChanges(a, b, path)
  return [{ op: 'replace', path, value: b }]
}

function objectChanges(a: JsonObject, b: JsonObject, path: ChangePath): Change[] {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])]
  return keys.flatMap((key): Change[] => {
    const at = [...path, key]
    if (b[key] === undefined) return a[key] === undefined ? [] : [{ op: 'remove', path: at }]
    return a[key] === undefined ? [{ op: 'add', path: at, value: b[key] }] : changesOf(a[key], b[key], at)
  })
}

/** What a thing in a list is known by. */
function identity(value: unknown): string {
  if (!isObject(value)) return JSON.stringify(value) ?? 'undefined'
  const { id, name, source, target, class_name } = value
  if (typeof id === 'string') return `id ${id}`
  if (typeof name === 'string') return `name ${name}`
  if (typeof source === 'string' && typeof target === 'string') return `edge ${source} ${target}`
  return typeof class_name === 'string' ? `class ${class_name}` : JSON.stringify(value)
}

function listChanges(a: readonly unknown[], b: readonly unknown[], path: ChangePath): Change[] {
  const kept = commonItems(a.map(identity), b.map(identity))
  const [keptInA, keptInB] = [new Set(kept.map(([i]) => i)), new Set(kept.map(([, j]) => j))]
  const removed = a.flatMap((_, i) => (keptInA.has(i) ? [] : [i])).reverse()
  const added = b.flatMap((_, j) => (keptInB.has(j) ? [] : [j]))
  return [
    ...removed.map((i): Change => ({ op: 'remove', path: [...path, i] })),
    ...added.map((j): Change => ({ op: 'add', path: [...path, j], value: b[j] })),
    ...kept.flatMap(([i, j]) => changesOf(a[i], b[j], [...path, j]))
  ]
}

/** A longest common subsequence, as pairs of places; of long lists in which much differs, only their ends. */
function commonItems(a: readonly string[], b: readonly string[]): [number, number][] {
  let begin = 0
  while (begin < a.length && begin < b.length && a[begin] === b[begin]) begin++
  let end = 0
  while (end < Math.min(a.length, b.length) - begin && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const [rows, columns] = [a.length - begin - end, b.length - begin - end]
  const middle: [number, number][] = []
  if (rows * columns <= 4_000_000) {
    const width = columns + 1
    const length = new Uint32Array((rows + 1) * width)
    for (let i = rows - 1; i >= 0; i--)
      for (let j = columns - 1; j >= 0; j--)
        length[i * width + j] =
          a[begin + i] === b[begin + j]
            ? length[(i + 1) * width + j + 1]! + 1
            : Math.max(length[(i + 1) * width + j]!, length[i * width + j + 1]!)
    for (let [i, j] = [0, 0]; i < rows && j < columns;) {
      if (a[begin + i] === b[begin + j]) middle.push([begin + i++, begin + j++])
      else if (length[(i + 1) * width + j]! >= length[i * width + j + 1]!) i++
      else j++
    }
  }
  return [
    ...Array.from({ length: begin }, (_, i): [number, number] => [i, i]),
    ...middle,
    ...Array.from({ length: end }, (_, i): [number, number] => [a.length - end + i, b.length - end + i])
  ]
}

/** What the changes make of a value; the value itself stays as it is. @throws RangeError where a path is not there */
export const applyChanges = (changes: readonly Change[], value: unknown): unknown =>
  changes.reduce((now, change) => changed(now, change.path, change), value)

function changed(value: unknown, path: ChangePath, change: Change): unknown {
  const [key, ...rest] = path
  if (key === undefined) return change.op === 'remove' ? undefined : change.value
  if (Array.isArray(value) && typeof key === 'number') {
    if (key > value.length || (key === value.length && (rest.length > 0 || change.op !== 'add')))
      throw new RangeError(`no ${change.path.join('.')}`)
    if (rest.length > 0) return value.with(key, changed(value[key], rest, change))
    if (change.op === 'add') return value.toSpliced(key, 0, change.value)
    return change.op === 'remove' ? value.toSpliced(key, 1) : value.with(key, change.value)
  }
  if (!isObject(value)) throw new RangeError(`no ${change.path.join('.')}`)
  if (rest.length === 0 && change.op === 'remove') {
    const { [key]: _removed, ...others } = value
    return others
  }
  return { ...value, [key]: changed(value[key], rest, change) }
}
