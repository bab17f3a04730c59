/**
 * Where the workbench opens.
 *
 * @typedef {{ kind: 'electron', binary: string, because: string } | { kind: 'browser', because: string }} Host
 */

/**
 * @param {object} facts
 * @param {string[]} facts.args of npm start
 * @param {string} [facts.binary] Electron's program, if it is there
 * @param {string} [facts.failure] why it could not be fetched
 * @param {string} facts.retry the command that tries again
 * @param {string} [facts.platform]
 * @param {NodeJS.ProcessEnv} [facts.env]
 * @param {boolean} [facts.isRoot]
 * @returns {Host}
 */
export function chooseHost({
  args,
  binary,
  failure,
  retry,
  platform = process.platform,
  env = process.env,
  isRoot = process.getuid?.() === 0
}) {
  const browser = (/** @type {string} */ why) => ({
    kind: /** @type {const} */ ('browser'),
    because: `Opening in browser mode: ${why}`
  })
  if (args.includes('--browser')) return browser('asked for with --browser.')
  const linux = platform === 'linux'
  if (linux && !env.DISPLAY && !env.WAYLAND_DISPLAY)
    return browser('there is no display for a window (neither DISPLAY nor WAYLAND_DISPLAY is set).')
  if (!binary) {
    const why = failure ?? 'its program is not installed'
    return browser(`Electron is not available: ${why}. To try again: ${retry}`)
  }
  if (linux && isRoot && !args.includes('--no-sandbox')) {
    return browser(
      'Electron does not run as root with its sandbox on. To open a window all the same: npm start -- --no-sandbox'
    )
  }
  return {
    kind: 'electron',
    binary,
    because: 'Opening the window (Electron). For browser mode: npm start -- --browser'
  }
}
