import { defineCall } from '../define'

export const examples = defineCall('examples', async () => {
  throw new Error('not yet')
})
