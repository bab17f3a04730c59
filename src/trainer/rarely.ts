/**
 * For work that may be done often or seldom: is it due, so that it takes no more than a share of the time? Goes by what it
 * took last; the first time it is due at once.
 */
export function rarely(share: number): { isDue(): boolean; took(began: number): void } {
  let ended = performance.now()
  let cost = 0
  return {
    isDue: () => performance.now() - ended >= cost / share,
    took(began) {
      ended = performance.now()
      cost = ended - began
    }
  }
}
