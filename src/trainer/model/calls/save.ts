import { defineCall } from '../define'

export const save = defineCall('save', async () => {
  throw new Error('not yet')
})
