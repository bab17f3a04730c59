import { defineCall } from '../define'

export const describe = defineCall('describe', async () => {
  throw new Error('not yet')
})
