// Seeded random streams. Everything random in a run draws from a stream named for its purpose, so that a change in one
// place (one more layer, another shuffle) does not move the numbers of all others.

/** Uniform numbers in [0, 1) with 32 random bits each. */
export type RandomStream = () => number

const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193
const LAST_ASCII = 0x7f

/** fmix32, the finaliser of MurmurHash3 (Austin Appleby, public domain): every bit of 32 moves every other one. */
function mixed(hash: number): number {
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/**
 * A 32-bit seed for a named purpose: seedOf(7, 'init/dense/kernel'). FNV-1a (Fowler, Noll, Vo, public domain) over the
 * bytes of the name, from where the seed puts it. The seed is mixed before: beside the first letter, it would meet the
 * one of another name.
 * @param seed of its bits the lowest 32
 */
export function seedOf(seed: number, purpose: string): number {
  const start = mixed(FNV_OFFSET ^ seed)
  let hash = start
  for (let i = 0; i < purpose.length; i++) {
    const code = purpose.charCodeAt(i)
    if (code > LAST_ASCII) return mixed(hashOfBytes(start, new TextEncoder().encode(purpose)))
    hash = Math.imul(hash ^ code, FNV_PRIME)
  }
  return mixed(hash)
}

// An encoder for every name would take longer than a stream of a few numbers: it is for those that need one.
function hashOfBytes(hash: number, bytes: Uint8Array): number {
  for (const byte of bytes) hash = Math.imul(hash ^ byte, FNV_PRIME)
  return hash
}

/** sfc32 (Chris Doty-Humphrey, PractRand), warmed up by 12 rounds as its author advises. */
export function randomStream(seed: number, purpose: string): RandomStream {
  let a = 0
  let b = seedOf(seed, purpose)
  let c = seed >>> 0
  let counter = 1
  const next = (): number => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 0x1_0000_0000
  }
  for (let i = 0; i < 12; i++) next()
  return next
}

/** The numbers 0 .. count - 1 in random order (Fisher-Yates). */
export function permutation(count: number, random: RandomStream): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, i) => i)
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const kept = order[i]!
    order[i] = order[j]!
    order[j] = kept
  }
  return order
}
