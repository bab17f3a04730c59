import { defineCall } from '../define'

export const evaluate = defineCall('evaluate', async () => {
  throw new Error('not yet')
})
