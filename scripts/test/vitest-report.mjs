import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'

/**
 * Vitest's JSON reporter leaves out why a test was skipped; this one writes counts, names and reasons to the file named
 * by NETLOOM_VITEST_REPORT: `{ passed, failed, skipped: [{ name, reason }], flaky: [name] }`.
 */
export default class SkipReasonReporter {
  /**
   * @param {ReadonlyArray<import('vitest/node').TestModule>} modules
   * @param {ReadonlyArray<unknown>} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const report = {
      passed: 0,
      failed: unhandledErrors.length,
      skipped: /** @type {{ name: string, reason: string }[]} */ ([]),
      flaky: /** @type {string[]} */ ([])
    }
    for (const module of modules) {
      // A file that does not load has no tests, a failing hook fails its suite: each counts once.
      report.failed += module.errors().length
      for (const suite of module.children.allSuites()) report.failed += suite.errors().length
      for (const test of module.children.allTests()) {
        const result = test.result()
        const name = `${relative(process.cwd(), module.moduleId)} › ${test.fullName}`
        if (test.diagnostic()?.flaky) report.flaky.push(name)
        if (result.state === 'passed') report.passed += 1
        else if (result.state === 'failed') report.failed += 1
        else {
          const note = 'note' in result ? result.note : undefined
          report.skipped.push({ name, reason: note ?? (result.state === 'pending' ? 'did not run' : '') })
        }
      }
    }
    const path = process.env.NETLOOM_VITEST_REPORT
    if (path) writeFileSync(path, JSON.stringify(report))
  }
}
