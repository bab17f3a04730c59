// What differs in the machines and programs that runs were trained with.
import type { RunRecord } from '../shared/run'
import type { Setting } from '../shared/setting'
import { rowOf, type DiffRow } from './diff-settings'

/** @param runs the first is the baseline */
export function diffEnvironment(runs: readonly RunRecord[]): DiffRow<'environment'>[] {
  const facts = runs.map(environmentOf)
  return Object.keys(facts[0] ?? {}).map((path) =>
    rowOf(
      path,
      'environment',
      facts.map((one) => ({ value: one[path], isDefault: false }))
    )
  )
}

function environmentOf({ engine, environment }: RunRecord): Record<string, Setting | undefined> {
  const { netloom, node, electron, platform, arch, cpu, cores } = environment
  return {
    engine: engine?.name,
    'engine.version': engine?.version,
    'engine.native': engine?.native,
    netloom,
    node,
    electron,
    platform,
    arch,
    cpu,
    cores
  }
}
