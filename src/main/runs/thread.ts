import type { AppContract } from '../../shared/contract'
import { NetloomError } from '../../shared/errors'
import type { Handlers } from '../../shared/rpc'
import { runsWorkerEntry } from '../paths'
import { WorkerThread } from '../worker-thread'

/** What of the contract's `runs` is read in a thread of its own. */
export type ThreadedRuns = Pick<Handlers<AppContract>['runs'], 'points' | 'import'>

export class RunsThread extends WorkerThread<ThreadedRuns> {
  constructor(entry: () => string = runsWorkerEntry) {
    super(entry, (reason) => new NetloomError('RUNS_THREAD', { reason }))
  }
}
