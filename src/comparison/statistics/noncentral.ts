// The noncentral t distribution: power of a t-test, and intervals of effect sizes.
import { lnGamma, normalCdf } from './special'

// Abscissas and weights of Gauss and Legendre's rule of 16 points on [-1, 1], the positive half.
const POINTS = [
  [0.0950125098376374, 0.1894506104550685],
  [0.2816035507792589, 0.1826034150449236],
  [0.4580167776572274, 0.1691565193950025],
  [0.6178762444026438, 0.1495959888165767],
  [0.755404408355003, 0.1246289712555339],
  [0.8656312023878318, 0.0951585116824928],
  [0.9445750230732326, 0.0622535239386479],
  [0.9894009349916499, 0.0271524594117541]
] as const
const PANELS = 12
/** So many standard deviations hold all but 1e-16 of a normal distribution. */
const FAR = 8.5

/**
 * P(T <= t), T = (Z + delta) / S with Z normal and S² chi-square of df degrees over df: the mean of Φ(t S - delta) over S
 * (Johnson, Kotz and Balakrishnan 1995, 31.2), by Gauss and Legendre's rule over panels that follow both S and the step of Φ.
 * @param df >= 1
 */
export function noncentralCdf(t: number, df: number, delta: number): number {
  if (!Number.isFinite(t)) return t > 0 ? 1 : 0
  const lnDensity = (s: number): number =>
    Math.log(2) + (df / 2) * Math.log(df / 2) - lnGammaHalf + (df - 1) * Math.log(s) - (df * s * s) / 2
  const lnGammaHalf = lnGamma(df / 2)
  const mode = Math.sqrt(Math.max(0, df - 1) / df)
  const spread = 1 / Math.sqrt(2 * df)
  const [from, to] = [Math.max(0, mode - FAR * spread), mode + (FAR + 1.5) * spread * Math.SQRT2]
  const borders = Array.from({ length: PANELS + 1 }, (_, i) => from + ((to - from) * i) / PANELS)
  if (t !== 0)
    for (let k = -FAR; k <= FAR; k += FAR / 4) {
      const s = (delta + k) / t
      if (s > from && s < to) borders.push(s)
    }
  borders.sort((a, b) => a - b)
  let sum = 0
  for (let i = 0; i + 1 < borders.length; i++) {
    const [middle, half] = [(borders[i]! + borders[i + 1]!) / 2, (borders[i + 1]! - borders[i]!) / 2]
    if (half <= 0) continue
    for (const [x, weight] of POINTS)
      for (const s of [middle - half * x, middle + half * x])
        sum += half * weight * Math.exp(lnDensity(s)) * normalCdf(t * s - delta)
  }
  return Math.min(1, Math.max(0, sum))
}

/** The delta at which P(T <= t) is `wanted`; it falls as delta grows. */
export function noncentralityAt(t: number, df: number, wanted: number): number {
  const width = 10 + Math.abs(t) * (1 + 10 / Math.sqrt(df))
  let [low, high] = [t - width, t + width]
  for (let i = 0; i < 100 && high - low > 1e-12 * Math.max(1, Math.abs(high)); i++) {
    const middle = (low + high) / 2
    if (noncentralCdf(t, df, middle) > wanted) low = middle
    else high = middle
  }
  return (low + high) / 2
}
