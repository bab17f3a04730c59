// The functions that a pickle may call: those with which NumPy rebuilds its arrays, and Python 3 the bytes of protocol 2.
import { NetloomError } from '../../../shared/errors'

export type PickleValue =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | PickleValue[]
  | Map<PickleValue, PickleValue>
  | PickledArray
  | DType
  | PickleGlobal

/** A NumPy array out of a pickle: of objects, else the bytes of its elements. */
export class PickledArray {
  shape: number[] = []
  /** As in a .npy file: '|u1', '<f4'; '|O' of objects. */
  descr = ''
  fortran = false
  content: PickleValue[] | Uint8Array = []
}

class DType {
  order = '|'
  constructor(readonly kind: string) {}
  get descr(): string {
    if (this.kind.startsWith('O')) return '|O'
    return `${this.kind.endsWith('1') ? '|' : this.order === '=' ? '<' : this.order}${this.kind}`
  }
}

const ALLOWED = [
  'numpy.core.multiarray._reconstruct',
  'numpy._core.multiarray._reconstruct',
  'numpy.ndarray',
  'numpy.dtype',
  '_codecs.encode'
]

/** A function or class that is allowed; only `call` gives it a meaning. */
export class PickleGlobal {
  constructor(readonly name: string) {}
  refused = (): NetloomError => new NetloomError('PICKLE_REFUSED', { found: this.name, expected: ALLOWED.join(', ') })
}

/** @throws NetloomError PICKLE_REFUSED */
export function globalOf(module: string, name: string): PickleGlobal {
  const found = new PickleGlobal(`${module}.${name}`.slice(0, 120))
  if (!ALLOWED.includes(found.name)) throw found.refused()
  return found
}

export function call(callee: PickleGlobal, args: readonly PickleValue[]): PickleValue {
  const [first, second] = args
  if (callee.name.endsWith('._reconstruct')) return new PickledArray()
  if (callee.name === 'numpy.dtype' && typeof first === 'string') return new DType(first)
  if (callee.name === '_codecs.encode' && typeof first === 'string' && second === 'latin1')
    return new Uint8Array(Buffer.from(first, 'latin1'))
  throw callee.refused()
}

/** Python's __setstate__ of what `call` has made. */
export function build(target: PickleValue, state: PickleValue): PickleValue {
  if (!Array.isArray(state)) throw new Error('a state that is no tuple')
  if (target instanceof DType) {
    target.order = String(state[1])
    return target
  }
  if (!(target instanceof PickledArray)) throw new Error('a state for what has none')
  const [, shape, dtype, fortran, content] = state
  const isShape = Array.isArray(shape) && shape.every((size) => Number.isSafeInteger(size) && Number(size) >= 0)
  if (!isShape || !(dtype instanceof DType)) throw new Error('no array in the form of NumPy')
  const bytes = typeof content === 'string' ? new Uint8Array(Buffer.from(content, 'latin1')) : content
  if (!Array.isArray(bytes) && !(bytes instanceof Uint8Array)) throw new Error('an array without content')
  return Object.assign(target, { shape, descr: dtype.descr, fortran: fortran === true, content: bytes })
}
