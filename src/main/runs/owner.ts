import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import type { RunRecord } from '../../shared/run'

type Owner = NonNullable<RunRecord['owner']>

export const thisProcess = (): Owner => ({ pid: process.pid, host: hostname(), started: startOf(process.pid) ?? 0 })

export const isThisProcess = ({ pid, host }: Owner): boolean => pid === process.pid && host === hostname()

/** Is the process that writes a run still alive? One on another computer (a shared home) is believed to be. */
export function isAlive(owner: Owner): boolean {
  if (owner.host !== hostname()) return true
  try {
    process.kill(owner.pid, 0)
  } catch (error) {
    // EPERM: it exists, and belongs to someone else.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  const started = startOf(owner.pid)
  return started === null || owner.started === 0 || started === owner.started
}

/** When a process began, in clock ticks since boot, so that a reused process id is not taken for its former owner; null where the system does not tell. */
function startOf(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // Field 22 (proc_pid_stat(5)); the name in field 2 may hold spaces, so count from its closing bracket.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19])
  } catch {
    return null
  }
}
