import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer as createSocketServer } from 'node:net'
import { join } from 'node:path'

/** What the page's server passes on to the services: the paths of src/main/server. */
const SERVICE_PATHS = ['/auth', '/instance', '/rpc']

/**
 * Browser mode with hot reload: Vite serves the page, `serve --dev-origin` the services; a change in src/main,
 * src/trainer or src/shared builds them anew and restarts them. Resolves when interrupted.
 * @param {string} root
 * @param {string[]} args of serve
 * @returns {Promise<number>} exit code
 */
export async function developInBrowser(root, args) {
  process.chdir(root)
  const { resolveConfig } = await import('electron-vite')
  const vite = await import('vite')
  const { config } = await resolveConfig({ root }, 'serve', 'development')
  if (!config?.main || !config.renderer) throw new Error('electron.vite.config.ts describes no main or renderer part')

  const port = await freePort()
  const target = `http://127.0.0.1:${port}`
  const proxy = Object.fromEntries(SERVICE_PATHS.map((path) => [path, { target, changeOrigin: true, ws: true }]))
  const page = await vite.createServer({
    ...config.renderer,
    server: { ...config.renderer.server, host: 'localhost', proxy }
  })
  await page.listen()
  const origin = page.resolvedUrls?.local[0]?.replace(/\/$/, '') ?? 'http://localhost:5173'

  const service = createService(root, ['serve', '--port', String(port), '--dev-origin', origin, ...args])
  const build = await vite.build({ ...config.main, build: { ...config.main.build, watch: {} } })
  const watcher = /** @type {import('rolldown').RolldownWatcher} */ (build)
  watcher.on('event', (event) => {
    if (event.code === 'END') void service.restart()
    if (event.code === 'ERROR') process.stderr.write(`${event.error.message}\n`)
  })

  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  await service.stop()
  await watcher.close()
  await page.close()
  return 0
}

/**
 * The process of the services, restarted one after the other; the browser is opened at the first start only.
 * @param {string} root
 * @param {string[]} args
 */
function createService(root, args) {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let child
  let starts = 0
  let queue = Promise.resolve()
  const stop = async () => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
  }
  return {
    stop,
    restart() {
      queue = queue.then(stop).then(() => {
        const quietly = starts++ > 0 && !args.includes('--no-open') ? ['--no-open'] : []
        child = spawn(process.execPath, [join(root, 'out', 'main', 'cli.js'), ...args, ...quietly], {
          stdio: 'inherit'
        })
      })
      return queue
    }
  }
}

/** @returns {Promise<number>} a port that was free a moment ago */
async function freePort() {
  const probe = createSocketServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address())
  probe.close()
  await once(probe, 'close')
  return port
}
