import type { Command } from 'commander'
import { diagnose, type Diagnosis } from '../../main/diagnosis'
import { systemLanguages } from '../../main/languages'
import { describeError } from '../../shared/errors'
import { pickLocale, type Locale } from '../../shared/locale'
import { padded } from '../output'
import { doctorWords } from './doctor-words'

/** good: as it should be; less: works, but not at its best; bad: training cannot work. */
const MARKS = { good: '✓', less: '!', bad: '✗' } as const
type Fact = readonly [mark: keyof typeof MARKS, label: string, text: string]

const LABEL_COLUMNS = 14
/** An epoch's log is small, but a model may have hundreds of megabytes. */
const LITTLE_SPACE_BYTES = 1 << 30

export function register(program: Command): void {
  program
    .command('doctor')
    .description('check the native runtime and the folders, and name the command that mends what is missing')
    .option('--json', 'print one JSON object')
    .action(async ({ json }: { json?: boolean }) => {
      const diagnosis = await diagnose()
      console.log(json ? JSON.stringify(diagnosis) : describeDiagnosis(diagnosis, pickLocale(systemLanguages())))
      process.exitCode = diagnosis.ok ? 0 : 1
    })
}

export function describeDiagnosis(diagnosis: Diagnosis, locale: Locale): string {
  const words = doctorWords[locale]
  const lines = facts(diagnosis, locale).map(
    ([mark, label, text]) => `${MARKS[mark]} ${padded(label, LABEL_COLUMNS - 1)} ${text}`
  )
  const conclusion = diagnosis.ok ? [] : [words.cannotTrain]
  const remedy = diagnosis.remedy === null ? [] : [`${words.toMend}  ${diagnosis.remedy}`]
  const end = [...conclusion, ...remedy]
  return [`Netloom ${diagnosis.version}`, ...lines, ...(end.length > 0 ? ['', ...end] : [])].join('\n')
}

function facts(diagnosis: Diagnosis, locale: Locale): Fact[] {
  const words = doctorWords[locale]
  const { runtime, home } = diagnosis
  const { cpu } = runtime
  const tensorflow = runtime.native
    ? `${runtime.version}, tfjs-node (${runtime.source ?? words.unknownSource})`
    : `${words.portable} (tfjs ${runtime.version}, ${runtime.engine})`
  const list: Fact[] = [
    [runtime.native ? 'good' : 'less', 'TensorFlow', tensorflow],
    ...runtime.missing.map((missing): Fact => ['less', words.missing, missing]),
    ['good', words.processor, `${cpu.model}, ${cpu.cores} ${words.cores}`],
    ['good', words.features, cpu.features.join(' ') || words.unknown],
    ['good', 'Node', `${diagnosis.node}, ${diagnosis.platform}`]
  ]
  if (home.problem) {
    const { message, remedy } = describeError(home.problem, locale)
    list.push(['bad', words.home, message], ['bad', '', remedy])
  } else {
    const little = home.freeBytes !== null && home.freeBytes < LITTLE_SPACE_BYTES
    const space = home.freeBytes === null ? '' : `, ${(home.freeBytes / 1e9).toFixed(1)} GB ${words.free}`
    list.push([little ? 'less' : 'good', words.home, `${home.path} (${words.writable}${space})`])
  }
  list.push(
    ['good', words.kerasHome, diagnosis.kerasHome],
    [diagnosis.electron ? 'good' : 'less', 'Electron', diagnosis.electron ?? words.noElectron]
  )
  return list
}
