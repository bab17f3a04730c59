import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { PickledArray, unpickle } from '../../../src/main/datasets/formats/pickle'
import { NetloomError } from '../../../src/shared/errors'
import { failure, fixture, randomNumbers } from './build'

const pickles = JSON.parse(readFileSync(fixture('pickles.json'), 'utf8')) as Record<string, string[]>
const read = (base64: string) => unpickle(Uint8Array.from(Buffer.from(base64, 'base64')), 'some.pkl')
const refused = async (code: 'PICKLE_REFUSED' | 'PICKLE_INVALID', base64: string) =>
  failure(
    code,
    Promise.resolve().then(() => read(base64))
  )
const text = (source: string): string => Buffer.from(source, 'latin1').toString('base64')
const nested = new Map([['a', [1, new Map([['b', [2]]])]]])

describe.each([0, 1, 2, 3, 4, 5])('a pickle of protocol %i', (protocol) => {
  it('gives values as Python has them', () => {
    expect(read(pickles.values![protocol]!)).toEqual([
      ...[null, true, false, 0, 200, 70000, -5, 2 ** 40, -(2 ** 40), 1.5, 'Wort', '词', 'x'.repeat(300)],
      Uint8Array.of(0, 255),
      ...[[], [1], [1, 2], [1, 2, 3], [1, 2, 3, 4], [], new Map(), nested, nested]
    ])
  })
  const givesArrays = () => {
    const array = read(pickles.array![protocol]!) as PickledArray
    expect(array).toBeInstanceOf(PickledArray)
    expect(array).toMatchObject({ shape: [2, 3], descr: '<i4', fortran: false })
    const bytes = array.content as Uint8Array
    expect(new Int32Array(bytes.slice().buffer)).toEqual(Int32Array.of(0, 1, 2, 3, 4, 5))
  }
  // In protocol 5 NumPy gives its arrays to functions that are refused.
  if (protocol < 5) it('gives arrays of NumPy', givesArrays)
  it('is refused by name where it asks for a function or a class', async () => {
    expect((await refused('PICKLE_REFUSED', pickles.function![protocol]!)).args).toMatchObject({
      file: 'some.pkl',
      found: expect.stringMatching(/^(builtins|__builtin__)\.print$/)
    })
    expect((await refused('PICKLE_REFUSED', pickles.class![protocol]!)).args.found).toMatch(/pathlib|copyreg|copy_reg/)
  })
  it('is refused where a number would not stay the same', async () => {
    expect((await refused('PICKLE_INVALID', pickles.huge![protocol]!)).args.reason).toMatch(/53/)
  })
})

describe('a pickle by hand', () => {
  it.each([
    ['runs nothing', "cos\nsystem\n(S'ls'\ntR.", 'PICKLE_REFUSED'],
    ['has no other opcodes', '(ios\nsystem\n.', 'PICKLE_INVALID'],
    ['calls nothing that is allowed but no function of data', 'cnumpy\nndarray\n)R.', 'PICKLE_REFUSED'],
    ['is no function itself', 'cnumpy\nndarray\n.', 'PICKLE_REFUSED'],
    ['ends', '(K\x01K\x02', 'PICKLE_INVALID'],
    ['has something on its stack', '.', 'PICKLE_INVALID'],
    ['appends to lists only', 'K\x01K\x02a.', 'PICKLE_INVALID'],
    ['recalls what it remembers only', 'h\x05.', 'PICKLE_INVALID']
  ] as const)('%s', async (_what, source, code) => {
    await refused(code, text(source))
  })

  it('reads Python 2', () => {
    expect(read(text("(dp0\nU\x04dataq\x01I7\nsU\x03abcL12L\ns."))).toEqual(new Map([['data', 7], ['abc', 12]])) // prettier-ignore
  })
})

it('damaged pickles fail with an error that names the file', () => {
  const whole = Buffer.from(pickles.values![4]!, 'base64')
  const random = randomNumbers(5)
  for (let round = 0; round < 2000; round++) {
    const damaged = Uint8Array.from(whole)
    for (let edits = 1 + random() * 4; edits > 0; edits--) damaged[Math.floor(random() * whole.length)] = random() * 256
    try {
      unpickle(damaged, 'some.pkl')
    } catch (error) {
      expect(error).toBeInstanceOf(NetloomError)
      expect((error as NetloomError).args.file).toBe('some.pkl')
    }
  }
})
