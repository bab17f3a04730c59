import { defineCall } from '../define'

export const predict = defineCall('predict', async () => {
  throw new Error('not yet')
})
