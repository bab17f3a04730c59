// How long a process has trained: what it waits between two calls of the engine, as while it is paused, does not count.

export function clocked<Hooks extends { breathe(): Promise<void> }>(
  given: Hooks
): { hooks: Hooks; seconds: () => number } {
  const began = performance.now()
  let waited = 0
  const hooks = {
    ...given,
    breathe: async () => {
      const from = performance.now()
      await given.breathe()
      waited += performance.now() - from
    }
  }
  return { hooks, seconds: () => (performance.now() - began - waited) / 1000 }
}
