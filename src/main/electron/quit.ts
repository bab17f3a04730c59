import { app } from 'electron'

/** Trainers get this long to write down what they have: a large network takes a while. */
const PATIENCE_MS = 10_000

/** Ends the services before the app ends, but does not wait for ever. */
export function disposeBeforeQuit(dispose: () => Promise<void>): void {
  app.on('will-quit', (event) => {
    event.preventDefault()
    const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))
    void Promise.race([dispose(), patience])
      .catch((error: unknown) => console.error(error))
      .finally(() => app.exit(0))
  })
}
