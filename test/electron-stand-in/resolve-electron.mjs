// The module hook behind register.mjs; Node runs it on a thread of its own.

/** @type {{ names: string[], target: string }} */
const alias = { names: [], target: '' }

/** @type {import('node:module').InitializeHook<typeof alias>} */
export const initialize = (data) => {
  Object.assign(alias, data)
}

/** @type {import('node:module').ResolveHook} */
export const resolve = (specifier, context, nextResolve) =>
  alias.names.includes(specifier) ? { url: alias.target, shortCircuit: true } : nextResolve(specifier, context)
