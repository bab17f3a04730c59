// The thread that reads curves of many runs, and logs of other programs: a hundred megabytes of text must not hold up the host.
import { answerCalls } from '../answering-thread'
import { netloomHome } from '../paths'
import { importLogs } from './import/service'
import { PointsService } from './points/service'
import { RunStore } from './store'
import type { ThreadedRuns } from './thread'

const home = netloomHome()
const store = new RunStore(home)
const handlers: ThreadedRuns = {
  points: new PointsService(home).points,
  import: async ({ from }) => ({ runIds: (await importLogs(store, from)).runIds })
}

answerCalls(handlers, (value) => ({ value, buffers: buffersOf(value) }))

/** Columns are made for one answer: they are given away. */
function buffersOf(value: unknown): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) return [value.buffer as ArrayBuffer]
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(buffersOf) : []
}
