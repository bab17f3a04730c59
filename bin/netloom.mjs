#!/usr/bin/env node
// The command line: makes sure that dependencies and build are there (progress on stderr, stdout stays clean for
// --json), then runs out/main/cli.js in this process. NETLOOM_SETUP=off trusts what is there.
import { describeFailure } from '../scripts/setup/failure.mjs'
import { requireNode } from '../scripts/setup/node-version.mjs'

try {
  requireNode()
  if (process.env.NETLOOM_SETUP !== 'off') {
    const { readyToRun, setup } = await import('../scripts/setup.mjs')
    if (!readyToRun()) await setup({ stream: process.stderr })
  }
} catch (error) {
  process.stderr.write(`${describeFailure(error)}\n`)
  process.exit(1)
}
await import(new URL('../out/main/cli.js', import.meta.url).href)
