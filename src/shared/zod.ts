import { z } from 'zod'

// Must run before the first schema is made: zod otherwise probes `new Function`, which a strict
// Content-Security-Policy forbids and reports. Every schema of the project therefore imports `z` from here.
z.config({ jitless: true })

export { z }
