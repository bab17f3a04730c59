const problems = {
  errors: '{n} error | {n} errors',
  warnings: '{n} warning | {n} warnings',
  error: 'Error',
  warning: 'Warning',
  fixHint: 'Mends it in one step; Undo takes it back'
}
export default problems
