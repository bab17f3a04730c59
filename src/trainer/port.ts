// The trainer's line to its host: Electron's parentPort in a utilityProcess, Node's IPC channel in a forked process.
import { hostMessageSchema, type HostMessage, type TrainerMessage } from '../shared/trainer-protocol'

export interface Port {
  post(message: TrainerMessage): void
  onMessage(listener: (message: HostMessage) => void): void
  /** Ends the process once everything posted has been handed over. */
  close(code: number): void
}

/** The part of Electron's parentPort that is used here; Electron's own types belong to the main process. */
interface ElectronPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): void
}

export function openPort(): Port {
  const electronPort = (process as unknown as { parentPort?: ElectronPort }).parentPort
  if (electronPort) {
    return {
      post: (message) => electronPort.postMessage(message),
      onMessage: (listener) => electronPort.on('message', (event) => listener(hostMessageSchema.parse(event.data))),
      // A utilityProcess tells nothing about delivery; messages posted before an exit shortly after do arrive.
      close: (code) => void setTimeout(() => process.exit(code), 50)
    }
  }
  if (!process.send) throw new Error('the trainer is started by Netloom, not by hand')
  const send = process.send.bind(process)
  let unsent = 0
  let exitCode: number | null = null
  const settle = (): void => {
    unsent -= 1
    if (unsent === 0 && exitCode !== null) process.exit(exitCode)
  }
  process.on('disconnect', () => process.exit(0)) // the host is gone
  return {
    // With a callback a broken pipe is reported to it; without one it would be thrown and end the process.
    post: (message) => {
      unsent += 1
      send(message, undefined, undefined, settle)
    },
    onMessage: (listener) => process.on('message', (message) => listener(hostMessageSchema.parse(message))),
    close: (code) => {
      exitCode = code
      if (unsent === 0) process.exit(code)
    }
  }
}
