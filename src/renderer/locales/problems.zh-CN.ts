import type problemsEn from './problems.en'

const problems: typeof problemsEn = {
  errors: '{n} 个错误',
  warnings: '{n} 个警告',
  error: '错误',
  warning: '警告',
  fixHint: '一步修复，可撤销'
}
export default problems
