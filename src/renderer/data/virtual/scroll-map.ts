/** Browsers stop at 16 to 33 million px for one element; taller content is scrolled through in proportion. */
export const TALLEST = 10_000_000

export interface ScrollMap {
  /** Height of the element that stands for the content. */
  height: number
  /** Whether a pixel scrolled is a pixel of the content. */
  exact: boolean
  /** The largest offset. */
  end: number
  toOffset(scrollTop: number): number
  toScrollTop(offset: number): number
}

/** @param content height of all, @param view height of what is seen of it, in CSS pixels */
export function scrollMap(content: number, view: number): ScrollMap {
  const end = Math.max(0, content - view)
  if (content <= TALLEST) {
    return { height: content, exact: true, end, toOffset: (top) => top, toScrollTop: (offset) => offset }
  }
  const perPixel = end / Math.max(1, TALLEST - view)
  return {
    ...{ height: TALLEST, exact: false, end },
    toOffset: (top) => Math.min(end, top * perPixel),
    toScrollTop: (offset) => offset / perPixel
  }
}
