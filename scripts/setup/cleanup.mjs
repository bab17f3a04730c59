/**
 * What has to be undone when the set-up is interrupted (Ctrl+C, SIGTERM): temporary folders, locks, running tools.
 * Functions are called in reverse order and must be synchronous, for they run on the way out.
 *
 * @typedef {object} Cleanup
 * @property {(undo: () => void) => () => void} add returns the function that forgets the entry again, without calling it
 * @property {() => void} runAll
 * @property {() => void} dispose stops listening for signals
 */

/** @type {Record<string, number>} */
const SIGNALS = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 }

/**
 * @param {{ listen?: boolean }} [options] listen: also answer signals and end the process (default true)
 * @returns {Cleanup}
 */
export function createCleanup({ listen = true } = {}) {
  /** @type {Set<() => void>} */
  const entries = new Set()
  const runAll = () => {
    for (const undo of [...entries].reverse()) {
      try {
        undo()
      } catch {
        // The process is ending: the other entries still get their turn.
      }
    }
    entries.clear()
  }
  const handlers = Object.entries(SIGNALS).map(([signal, number]) => ({
    signal,
    handle: () => {
      runAll()
      process.stderr.write('\ninterrupted: nothing half-done was kept, run the command again to continue\n')
      process.exit(128 + number)
    }
  }))
  if (listen) for (const { signal, handle } of handlers) process.on(signal, handle)
  return {
    add(undo) {
      entries.add(undo)
      return () => entries.delete(undo)
    },
    runAll,
    dispose() {
      for (const { signal, handle } of handlers) process.off(signal, handle)
    }
  }
}
