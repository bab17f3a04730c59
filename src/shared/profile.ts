import { z } from './zod'

/** How the time of a training step falls on the layers, in milliseconds: medians over steps, at the run's batch size. */
export const profileSchema = z.object({
  /** Steps that were timed. */
  steps: z.int(),
  /** In columns, in the order of the network. */
  layers: z.object({
    name: z.array(z.string()),
    forward_ms: z.array(z.number()),
    backward_ms: z.array(z.number())
  }),
  /** What is no layer's: to gather the batch, loss and metrics, to update the weights. */
  other: z.object({ data_ms: z.number(), loss_ms: z.number(), optimizer_ms: z.number() })
})
export type Profile = z.infer<typeof profileSchema>
