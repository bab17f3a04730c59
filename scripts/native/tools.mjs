import { findOnPath } from '../setup/run.mjs'
import { pipOnPath } from './pip.mjs'

/**
 * A tool that the native set-up needs and does not find.
 *
 * @typedef {{ id: 'pip' | 'python' | 'make' | 'compiler', text: string }} MissingTool
 */

/**
 * Looks for pip and the build tools on the PATH; nothing is started.
 * @param {NodeJS.ProcessEnv} [env]
 * @param {string} [platform]
 * @returns {MissingTool[]}
 */
export function missingTools(env = process.env, platform = process.platform) {
  const has = (/** @type {string[]} */ names) => names.some((name) => findOnPath(name, env))
  /** @type {MissingTool[]} */
  const missing = []
  if (pipOnPath(env).length === 0) missing.push({ id: 'pip', text: 'pip (fetches the TensorFlow library)' })
  // On Windows node-gyp finds Python and Visual Studio by itself, outside the PATH.
  if (platform === 'win32') return missing
  if (!has(['python3', 'python'])) missing.push({ id: 'python', text: 'python3 (runs node-gyp)' })
  if (!has(['make', 'gmake'])) missing.push({ id: 'make', text: 'make' })
  if (!env.CXX && !has(['c++', 'g++', 'clang++']))
    missing.push({ id: 'compiler', text: 'a C++ compiler (g++ or clang++)' })
  return missing
}

/** @type {Record<MissingTool['id'], string>} */
const DEBIAN = { pip: 'python3-pip', python: 'python3', make: 'make', compiler: 'g++' }

/** Other package managers of Linux, by their program. */
const MANAGERS = [
  { program: 'dnf', install: 'dnf install -y', names: { ...DEBIAN, compiler: 'gcc-c++' } },
  { program: 'zypper', install: 'zypper install -y', names: { ...DEBIAN, compiler: 'gcc-c++' } },
  {
    program: 'pacman',
    install: 'pacman -S --noconfirm',
    names: { pip: 'python-pip', python: 'python', make: 'make', compiler: 'gcc' }
  }
]

/**
 * The one command that mends it.
 * @param {MissingTool[]} missing
 * @param {NodeJS.ProcessEnv} [env]
 * @param {string} [platform]
 */
export function remedyFor(missing, env = process.env, platform = process.platform) {
  const again = 'npm run setup'
  if (missing.length === 0) return again
  if (platform === 'win32')
    return `winget install Python.Python.3.12 Microsoft.VisualStudio.2022.BuildTools, then: ${again}`
  if (platform === 'darwin') return `xcode-select --install && ${again}`
  const found = findOnPath('apt-get', env) ? undefined : MANAGERS.find(({ program }) => findOnPath(program, env))
  const { install, names } = found ?? { install: 'apt-get install -y', names: DEBIAN }
  return `${process.getuid?.() === 0 ? '' : 'sudo '}${install} ${missing.map((tool) => names[tool.id]).join(' ')} && ${again}`
}
