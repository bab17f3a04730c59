// Numbers of a run in formulas.

/** Six significant digits, as TeX; negative ones in brackets where something stands before them. */
export function texNumber(value: number, bracketed = false): string {
  if (!Number.isFinite(value)) return `\\text{${value}}`
  const [digits, power] = String(Number(value.toPrecision(6))).split('e')
  const text = power === undefined ? digits! : `${digits} \\times 10^{${Number(power)}}`
  return bracketed && value < 0 ? `(${text})` : text
}
