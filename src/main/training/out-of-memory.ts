import { readFileSync } from 'node:fs'

/** Linux counts the processes that it ended to get memory back, in all and in each control group. */
const COUNTERS = ['/proc/vmstat', '/sys/fs/cgroup/memory.events', '/sys/fs/cgroup/memory/memory.oom_control']

/** How many processes the system has ended for want of memory; null where it does not tell. */
export function endedForMemory(files: readonly string[] = COUNTERS): number | null {
  const counts = files.flatMap((file) => {
    try {
      const found = /^oom_kill (\d+)$/m.exec(readFileSync(file, 'utf8'))
      return found ? [Number(found[1])] : []
    } catch {
      return []
    }
  })
  return counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0)
}
