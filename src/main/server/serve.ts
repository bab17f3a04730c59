// Composition root of browser mode: the same services and the same page as the desktop window, under plain Node.
import { join } from 'node:path'
import { contract } from '../../shared/contract'
import { createDispatcher } from '../../shared/rpc'
import { forkTrainer } from '../fork-trainer'
import { makeHome } from '../home'
import { systemLanguages } from '../languages'
import { netloomHome, rendererRoot } from '../paths'
import type { HostPorts } from '../ports'
import { createServices, type Services } from '../services'
import { openSettings } from './conf-settings'
import { assertFree, takeLease, type Lease } from './lease'
import { openWorkbenchServer, type WorkbenchServer } from './workbench-server'

export interface ServeOptions {
  /** Without it: the default port, or any free one where that is taken. */
  port?: number
  /** Origin of the page's development server, e.g. 'http://localhost:5173'. */
  devOrigin?: string
  /** Folder of the built page. */
  rendererRoot?: string
  openServices?: (ports: HostPorts) => Promise<Services>
}

export interface Serving {
  readonly port: number
  /** Admits one browser, once. */
  readonly url: string
  /** Ends the trainers, then the server. */
  close(): Promise<void>
  /** Gives up the home; for the very end of a process, when nothing asynchronous runs any more. */
  release(): void
}

/**
 * Opens the workbench of NETLOOM_HOME on 127.0.0.1.
 * @throws NetloomError HOME_UNWRITABLE, ALREADY_SERVING, PORT_IN_USE, PORT_NOT_PERMITTED
 */
export async function serve(options: ServeOptions = {}): Promise<Serving> {
  const home = netloomHome()
  makeHome(home)
  await assertFree(home) // before the port: that a server's own port is taken is not the news
  let server: WorkbenchServer | undefined
  let lease: Lease | undefined
  const services = await (options.openServices ?? createServices)({
    host: 'browser',
    languages: systemLanguages,
    settings: openSettings(home),
    spawnTrainer: forkTrainer(),
    emit: (channel, payload) => server?.broadcast(channel, payload)
  })
  try {
    server = await openWorkbenchServer({
      ...(options.port !== undefined && { port: options.port }),
      ...(options.devOrigin !== undefined && { devOrigin: options.devOrigin }),
      rendererRoot: options.rendererRoot ?? rendererRoot(),
      sessionsFile: join(home, 'sessions.json'),
      dispatchFor: (window) => createDispatcher(contract, services.handlersFor(window)),
      onNewUrl: (url) => noteUrl(lease, url)
    })
    lease = await takeLease(home, server)
    return serving(server, lease, services)
  } catch (error) {
    await server?.close()
    await services.dispose()
    throw error
  }
}

function serving(server: WorkbenchServer, lease: Lease, services: Services): Serving {
  return {
    port: server.port,
    get url() {
      return server.url
    },
    release: () => lease.release(),
    async close() {
      await services.dispose()
      await server.close()
      lease.release()
    }
  }
}

// A full disk must not keep the one out who has just come in.
function noteUrl(lease: Lease | undefined, url: string): void {
  try {
    lease?.update(url)
  } catch (error) {
    console.warn(`The fresh address could not be noted: ${String(error)}`)
  }
}
