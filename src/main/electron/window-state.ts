import { BrowserWindow, screen, type Rectangle } from 'electron'
import ElectronStore from 'electron-store'
import { z } from '../../shared/zod'

const stateSchema = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() }),
  maximized: z.boolean()
})
type WindowState = z.infer<typeof stateSchema>

const DEFAULT_SIZE = { width: 1440, height: 900 }
/** That much of a title bar has to be on a screen to be caught with the mouse. */
const GRIP_PX = 64
/** So much further right and down stands one more window, not to hide the last one. */
const STEP_PX = 32

export interface WindowMemory {
  /** What to open the window with. */
  options(): Partial<Rectangle>
  /** Maximizes the window if it was, and remembers it from now on. */
  follow(window: BrowserWindow): void
}

/** Where the window was and how large, in NETLOOM_HOME/window.json. */
export function windowMemory(home: string): WindowMemory {
  const file = new ElectronStore({ cwd: home, name: 'window', clearInvalidConfig: true })
  const read = (): WindowState | null => stateSchema.safeParse(file.store).data ?? null
  return {
    options() {
      const last = BrowserWindow.getFocusedWindow()
      const bounds = last ? shifted(last.getNormalBounds()) : read()?.bounds
      return bounds && isReachable(bounds) ? bounds : DEFAULT_SIZE
    },
    follow(window) {
      if (read()?.maximized) window.maximize()
      window.on('close', () => {
        const state: WindowState = { bounds: window.getNormalBounds(), maximized: window.isMaximized() }
        try {
          file.store = state
        } catch {
          // A full disk is no reason to keep a window open.
        }
      })
    }
  }
}

const shifted = ({ x, y, width, height }: Rectangle): Rectangle => ({ x: x + STEP_PX, y: y + STEP_PX, width, height })

// The screen that it was on may be gone.
function isReachable(bounds: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea }) => {
    const across = Math.min(bounds.x + bounds.width, workArea.x + workArea.width) - Math.max(bounds.x, workArea.x)
    return across >= GRIP_PX && bounds.y >= workArea.y && bounds.y <= workArea.y + workArea.height - GRIP_PX
  })
}
