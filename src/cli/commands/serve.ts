import type { Command } from 'commander'
import { NetloomError } from '../../shared/errors'
import { words } from '../../shared/locale'
import { withProject } from '../../main/page-address'
import { readProjectFile } from '../../main/projects/project-file'
import { hasDisplay, openBrowser } from '../../main/server/open-browser'
import { serve, type Serving } from '../../main/server/serve'
import { onSignal } from '../on-signal'

interface ServeFlags {
  port?: number
  open: boolean
  devOrigin?: string
}

/** Exit code of a program that was interrupted while it was already ending. */
const INTERRUPTED = 130
// Not SIGHUP: nohup lets a server outlive its terminal.

export function register(program: Command): void {
  program
    .command('serve')
    .description('open the workbench in a browser on this machine (browser mode)')
    .argument('[project]', 'a *.netloom.json file to open')
    .option('--port <number>', 'port on 127.0.0.1; 0 takes a free one (default: 7717, or a free one)', parsePort)
    .option('--no-open', 'print the address, but do not open the default browser')
    .option('--dev-origin <origin>', "let the page's development server in, e.g. http://localhost:5173")
    .action(run)
}

async function run(project: string | undefined, { port, open, devOrigin }: ServeFlags): Promise<void> {
  // A wrong path is best told where it was typed.
  const path = project === undefined ? null : (await readProjectFile(project)).path
  const serving = await serve({ ...(port !== undefined && { port }), ...(devOrigin !== undefined && { devOrigin }) })
  process.once('exit', () => serving.release())
  closeOnSignal(serving)
  const url = withProject(serving.url, path)
  console.log(`Netloom is open at ${url}`)
  if (open && hasDisplay()) openBrowser(url)
}

function closeOnSignal(serving: Serving): void {
  const close = (): void => {
    serving.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      }
    )
  }
  onSignal(close, () => process.exit(INTERRUPTED))
}

function parsePort(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65535) return port
  throw new NetloomError('BAD_ARGUMENT', {
    option: '--port',
    expected: words('0 to 65535', '0 到 65535'),
    found: text,
    command: 'serve'
  })
}
