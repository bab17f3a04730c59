// Random tests draw the same cases in every run; NETLOOM_RANDOM_SEED draws others.
import fc from 'fast-check'

fc.configureGlobal({ seed: Number(process.env.NETLOOM_RANDOM_SEED ?? 1) })
