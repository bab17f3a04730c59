const SIGNALS = ['SIGINT', 'SIGTERM'] as const
/** conf's exit hook sends each signal to its own process a second time; a person's second Ctrl+C comes later. */
const SAME_SIGNAL_MS = 200

/** Calls `first` for the first signal that should end this process, and `again` for those after it. Returns its end. */
export function onSignal(first: () => void, again: () => void): () => void {
  let signalled: number | null = null
  const listener = (): void => {
    const now = performance.now()
    if (signalled === null) {
      signalled = now
      first()
    } else if (now - signalled > SAME_SIGNAL_MS) again()
  }
  for (const signal of SIGNALS) process.on(signal, listener)
  return () => {
    for (const signal of SIGNALS) process.off(signal, listener)
  }
}
