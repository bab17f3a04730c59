/**
 * The results of a runner in one shape.
 *
 * @typedef {object} SkippedTest
 * @property {string} name
 * @property {string} reason '' where the test gives none
 *
 * @typedef {object} Results
 * @property {number} passed
 * @property {number} failed tests that failed, and errors outside of tests
 * @property {SkippedTest[]} skipped
 * @property {string[]} [flaky] names of those that passed, but not at their first attempt
 *
 * A prerequisite that cannot be had; the list is given to the tests as JSON in NETLOOM_MISSING:
 * `[{ "id": "chromium" | "fashion-mnist" | "native-runtime", "reason": "why", "remedy": "command" }]`.
 * A test that needs one skips itself with the reason `<id>: <reason>`; by the id the remedy is found again.
 * @typedef {{ id: string, reason: string, remedy: string }} MissingPrerequisite
 */

/** A skip that is no failure in CI: the program of Electron cannot be had everywhere. */
export const ALLOWED_IN_CI = 'electron-binary:'

/**
 * @param {any} report of Playwright's JSON reporter
 * @returns {Results}
 */
export function readPlaywrightReport(report) {
  /** @type {Results} */
  const results = { passed: 0, failed: (report.errors ?? []).length, skipped: [], flaky: [] }
  /** @param {any} suite @param {string[]} titles */
  const walk = (suite, titles) => {
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests ?? []) count(results, test, [...titles, spec.title].filter(Boolean).join(' › '))
    }
    for (const inner of suite.suites ?? []) walk(inner, [...titles, inner.title])
  }
  for (const suite of report.suites ?? []) walk(suite, [suite.title])
  return results
}

/**
 * @param {Results} results
 * @param {any} test of Playwright's report
 * @param {string} name
 */
function count(results, test, name) {
  if (test.status === 'flaky') results.flaky?.push(name)
  if (test.status === 'expected' || test.status === 'flaky') results.passed += 1
  else if (test.status === 'unexpected') results.failed += 1
  else {
    const why = (test.annotations ?? []).find((/** @type {any} */ annotation) =>
      ['skip', 'fixme'].includes(annotation.type)
    )
    results.skipped.push({ name, reason: why ? (why.description ?? '') : 'did not run' })
  }
}

/**
 * @param {any} report of vitest-report.mjs
 * @returns {Results}
 */
export function readVitestReport(report) {
  return { passed: report.passed, failed: report.failed, skipped: report.skipped, flaky: report.flaky }
}

/**
 * The last block of `npm test`: every skipped test with its reason and remedy, grouped by reason, those that passed at a second
 * attempt only, then the totals.
 * @param {Results[]} all
 * @param {MissingPrerequisite[]} missing
 * @param {{ ci: boolean, remedies?: Record<string, string> }} options remedies by id, for skips without a missing prerequisite
 * @returns {{ lines: string[], ok: boolean }} the last line is `N passed, N failed, N skipped`
 */
export function closingBlock(all, missing, { ci, remedies = {} }) {
  const passed = sum(all.map((results) => results.passed))
  const failed = sum(all.map((results) => results.failed))
  const skipped = all.flatMap((results) => results.skipped)
  /** @type {Map<string, string[]>} */
  const byReason = new Map()
  for (const { name, reason } of skipped) byReason.set(reason, [...(byReason.get(reason) ?? []), name])

  /** @type {string[]} */
  const lines = ['']
  for (const [reason, names] of byReason) {
    const id = reason.split(':')[0] ?? ''
    const remedy = missing.find((item) => item.id === id)?.remedy ?? remedies[id]
    lines.push(`${names.length} skipped: ${reason || 'no reason given'}`)
    if (remedy) lines.push(`  remedy: ${remedy}`)
    lines.push(...names.map((name) => `  - ${name}`))
  }
  const unused = missing.filter((item) => ![...byReason.keys()].some((reason) => reason.startsWith(`${item.id}:`)))
  for (const item of unused) lines.push(`missing: ${item.id}: ${item.reason}`, `  remedy: ${item.remedy}`)

  const flaky = all.flatMap((results) => results.flaky ?? [])
  if (flaky.length > 0)
    lines.push(`${flaky.length} passed at a second attempt only:`, ...flaky.map((name) => `  - ${name}`))

  const refused = ci ? skipped.filter(({ reason }) => !reason.startsWith(ALLOWED_IN_CI)).length + unused.length : 0
  if (refused > 0) lines.push(`CI=true: what is skipped or missing counts as a failure (${refused})`)
  if (lines.length > 1) lines.push('')
  lines.push(`${passed} passed, ${failed} failed, ${skipped.length} skipped`)
  return { lines, ok: failed === 0 && refused === 0 }
}

/** @param {number[]} values */
const sum = (values) => values.reduce((total, value) => total + value, 0)
