import { arch, cpus, platform, release } from 'node:os'
import type { Environment } from '../../shared/run'
import { appVersion } from '../paths'

export function environment(): Environment {
  const processors = cpus()
  return {
    netloom: appVersion(),
    node: process.versions.node,
    electron: process.versions.electron ?? null,
    platform: `${platform()} ${release()}`,
    arch: arch(),
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length
  }
}
