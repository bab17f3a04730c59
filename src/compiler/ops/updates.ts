// Optimizers' fused updates: each changes a variable and its slots in place.
import { boolAttr, defineOp, typeAttr, type Op } from '../op'

/** `flags`: attributes that are false unless a parameter says so. */
const apply = (name: string, flags: readonly string[] = []): Op =>
  defineOp({
    name,
    stateful: true,
    infer: () => [],
    attrs: (inputs, params) => ({
      T: typeAttr(inputs.at(-1)!.dtype),
      use_locking: boolAttr(false),
      ...Object.fromEntries(flags.map((flag) => [flag, boolAttr(params[flag] === true)]))
    })
  })

export default [
  apply('ResourceApplyGradientDescent'),
  apply('ResourceApplyKerasMomentum', ['use_nesterov']),
  apply('ResourceApplyAdam', ['use_nesterov']),
  apply('ResourceApplyAdaMax'),
  apply('ResourceApplyRMSProp'),
  apply('ResourceApplyCenteredRMSProp'),
  apply('ResourceApplyAdadelta'),
  apply('ResourceApplyAdamWithAmsgrad'),
  apply('ResourceApplyFtrlV2', ['multiply_linear_by_lr'])
] as Op[]
