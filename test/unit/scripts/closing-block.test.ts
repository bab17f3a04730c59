import { describe, expect, it } from 'vitest'
import { closingBlock, readPlaywrightReport, readVitestReport } from '../../../scripts/test/results.mjs'

const playwright = {
  suites: [
    {
      title: 'train.spec.ts',
      specs: [
        { title: 'trains', tests: [{ status: 'expected', annotations: [] }] },
        { title: 'pauses', tests: [{ status: 'flaky', annotations: [] }] },
        { title: 'stops', tests: [{ status: 'unexpected', annotations: [] }] }
      ],
      suites: [
        {
          title: 'electron',
          specs: [
            {
              title: 'opens',
              tests: [
                { status: 'skipped', annotations: [{ type: 'skip', description: 'electron-binary: not downloaded' }] }
              ]
            },
            { title: 'is interrupted', tests: [{ status: 'skipped', annotations: [] }] }
          ]
        }
      ]
    }
  ],
  errors: []
}
const NO_DATA = { id: 'fashion-mnist', reason: 'offline', remedy: 'apt-get install -y dataset-fashion-mnist' }
const passing = { passed: 3, failed: 0, skipped: [] }
const skipping = (reason: string) => ({ passed: 1, failed: 0, skipped: [{ name: 'a › b', reason }] })

describe('the report of Playwright', () => {
  it('is counted through all its suites', () => {
    expect(readPlaywrightReport(playwright)).toEqual({
      passed: 2,
      failed: 1,
      flaky: ['train.spec.ts › pauses'],
      skipped: [
        { name: 'train.spec.ts › electron › opens', reason: 'electron-binary: not downloaded' },
        { name: 'train.spec.ts › electron › is interrupted', reason: 'did not run' }
      ]
    })
  })
  it('with an error outside of tests counts it as a failure', () => {
    expect(readPlaywrightReport({ suites: [], errors: [{ message: 'no such module' }] }).failed).toBe(1)
  })
})

describe('the closing block', () => {
  const last = (lines: string[]): string | undefined => lines.at(-1)

  it('fails with a failed test', () => {
    const { lines, ok } = closingBlock([{ passed: 2, failed: 1, skipped: [] }, passing], [], { ci: false })
    expect(ok).toBe(false)
    expect(last(lines)).toBe('5 passed, 1 failed, 0 skipped')
  })
  it('names each skipped test with number, reason and remedy', () => {
    const { lines, ok } = closingBlock([skipping('fashion-mnist: offline'), passing], [NO_DATA], { ci: false })
    expect(ok).toBe(true)
    expect(lines).toEqual([
      '',
      '1 skipped: fashion-mnist: offline',
      `  remedy: ${NO_DATA.remedy}`,
      '  - a › b',
      '',
      '4 passed, 0 failed, 1 skipped'
    ])
  })
  it('in CI fails with a skipped test, or with a missing prerequisite that no test admits', () => {
    expect(closingBlock([skipping('fashion-mnist: offline')], [NO_DATA], { ci: true }).ok).toBe(false)
    expect(closingBlock([skipping('')], [], { ci: true }).ok).toBe(false)
    const { lines, ok } = closingBlock([passing], [NO_DATA], { ci: true })
    expect(ok).toBe(false)
    expect(lines).toContain('missing: fashion-mnist: offline')
    expect(last(lines)).toBe('3 passed, 0 failed, 0 skipped')
  })
  it('in CI lets Electron’s program be absent, with the remedy', () => {
    const { lines, ok } = closingBlock([skipping('electron-binary: not downloaded')], [], {
      ci: true,
      remedies: { 'electron-binary': 'fetch it' }
    })
    expect(ok).toBe(true)
    expect(lines).toContain('  remedy: fetch it')
    expect(last(lines)).toBe('1 passed, 0 failed, 1 skipped')
  })
  it('names what passed at a second attempt only', () => {
    const { lines, ok } = closingBlock([{ ...passing, flaky: ['a › b'] }], [], { ci: true })
    expect(ok).toBe(true)
    expect(lines).toEqual(['', '1 passed at a second attempt only:', '  - a › b', '', '3 passed, 0 failed, 0 skipped'])
  })
  it('is the totals alone when nothing is skipped', () => {
    expect(closingBlock([passing, readVitestReport({ passed: 4, failed: 0, skipped: [] })], [], { ci: true })).toEqual({
      lines: ['', '7 passed, 0 failed, 0 skipped'],
      ok: true
    })
  })
})
