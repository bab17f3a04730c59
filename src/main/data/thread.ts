import type { AppContract } from '../../shared/contract'
import { NetloomError } from '../../shared/errors'
import type { Handlers } from '../../shared/rpc'
import { dataWorkerEntry } from '../paths'
import { WorkerThread } from '../worker-thread'

export type DataHandlers = Handlers<AppContract>['data']

/** All of the contract's `data`. */
export class DataThread extends WorkerThread<DataHandlers> {
  constructor(entry: () => string = dataWorkerEntry) {
    super(entry, (reason) => new NetloomError('DATA_THREAD', { reason }))
  }
}
