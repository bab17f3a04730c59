import { SetupError } from './failure.mjs'

/** The oldest Node that runs Netloom. */
export const MINIMUM_NODE = '20.15.0'

/**
 * Refuses a Node that is too old.
 * @param {string} [version] without a leading v; the running Node by default
 */
export function requireNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [leastMajor = 0, leastMinor = 0] = MINIMUM_NODE.split('.').map(Number)
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return
  throw new SetupError({
    what: `Node ${MINIMUM_NODE} or newer is needed; this is Node ${version}`,
    where: process.execPath,
    remedy: 'Install a current Node from https://nodejs.org (or: nvm install 22) and run the command again.'
  })
}
