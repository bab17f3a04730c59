import { join } from 'node:path'
import { dependenciesCurrent } from './setup/dependencies.mjs'
import { projectRoot } from './setup/root.mjs'
import { run } from './setup/run.mjs'

/**
 * `npm run check`: lint, types and unit tests at the same time. Prints the output of what failed, and one line for each.
 */

const root = projectRoot()
const bin = (/** @type {string} */ path) => join(root, 'node_modules', path)
const env = { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' }

const checks = [
  {
    name: 'lint',
    args: [
      bin('eslint/bin/eslint.js'),
      '.',
      '--max-warnings',
      '0',
      '--cache',
      '--cache-location',
      bin('.cache/eslint/')
    ]
  },
  { name: 'types (main, tests)', args: [bin('typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.node.json'] },
  { name: 'types (renderer)', args: [bin('vue-tsc/bin/vue-tsc.js'), '--noEmit', '-p', 'tsconfig.web.json'] },
  { name: 'unit tests', args: [bin('vitest/vitest.mjs'), 'run', '--reporter=dot', ...process.argv.slice(2)] }
]

/** @param {typeof checks[number]} check */
async function runCheck({ name, args }) {
  const startedAt = Date.now()
  const result = await run(process.execPath, args, { cwd: root, env })
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
  if (result.code !== 0) process.stdout.write(`\n──── ${name} ────\n${result.output.trim()}\n\n`)
  process.stdout.write(`${result.code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)\n`)
  return result.code === 0
}

if (!dependenciesCurrent(root)) {
  process.stderr.write('error: the dependencies are missing or out of date\n  remedy: npm run setup\n')
  process.exitCode = 1
} else {
  const outcomes = await Promise.all(checks.map(runCheck))
  process.exitCode = outcomes.every(Boolean) ? 0 : 1
}
