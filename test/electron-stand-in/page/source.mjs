import { createCodec } from './codec.mjs'
import { startMainWorld } from './main-world.mjs'
import { startPreloadWorld } from './preload-world.mjs'
import { createWorldBridge } from './world-bridge.mjs'

/** The page's own world gets this script before any other. */
export const mainWorldScript = () => `(${startMainWorld})(${createWorldBridge})`

/**
 * @param {string | null} preload text of the preload script, run as it is
 * @param {Parameters<typeof startPreloadWorld>[2]} settings
 */
export function preloadWorldScript(preload, settings) {
  // the name of each parameter is the name of a global that a sandboxed preload has
  const wrapped =
    preload === null ? 'null' : `function (require, module, exports, process, global, Buffer) {${preload}\n}`
  return `(${startPreloadWorld})(${createWorldBridge}, ${createCodec}, ${JSON.stringify(settings)}, ${wrapped})`
}
