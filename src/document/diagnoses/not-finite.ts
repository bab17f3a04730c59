import { OPTIMIZERS } from '../../layers/terms'
import { findTerm } from '../../shared/schema'
import { identifierName } from '../../shared/training'
import { CLIP_NAMES } from '../../layers/terms/optimizers'
import { identifierConfig, withParam } from '../edits/training'
import type { Fix } from '../mending/define'
import { defineDiagnosis, type Evidence } from './define'
import { scaleLearningRate, suggestCallback } from './remedies'

const CODES = ['TRAINING_NAN', 'NAN_LOSS', 'NAN_INPUT', 'NAN_OUTPUT', 'NAN_GRADIENT', 'NAN_UPDATE']
const LESS = 0.1
const CLIPNORM = 1

/** The loss is no number, or infinite. */
export default defineDiagnosis((evidence) => {
  const { error, logs } = evidence
  const told = error && CODES.includes(error.code) ? error : null
  const at = Array.from(logs.get('loss') ?? []).findIndex((value) => !Number.isFinite(value))
  if (!told && at < 0) return null
  const epoch = told ? Number(told.args.epoch) : at + 1
  const layer = typeof told?.args.layer === 'string' ? told.args.layer : null
  const step = told ? Number(told.args.step) : null
  const where = {
    en: step === null ? `in epoch ${epoch}` : `in epoch ${epoch}, batch ${step}`,
    'zh-CN': step === null ? `第 ${epoch} 轮` : `第 ${epoch} 轮、第 ${step} 个批次`
  }
  const inData = told?.code === 'NAN_INPUT'
  return {
    tone: 'wrong',
    title: { en: 'The loss is no number any more', 'zh-CN': '损失变成了 NaN 或无穷' },
    evidence: {
      en: `It began ${where.en}${layer === null ? '' : ` with ${layer}`}. ${inData ? 'The data hold values that are not finite.' : 'Steps that are too large are the usual reason.'}`,
      'zh-CN': `始于${where['zh-CN']}${layer === null ? '' : `的 ${layer}`}。${inData ? '数据中含有非有限值。' : '通常是因为步长过大。'}`
    },
    fixes: inData
      ? []
      : [
          ...scaleLearningRate(evidence.project, LESS),
          ...clip(evidence),
          ...(told ? [] : suggestCallback(evidence.project, 'TerminateOnNaN'))
        ]
  }
})

function clip({ project }: Evidence): Fix[] {
  const term = findTerm(OPTIMIZERS, identifierName(project.training.optimizer))
  const config = identifierConfig(project.training.optimizer)
  if (!term || CLIP_NAMES.some((name) => typeof config[name] === 'number')) return []
  const title = `clipnorm = ${CLIPNORM}`
  return [
    {
      id: 'clipnorm',
      title: { en: title, 'zh-CN': title },
      apply: (before) => ({
        ...before,
        training: {
          ...before.training,
          optimizer: withParam(before.training.optimizer, term.className, 'clipnorm', CLIPNORM)
        }
      })
    }
  ]
}
