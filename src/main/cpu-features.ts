import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/** Instruction sets that TensorFlow's kernels make use of, by the system's names for them. */
const FEATURES: Record<string, string> = {
  // x86, as in /proc/cpuinfo
  sse4_1: 'SSE4.1',
  sse4_2: 'SSE4.2',
  avx: 'AVX',
  avx2: 'AVX2',
  fma: 'FMA',
  avx_vnni: 'AVX-VNNI',
  avx512f: 'AVX-512F',
  avx512_vnni: 'AVX-512-VNNI',
  avx512_bf16: 'AVX-512-BF16',
  avx512_fp16: 'AVX-512-FP16',
  amx_tile: 'AMX-TILE',
  amx_bf16: 'AMX-BF16',
  amx_int8: 'AMX-INT8',
  // ARM, as in /proc/cpuinfo
  asimd: 'NEON',
  asimddp: 'DOTPROD',
  bf16: 'BF16',
  i8mm: 'I8MM',
  sve: 'SVE',
  sve2: 'SVE2',
  // Intel Macs, as sysctl says it, in lower case
  'sse4.1': 'SSE4.1',
  'sse4.2': 'SSE4.2',
  'avx1.0': 'AVX',
  // Apple silicon
  feat_dotprod: 'DOTPROD',
  feat_bf16: 'BF16',
  feat_i8mm: 'I8MM',
  feat_sme: 'SME'
}

/** What of FEATURES a text names, in the order of FEATURES. */
function known(text: string): string[] {
  const words = new Set(text.toLowerCase().split(/[\s:]+/))
  const names = Object.entries(FEATURES).filter(([word]) => words.has(word))
  return [...new Set(names.map(([, name]) => name))]
}

/** The processor's features from Linux's /proc/cpuinfo: those of its first core. */
export function featuresFromCpuinfo(cpuinfo: string): string[] {
  return known(/^(?:flags|Features)\s*:(.*)$/m.exec(cpuinfo)?.[1] ?? '')
}

/** From macOS: `sysctl machdep.cpu` lists words, `sysctl hw.optional.arm` has lines like "hw.optional.arm.FEAT_BF16: 1". */
export function featuresFromSysctl(sysctl: string): string[] {
  return known(sysctl.replace(/^.*: 0$/gm, '').replaceAll('hw.optional.arm.', ''))
}

/** Empty where there is no honest way to know. */
export async function cpuFeatures(): Promise<string[]> {
  try {
    if (process.platform === 'linux') return featuresFromCpuinfo(await readFile('/proc/cpuinfo', 'utf8'))
    if (process.platform === 'darwin') {
      const { stdout } = await promisify(execFile)('sysctl', ['machdep.cpu', 'hw.optional'])
      return featuresFromSysctl(stdout)
    }
  } catch {
    // Not known, then.
  }
  return []
}
