import { describe, expect, it } from 'vitest'
import { NetloomError } from '../../../src/shared/errors'
import {
  createClient,
  createDispatcher,
  defineContract,
  event,
  procedure,
  type Bridge,
  type Reply
} from '../../../src/shared/rpc'
import { z } from '../../../src/shared/zod'

const contract = defineContract({
  math: {
    divide: procedure(z.strictObject({ a: z.number(), b: z.number() }), z.number()),
    scale: procedure(
      z.object({ x: z.instanceof(Float32Array), by: z.number().default(2) }),
      z.instanceof(Float32Array)
    ),
    done: event(z.object({ result: z.number() }))
  },
  system: { ping: procedure(z.void(), z.string()) }
})

const dispatch = createDispatcher(contract, {
  math: {
    divide: ({ a, b }) => {
      if (b === 0)
        throw new NetloomError('BAD_ARGUMENT', { option: 'b', expected: 'not 0', found: '0', command: 'divide' })
      return a / b
    },
    scale: async ({ x, by }) => x.map((value) => value * by)
  },
  system: {
    ping: () => {
      throw new TypeError('broken inside')
    }
  }
})

const refusal = async (channel: unknown, input?: unknown): Promise<string> => {
  const reply = await dispatch(channel, input)
  return reply.ok ? 'accepted' : reply.error.code
}

describe('what the dispatcher refuses', () => {
  it.each([
    'math',
    'math.',
    '.divide',
    'math.multiply',
    'math.done', // an event is not a procedure
    'constructor.name',
    '__proto__.toString',
    'math.constructor',
    'math.__proto__',
    '',
    undefined,
    null,
    7,
    {}
  ])('the channel %o', async (channel) => {
    expect(await refusal(channel)).toBe('BAD_REQUEST')
  })

  it.each([undefined, null, 7, [], { a: 1 }, { a: 1, b: '2' }, { a: 1, b: NaN }, { a: 1, b: 2, c: 3 }])(
    'the input %o',
    async (input) => {
      expect(await refusal('math.divide', input)).toBe('BAD_REQUEST')
    }
  )

  it('tells where the input is wrong', async () => {
    const reply = await dispatch('math.divide', { a: 1, b: 'two' })
    expect(reply).toMatchObject({ ok: false, error: { args: { channel: 'math.divide' } } })
    expect(reply.ok ? '' : reply.error.args.issues).toMatch(/number.*string[\s\S]*at b/)
  })

  it('input where none belongs', async () => {
    expect(await refusal('system.ping', { x: 1 })).toBe('BAD_REQUEST')
  })
})

describe('errors', () => {
  it('keep their code and arguments', async () => {
    expect(await dispatch('math.divide', { a: 1, b: 0 })).toStrictEqual({
      ok: false,
      error: { code: 'BAD_ARGUMENT', args: { option: 'b', expected: 'not 0', found: '0', command: 'divide' } }
    })
  })

  it('that were not foreseen become INTERNAL with the stack', async () => {
    const reply = await dispatch('system.ping', undefined)
    expect(reply).toMatchObject({ ok: false, error: { code: 'INTERNAL', args: { message: 'broken inside' } } })
    expect(reply.ok ? '' : reply.error.detail).toContain('TypeError')
  })
})

describe('client', () => {
  const bridgeTo = (answer: (channel: string, input: unknown) => Promise<Reply>) => {
    const listeners = new Set<(channel: string, payload: unknown) => void>()
    const bridge: Bridge = {
      host: 'browser',
      invoke: answer,
      subscribe: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      }
    }
    return {
      bridge,
      tell: (channel: string, payload: unknown) => listeners.forEach((listener) => listener(channel, payload))
    }
  }

  it('calls through, with the defaults of the schema filled in', async () => {
    const client = createClient(contract, bridgeTo(dispatch).bridge)
    expect(await client.math.divide({ a: 1, b: 4 })).toBe(0.25)
    expect(await client.math.scale({ x: new Float32Array([1, 2]) })).toStrictEqual(new Float32Array([2, 4]))
    expect(client.$host).toBe('browser')
    expect(Object.keys(client.math)).toStrictEqual(['divide', 'scale'])
  })

  it('throws the NetloomError of the other side', async () => {
    const client = createClient(contract, bridgeTo(dispatch).bridge)
    const failure = await client.math.divide({ a: 1, b: 0 }).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(NetloomError)
    expect(failure).toMatchObject({ code: 'BAD_ARGUMENT' })
  })

  it('hands events to those who listen, until they stop', () => {
    const { bridge, tell } = bridgeTo(dispatch)
    const client = createClient(contract, bridge)
    const seen: number[] = []
    const stop = client.$on('math.done', ({ result }) => seen.push(result))
    tell('math.done', { result: 1 })
    tell('math.other', { result: 2 })
    stop()
    tell('math.done', { result: 3 })
    expect(seen).toStrictEqual([1])
  })
})
