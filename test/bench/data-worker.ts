// A process that opens one file once, so that its peak memory is its own: node data-worker.js <case> <path>.
import { DATA_CASES } from './data-cases'

const [name, path] = process.argv.slice(2)
const stages: Record<string, number> = {}
const began = performance.now()
await DATA_CASES.find((one) => one.name === name)!.open(path!, (stage) => (stages[stage] = performance.now() - began))
const { user, system } = process.cpuUsage()
console.log(JSON.stringify({ stages, cpu: (user + system) / 1000, peak: process.resourceUsage().maxRSS * 1024 }))
process.exit(0)
