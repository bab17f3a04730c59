import { defineCommand, isDesigning } from '../define'

export default defineCommand({
  id: 'colour-by-time',
  label: 'command.colourByTime',
  enabled: (context) => isDesigning(context) && context.times.byLayer.size > 0,
  pressed: ({ builder }) => builder.colourByTime,
  run: ({ builder }) => void (builder.colourByTime = !builder.colourByTime)
})
