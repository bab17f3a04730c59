import { describe, expect, it } from 'vitest'
import { featuresFromCpuinfo, featuresFromSysctl } from '../../../src/main/cpu-features'
import { systemLanguages } from '../../../src/main/languages'
import { hasDisplay } from '../../../src/main/server/open-browser'
import { pickLocale } from '../../../src/shared/locale'

describe('the system’s languages', () => {
  it.each([
    [{ LANG: 'zh_CN.UTF-8' }, ['zh_CN'], 'zh-CN'],
    [{ LANGUAGE: 'zh_CN:en', LANG: 'de_DE.UTF-8' }, ['zh_CN', 'en', 'de_DE'], 'zh-CN'],
    [{ LC_ALL: 'en_GB.UTF-8', LANG: 'zh_CN' }, ['en_GB', 'zh_CN'], 'en'],
    [{ LANG: 'sr_RS@latin' }, ['sr_RS'], 'en']
  ])('of %o', (env, languages, locale) => {
    expect(systemLanguages(env)).toStrictEqual(languages)
    expect(pickLocale(systemLanguages(env))).toBe(locale)
  })

  it('are the runtime’s where nothing is set', () => {
    for (const env of [{}, { LANG: 'C.UTF-8' }, { LC_ALL: 'POSIX', LANG: '' }])
      expect(systemLanguages(env)).toHaveLength(1)
  })
})

describe('CPU features', () => {
  it.each([
    ['', []],
    ['processor : 0\nmodel name : x\n', []],
    [
      'flags\t\t: fpu sse4_2 avx avx2 fma avx512f amx_tile amx_bf16\nflags\t: sse4_1',
      ['SSE4.2', 'AVX', 'AVX2', 'FMA', 'AVX-512F', 'AMX-TILE', 'AMX-BF16']
    ],
    ['Features\t: fp asimd asimddp bf16 i8mm', ['NEON', 'DOTPROD', 'BF16', 'I8MM']]
  ])('of the cpuinfo %j', (text, features) => {
    expect(featuresFromCpuinfo(text)).toStrictEqual(features)
  })

  it('of macOS', () => {
    expect(
      featuresFromSysctl('machdep.cpu.features: FPU SSE4.2 AVX1.0 FMA\nmachdep.cpu.leaf7_features: AVX2')
    ).toStrictEqual(['AVX2', 'FMA', 'SSE4.2', 'AVX'])
    expect(
      featuresFromSysctl('hw.optional.arm.FEAT_BF16: 1\nhw.optional.arm.FEAT_SME: 0\nhw.optional.arm.FEAT_I8MM: 1')
    ).toStrictEqual(['BF16', 'I8MM'])
  })
})

it('a browser is opened only where there is a screen', () => {
  expect(hasDisplay({}, 'linux')).toBe(false)
  expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true)
  expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true)
  expect(hasDisplay({}, 'darwin')).toBe(true)
  expect(hasDisplay({ SSH_CONNECTION: '1.2.3.4' }, 'darwin')).toBe(false)
})
