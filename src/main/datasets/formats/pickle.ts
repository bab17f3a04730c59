// Python's pickle, of what datasets need: numbers, strings, bytes, lists, tuples, dicts and NumPy arrays. A pickle is a
// program that may call any function of Python; this reader has none to call but those of `pickle-numpy.ts`, and refuses
// every other by name. Opcodes: CPython's Lib/pickletools.py,
// protocols 0 to 5; arrays as NumPy pickles them up to protocol 4, which is what .npy files hold.
import { NetloomError } from '../../../shared/errors'
import { ByteReader } from './byte-reader'
import { build, call, globalOf, PickledArray, PickleGlobal, type PickleValue } from './pickle-numpy'

export { PickledArray, type PickleValue } from './pickle-numpy'

/** What stands below the values that a later opcode gathers. */
const MARK = Symbol('mark')
type Slot = PickleValue | typeof MARK

export interface PickleOptions {
  /** Python 2's strings of more than 255 bytes, as views of the pickle: the elements of its arrays need no copy. */
  longStrings?: 'bytes'
}

/**
 * The value that a pickle holds. Tuples are arrays too; dicts are maps; integers past 2^53 are refused.
 * @param file named in errors
 * @throws NetloomError PICKLE_REFUSED for a class or function that is not known, PICKLE_INVALID
 */
export function unpickle(bytes: Uint8Array, file: string, options: PickleOptions = {}): PickleValue {
  try {
    return new Unpickler(bytes, options).run()
  } catch (error) {
    if (error instanceof NetloomError) throw error.code === 'PICKLE_REFUSED' ? refusedIn(file, error) : error
    throw new NetloomError('PICKLE_INVALID', { file, reason: (error as Error).message }, { cause: error })
  }
}

const refusedIn = (file: string, { args }: NetloomError): NetloomError =>
  new NetloomError('PICKLE_REFUSED', { ...args, file })

class Unpickler {
  private readonly input: ByteReader
  private readonly stack: Slot[] = []
  private readonly memo = new Map<number, PickleValue>()
  private stopped = false

  /** Bytes that may still be copied out of strings: one string that is named again and again must not fill the memory. */
  private copies: number

  constructor(
    bytes: Uint8Array,
    readonly options: PickleOptions
  ) {
    this.input = new ByteReader(bytes)
    this.copies = 4 * bytes.length
  }

  run(): PickleValue {
    while (!this.stopped) {
      const at = this.input.position
      const opcode = this.input.uint8()
      const step = STEP_OF_BYTE[opcode]
      if (!step) throw new Error(`opcode ${JSON.stringify(String.fromCharCode(opcode))} at byte ${at}`)
      step(this, this.input)
    }
    const value = this.pop()
    if (value instanceof PickleGlobal) throw value.refused()
    return value
  }

  push(value: PickleValue): void {
    this.stack.push(value)
  }
  pushCopy(value: PickleValue): void {
    const content = value instanceof PickledArray ? value.content : value
    if (content instanceof Uint8Array) this.copies -= content.length
    if (this.copies < 0) throw new Error('the same bytes are used again and again')
    this.push(value)
  }
  pushMark(): void {
    this.stack.push(MARK)
  }
  pop(): PickleValue {
    const value = this.stack.pop()
    if (value === undefined || value === MARK) throw new Error('the stack is empty')
    return value
  }
  /** The value on top, which stays there. */
  peek<T extends PickleValue>(is: (value: PickleValue) => value is T): T {
    const value = this.pop()
    this.push(value)
    if (!is(value)) throw new Error('a value of another type was expected')
    return value
  }
  popLast(count: number): PickleValue[] {
    return Array.from({ length: count }, () => this.pop()).reverse()
  }
  popToMark(): PickleValue[] {
    const at = this.stack.lastIndexOf(MARK)
    if (at < 0) throw new Error('no mark')
    const values = this.stack.splice(at).slice(1)
    return values as PickleValue[]
  }
  drop(): void {
    if (this.stack.pop() === undefined) throw new Error('the stack is empty')
  }
  put(key: number): void {
    this.memo.set(key, this.peek(anything))
  }
  memoize(): void {
    this.put(this.memo.size)
  }
  get(key: number): void {
    const value = this.memo.get(key)
    if (value === undefined) throw new Error(`nothing is remembered as ${key}`)
    this.push(value)
  }
  stop(): void {
    this.stopped = true
  }
}

const anything = (value: PickleValue): value is PickleValue => value !== undefined
const isList = (value: PickleValue): value is PickleValue[] => Array.isArray(value)
const isDict = (value: PickleValue): value is Map<PickleValue, PickleValue> => value instanceof Map

type Step = (machine: Unpickler, input: ByteReader) => void
const pushes =
  (read: (input: ByteReader) => PickleValue): Step =>
  (machine, input) =>
    machine.push(read(input))

function setItems(dict: Map<PickleValue, PickleValue>, items: readonly PickleValue[]): void {
  if (items.length % 2 !== 0) throw new Error('a key without a value')
  for (let i = 0; i < items.length; i += 2) dict.set(items[i]!, items[i + 1]!)
}
const dictOf = (items: readonly PickleValue[]): Map<PickleValue, PickleValue> => {
  const dict = new Map<PickleValue, PickleValue>()
  setItems(dict, items)
  return dict
}

/** A decimal number as text: safe, or an error. */
function decimal(text: string): number {
  const value = Number(text.replace(/L$/, ''))
  if (text === '' || Number.isNaN(value)) throw new Error(`no number: ${text.slice(0, 40)}`)
  return value
}
function wholeNumber(text: string): number | boolean {
  if (text === '00' || text === '01') return text === '01' // protocol 0's False and True
  const value = decimal(text)
  if (!Number.isSafeInteger(value)) throw new Error(`no integer below 2^53: ${text.slice(0, 40)}`)
  return value
}

/** Python's raw-unicode-escape. */
const unescaped = (text: string): string =>
  text.replace(/\\u([\da-f]{4})|\\U([\da-f]{8})/gi, (_, short: string, long: string) => codePoint(short ?? long))
function codePoint(digits: string): string {
  const code = parseInt(digits, 16)
  if (code > 0x10ffff) throw new Error(`no character: ${digits}`)
  return String.fromCodePoint(code)
}

function callGlobal(callee: PickleValue, args: PickleValue): PickleValue {
  if (!(callee instanceof PickleGlobal) || !isList(args)) throw new Error('a call of what is no function')
  return call(callee, args)
}

const STEPS: Readonly<Record<string, Step>> = {
  '\x80': (_machine, input) => void input.uint8(), // PROTO
  '\x95': (_machine, input) => void input.uint64(), // FRAME
  '.': (machine) => machine.stop(),
  '(': (machine) => machine.pushMark(),
  '0': (machine) => machine.drop(),
  '1': (machine) => void machine.popToMark(),
  '2': (machine) => machine.push(machine.peek(anything)),

  N: pushes(() => null),
  '\x88': pushes(() => true),
  '\x89': pushes(() => false),
  I: pushes((input) => wholeNumber(input.line())),
  L: pushes((input) => wholeNumber(input.line())),
  J: pushes((input) => input.int32()),
  K: pushes((input) => input.uint8()),
  M: pushes((input) => input.uint16()),
  '\x8a': pushes((input) => input.long(input.uint8())),
  '\x8b': pushes((input) => input.long(input.uint32())),
  F: pushes((input) => decimal(input.line())),
  G: pushes((input) => input.bigEndianFloat64()),

  // Python 2's strings, which are bytes.
  U: pushes((input) => input.text(input.uint8(), 'latin1')),
  T: (machine, input) => {
    const length = input.uint32()
    machine.push(machine.options.longStrings === 'bytes' ? input.bytes(length) : input.text(length, 'latin1'))
  },
  V: pushes((input) => unescaped(input.line('latin1'))),
  '\x8c': pushes((input) => input.text(input.uint8(), 'utf8')),
  X: pushes((input) => input.text(input.uint32(), 'utf8')),
  '\x8d': pushes((input) => input.text(input.uint64(), 'utf8')),
  C: pushes((input) => input.bytes(input.uint8())),
  B: pushes((input) => input.bytes(input.uint32())),
  '\x8e': pushes((input) => input.bytes(input.uint64())),

  ')': pushes(() => []),
  ']': pushes(() => []),
  '}': pushes(() => new Map()),
  t: (machine) => machine.push(machine.popToMark()),
  l: (machine) => machine.push(machine.popToMark()),
  d: (machine) => machine.push(dictOf(machine.popToMark())),
  '\x85': (machine) => machine.push(machine.popLast(1)),
  '\x86': (machine) => machine.push(machine.popLast(2)),
  '\x87': (machine) => machine.push(machine.popLast(3)),
  a: (machine) => {
    const value = machine.pop()
    machine.peek(isList).push(value)
  },
  e: (machine) => {
    const values = machine.popToMark()
    const list = machine.peek(isList)
    for (const value of values) list.push(value)
  },
  s: (machine) => {
    const item = machine.popLast(2)
    setItems(machine.peek(isDict), item)
  },
  u: (machine) => {
    const items = machine.popToMark()
    setItems(machine.peek(isDict), items)
  },

  p: (machine, input) => machine.put(decimal(input.line())),
  q: (machine, input) => machine.put(input.uint8()),
  r: (machine, input) => machine.put(input.uint32()),
  '\x94': (machine) => machine.memoize(),
  g: (machine, input) => machine.get(decimal(input.line())),
  h: (machine, input) => machine.get(input.uint8()),
  j: (machine, input) => machine.get(input.uint32()),

  c: (machine, input) => machine.push(globalOf(input.line(), input.line())),
  '\x93': (machine) => {
    const [module, name] = machine.popLast(2)
    machine.push(globalOf(String(module), String(name)))
  },
  R: (machine) => {
    const [callee, args] = machine.popLast(2) as [PickleValue, PickleValue]
    machine.pushCopy(callGlobal(callee, args))
  },
  b: (machine) => {
    const [target, state] = machine.popLast(2) as [PickleValue, PickleValue]
    machine.pushCopy(build(target, state))
  }
}

const STEP_OF_BYTE = Array.from({ length: 256 }, (_, byte): Step | undefined => STEPS[String.fromCharCode(byte)])
