import { defineCall } from '../define'
import { judgedSplit } from '../judge'

export const evaluate = defineCall('evaluate', async (model, { split }) => (await judgedSplit(model, split)).evaluation)
