// Functions that the tests are made of. Relative errors are below 1e-12 over what they are used for.

// Lanczos's approximation with g = 7 and 9 terms (Godfrey 2001).
const G = 7
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7
]
/** log Γ(x), x > 0 */
export function lnGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - lnGamma(1 - x)
  const y = x - 1
  let sum = LANCZOS[0]!
  for (let i = 1; i < LANCZOS.length; i++) sum += LANCZOS[i]! / (y + i)
  const t = y + G + 0.5
  return 0.5 * Math.log(2 * Math.PI) + (y + 0.5) * Math.log(t) - t + Math.log(sum)
}

const TINY = 1e-300
const ENOUGH = 1e-16
const MOST_TERMS = 10_000

/** A continued fraction b0 + a1/(b1 + a2/(b2 + ...)) by Lentz's method as Thompson and Barnett (1986) changed it. */
function continuedFraction(b0: number, term: (i: number) => readonly [a: number, b: number]): number {
  const kept = (value: number): number => (Math.abs(value) < TINY ? TINY : value)
  let value = kept(b0)
  let [c, d] = [value, 0]
  for (let i = 1; i < MOST_TERMS; i++) {
    const [a, b] = term(i)
    d = 1 / kept(b + a * d)
    c = kept(b + a / c)
    value *= c * d
    if (Math.abs(c * d - 1) < ENOUGH) break
  }
  return value
}

/** The regularized incomplete beta function I_x(a, b): DLMF 8.17.22, by the symmetry 8.17.4 where that converges sooner. */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (Number.isNaN(x)) return NaN
  if (x <= 0) return 0
  if (x >= 1) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a)
  const front = Math.exp(lnGamma(a + b) - lnGamma(a) - lnGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a
  const fraction = continuedFraction(1, (i) => {
    const m = Math.floor(i / 2)
    const term =
      i % 2 === 0
        ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
        : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    return [term, 1]
  })
  return front / fraction
}

/** The complementary error function: DLMF 7.6.2 for small x, the continued fraction 7.9.2 for large ones. */
export function erfc(x: number): number {
  if (x < 0) return 2 - erfc(-x)
  if (x < 2) {
    let [term, sum] = [x, x]
    for (let n = 1; n < MOST_TERMS && Math.abs(term) > ENOUGH * sum; n++) {
      term *= (2 * x * x) / (2 * n + 1)
      sum += term
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum
  }
  if (x > 27) return 0
  const fraction = continuedFraction(x, (i) => [i / 2, x])
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction
}

/** P(Z <= z) of the standard normal distribution. */
export const normalCdf = (z: number): number => erfc(-z / Math.SQRT2) / 2

/** P(|T| >= |t|) of Student's t, df > 0: I_{df / (df + t²)}(df / 2, 1 / 2), Abramowitz and Stegun 26.7.1. */
export const studentTwoSided = (t: number, df: number): number =>
  Number.isFinite(t) ? incompleteBeta(df / (df + t * t), df / 2, 0.5) : Number.isNaN(t) ? NaN : 0

/** Where a falling function of x >= 0 meets `wanted`, by halving. */
function meeting(wanted: number, falling: (x: number) => number): number {
  let [low, high] = [0, 1]
  while (falling(high) > wanted && high < 1e12) high *= 2
  for (let i = 0; i < 200 && high - low > 1e-15 * high; i++) {
    const middle = (low + high) / 2
    if (falling(middle) > wanted) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** The t that |T| exceeds with probability `alpha`. */
export const studentQuantile = (alpha: number, df: number): number => meeting(alpha, (t) => studentTwoSided(t, df))
