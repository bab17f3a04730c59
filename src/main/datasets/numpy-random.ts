// NumPy's RandomState, as far as Keras's load_data uses it: the same seed shuffles the same way.

const N = 624
const M = 397

/** MT19937 seeded as RandomState(seed): Knuth's initialisation, 32 bits a number. */
function mersenneTwister(seed: number): () => number {
  const state = new Uint32Array(N)
  state[0] = seed
  for (let i = 1; i < N; i++) state[i] = Math.imul(1812433253, state[i - 1]! ^ (state[i - 1]! >>> 30)) + i
  let at = N
  const twist = (): void => {
    for (let i = 0; i < N; i++) {
      const mixed = (state[i]! & 0x80000000) | (state[(i + 1) % N]! & 0x7fffffff)
      state[i] = state[(i + M) % N]! ^ (mixed >>> 1) ^ (mixed & 1 ? 0x9908b0df : 0)
    }
    at = 0
  }
  return () => {
    if (at === N) twist()
    let y = state[at++]!
    y ^= y >>> 11
    y ^= (y << 7) & 0x9d2c5680
    y ^= (y << 15) & 0xefc60000
    return (y ^ (y >>> 18)) >>> 0
  }
}

/** indices = numpy.arange(count); numpy.random.RandomState(seed).shuffle(indices) */
export function shuffledIndices(count: number, seed: number): Uint32Array<ArrayBuffer> {
  const next = mersenneTwister(seed)
  const indices = Uint32Array.from({ length: count }, (_, i) => i)
  for (let i = count - 1; i > 0; i--) {
    const mask = 2 ** (32 - Math.clz32(i)) - 1
    let j: number
    do j = (next() & mask) >>> 0
    while (j > i)
    const held = indices[i]!
    indices[i] = indices[j]!
    indices[j] = held
  }
  return indices
}
