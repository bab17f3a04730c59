import type { TrainJob } from '../shared/trainer-protocol'

/** NETLOOM_NATIVE=off trains with the portable engine, e.g. to compare. */
export const wantedEngine = (): TrainJob['engine'] => (process.env.NETLOOM_NATIVE === 'off' ? 'portable' : 'auto')
