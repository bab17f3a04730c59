import { findOnPath, run } from '../setup/run.mjs'

/**
 * Installs a Debian package where that is possible without asking: as root, with apt-get.
 * @param {string} name
 * @param {(text: string) => void} say
 * @returns {Promise<boolean>}
 */
export async function aptInstall(name, say) {
  if (process.getuid?.() !== 0 || !findOnPath('apt-get')) return false
  say(`apt-get install ${name}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // A list that cannot be renewed may still know the package.
  await run('apt-get', ['update'], { env, timeoutMs: 5 * 60_000 })
  const result = await run('apt-get', ['install', '-y', '--no-install-recommends', name], {
    env,
    timeoutMs: 15 * 60_000
  })
  return result.code === 0
}
