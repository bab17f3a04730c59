// A colour scale for numbers: lightness and hue change evenly in OKLCH, so equal steps look equally far apart, and lightness
// alone tells the order. Dark ends are left out on dark, light ones on light: each colour stands out from the panel.

interface End {
  lightness: number
  chroma: number
  /** Degrees. */
  hue: number
}
const ENDS: Record<'light' | 'dark', readonly [End, End]> = {
  light: [
    { lightness: 0.32, chroma: 0.15, hue: 280 },
    { lightness: 0.66, chroma: 0.15, hue: 420 }
  ],
  dark: [
    { lightness: 0.56, chroma: 0.14, hue: 280 },
    { lightness: 0.88, chroma: 0.14, hue: 445 }
  ]
}

/** @param share 0 .. 1 along the scale @returns '#rrggbb' */
export function scaleColour(share: number, dark: boolean): string {
  const [from, to] = ENDS[dark ? 'dark' : 'light']
  const between = (a: number, b: number): number => a + (b - a) * share
  const lab = toLab(between(from.lightness, to.lightness), between(from.chroma, to.chroma), between(from.hue, to.hue))
  const digits = linearRgb(lab).map((part) => {
    const byte = Math.round(255 * Math.min(1, Math.max(0, gamma(part))))
    return byte.toString(16).padStart(2, '0')
  })
  return `#${digits.join('')}`
}

const toLab = (lightness: number, chroma: number, hue: number): [number, number, number] => {
  const angle = (hue * Math.PI) / 180
  return [lightness, chroma * Math.cos(angle), chroma * Math.sin(angle)]
}

/** OKLab to linear sRGB: Björn Ottosson, "A perceptual color space for image processing" (2020). */
function linearRgb([L, a, b]: readonly [number, number, number]): [number, number, number] {
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s
  ]
}
const gamma = (value: number): number => (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055)
