import { Worker } from 'node:worker_threads'

const POLL_MS = 1000

/**
 * Ends this process when its host has died. A killed host closes the channel, but a trainer that sits inside a native
 * operation hears nothing of it until the operation returns: so a thread of its own looks at the parent's process id.
 */
export function watchHost(): void {
  const source = `
    const parent = process.ppid
    setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL') }, ${POLL_MS})`
  const worker = new Worker(source, { eval: true })
  worker.unref()
}
