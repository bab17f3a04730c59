import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { endedForMemory } from '../../../src/main/training/out-of-memory'
import { TurnQueue } from '../../../src/main/training/queue'
import { usageLog } from '../../../src/main/training/usage-log'
import { tempFolder } from '../../support/temp'

describe('the queue', () => {
  const filled = () => {
    const queue = new TurnQueue<{ id: string; turn: number }>(({ id }) => id)
    for (const id of ['a', 'b', 'c', 'd']) queue.add({ id, turn: 0 })
    return queue
  }
  const order = (queue: ReturnType<typeof filled>): string =>
    queue
      .all()
      .map(({ id, turn }) => `${id}${turn}`)
      .join(' ')

  it('gives turns in order, and to one that moves those between', () => {
    const queue = filled()
    expect(order(queue)).toBe('a1 b2 c3 d4')
    expect(queue.move('c', 'a').map(({ id }) => id)).toEqual(['c', 'a', 'b'])
    expect(order(queue)).toBe('c1 a2 b3 d4')
    queue.move('c', null)
    expect(order(queue)).toBe('a1 b2 d3 c4')
    expect(queue.move('a', 'b')).toEqual([])
    expect(queue.move('x', 'b')).toEqual([])
    expect(queue.move('b', 'b')).toEqual([])
  })

  it('goes on where some are taken out', () => {
    const queue = filled()
    expect(queue.next()?.id).toBe('a')
    expect(queue.take('c')?.id).toBe('c')
    expect(queue.take('c')).toBeUndefined()
    queue.add({ id: 'e', turn: 0 })
    expect(order(queue)).toBe('b2 d4 e5')
    expect([queue.has('b'), queue.has('a'), queue.length]).toEqual([true, false, 3])
  })
})

describe('usage in the log', () => {
  it('grows with the logarithm of the time', () => {
    const isLogged = usageLog()
    const kept = (until: number): number => {
      let count = 0
      for (let time = 0; time < until; time += 2000)
        if (isLogged({ type: 'usage', time, cpu: 1, memory_bytes: 1 })) count++
      return count
    }
    expect(kept(200_000)).toBe(100)
    expect(kept(24 * 3600_000)).toBeLessThan(800)
    expect(isLogged({ type: 'pause', time: 1 })).toBe(true)
  })
})

describe('processes that the system ended for want of memory', () => {
  it('are counted where the system says so', () => {
    const folder = tempFolder()
    const vmstat = join(folder, 'vmstat')
    writeFileSync(vmstat, 'pgfault 7\noom_kill 3\nnuma_hit 1\n')
    expect(endedForMemory([vmstat, join(folder, 'none')])).toBe(3)
    expect(endedForMemory([join(folder, 'none')])).toBeNull()
  })
})
