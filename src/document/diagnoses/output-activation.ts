import outputActivation from '../warnings/output-activation'
import { defineDiagnosis } from './define'

/** The activation of an output and the loss do not belong together. */
export default defineDiagnosis((evidence) => {
  const [warning] = evidence.survey.model ? outputActivation(evidence) : []
  return warning ? { tone: 'wrong', title: warning.title, evidence: warning.why, fixes: warning.fixes } : null
})
