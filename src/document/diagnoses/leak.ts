import leakedRows from '../warnings/leaked-rows'
import { defineDiagnosis } from './define'

/** Validation or test hold copies of training examples. */
export default defineDiagnosis((evidence) => {
  const [warning] = leakedRows(evidence)
  return warning ? { tone: 'hint', title: warning.title, evidence: warning.why, fixes: warning.fixes } : null
})
