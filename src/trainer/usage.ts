import type { RunEvent } from '../shared/run'

const INTERVAL_MS = 2000

/** Tells every two seconds what this process takes of the machine. @returns ends it */
export function reportUsage(emit: (event: RunEvent) => void, isWaiting: () => boolean): () => void {
  let last: { time: number; work: NodeJS.CpuUsage } | null = null
  const measure = (): void => {
    if (isWaiting()) {
      last = null
      return
    }
    const before = last
    last = { time: performance.now(), work: process.cpuUsage() }
    if (!before) return
    const microseconds = last.work.user + last.work.system - before.work.user - before.work.system
    const cpu = microseconds / 1000 / (last.time - before.time)
    emit({ type: 'usage', time: Date.now(), cpu, memory_bytes: process.memoryUsage.rss() })
  }
  measure()
  const timer = setInterval(measure, INTERVAL_MS)
  timer.unref()
  return () => clearInterval(timer)
}
