import { copyFileSync, linkSync, lstatSync, mkdirSync, readdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Folder links that need no administrator on Windows; ignored elsewhere. */
const KIND = 'junction'

/**
 * Makes tfjs-node's deps/ folder point at the runtime: its binding.gyp looks for headers and libraries there, and the
 * binding's rpath is `$ORIGIN/../../deps/lib`.
 * @param {import('./target.mjs').NativePaths} paths
 */
export function linkDeps(paths) {
  rmSync(paths.deps, { recursive: true, force: true })
  mkdirSync(paths.deps, { recursive: true })
  symlinkSync(paths.include, join(paths.deps, 'include'), KIND)
  symlinkSync(paths.library, join(paths.deps, 'lib'), KIND)
}

/**
 * @param {string} deps
 * @returns {string | undefined} the runtime's lib folder that deps/lib points to
 */
export function linkedLibrary(deps) {
  try {
    const link = join(deps, 'lib')
    return lstatSync(link).isSymbolicLink() ? resolve(deps, readlinkSync(link)) : undefined
  } catch {
    return undefined
  }
}

/**
 * Windows has no rpath: the DLL has to lie beside the binding.
 * @param {import('./target.mjs').NativePaths} paths
 */
export function placeDlls(paths) {
  for (const name of readdirSync(paths.library).filter((file) => file.endsWith('.dll'))) {
    const to = join(paths.bindingFolder, name)
    rmSync(to, { force: true })
    try {
      linkSync(join(paths.library, name), to)
    } catch {
      copyFileSync(join(paths.library, name), to)
    }
  }
}
