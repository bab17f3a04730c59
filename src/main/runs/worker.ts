// The thread that reads curves of many runs, and logs of other programs: a hundred megabytes of text must not hold up the host.
import { answerCalls } from '../answering-thread'
import { netloomHome } from '../paths'
import { PointsService } from './points/service'

const { points } = new PointsService(netloomHome())

answerCalls({ points }, (value) => ({ value, buffers: buffersOf(value) }))

/** Columns are made for one answer: they are given away. */
function buffersOf(value: unknown): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) return [value.buffer as ArrayBuffer]
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(buffersOf) : []
}
