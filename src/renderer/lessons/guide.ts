// Does a step of a lesson in the real window, by the same buttons and fields that a person uses, and shows where.
import { nextTick, shallowRef } from 'vue'
import { NetloomError } from '../../shared/errors'
import type { ViewName } from '../stores/workbench'

export interface Guide {
  /** Takes an example in hand; what is unsaved can be restored, as with any project. */
  take(example: string): Promise<void>
  /** Takes it in hand unless it is already, with all that was changed of it. */
  hold(example: string): Promise<void>
  /** Goes to a view by its button at the left. */
  show(view: ViewName): Promise<void>
  /** Points at what a CSS selector finds. */
  point(selector: string): Promise<void>
  /** Points at it, then presses it. */
  click(selector: string): Promise<void>
  /** Points at a field, then types into it. */
  fill(selector: string, value: string): Promise<void>
  /** Opens a list of choices (a select of Element Plus) and takes the one with this text. */
  choose(selector: string, choice: string): Promise<void>
  /** Types a number of the set-up in the Train view: 'epochs', 'batch_size', 'learning_rate', 'seed'. */
  setting(name: string, value: number): Promise<void>
  /** Shows the set-up in the Train view. */
  toSetup(): Promise<void>
  /** Presses Train, and ends as soon as the new run is there. */
  train(): Promise<void>
  /** Brings a tab of the run on the Train view to the front: 'curves', 'fit', 'try', ... */
  tab(id: string): Promise<void>
  /** Lays the newest runs of the lesson side by side, in Runs, Compare. */
  compare(count: number): Promise<void>
  /** Waits until it is so, at most as many seconds. @throws NetloomError LESSON_LOST */
  until(isSo: () => boolean, seconds?: number): Promise<void>
}

/** Where the person is to look just now. */
export const pointed = shallowRef<Element | null>(null)

const WAIT_SECONDS = 10
const POLL_MS = 40
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))
/** Long enough to be seen; with reduced motion nothing waits. */
const lookMs = (): number => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 80 : 650)

/** @param text told where it does not come to pass: what was looked for */
export async function waitFor(isSo: () => boolean, text: string, seconds = WAIT_SECONDS): Promise<void> {
  for (const end = performance.now() + seconds * 1000; !isSo();) {
    if (performance.now() > end) throw new NetloomError('LESSON_LOST', { what: text })
    await pause(POLL_MS)
  }
}

const isVisible = (element: Element): boolean => element.getClientRects().length > 0
const find = (selector: string): Element | undefined => [...document.querySelectorAll(selector)].find(isVisible)

export const isInSight = (selector: string): boolean => find(selector) !== undefined

/** Points at an element for a moment. @throws NetloomError LESSON_LOST where it does not come */
export async function pointAt(selector: string): Promise<HTMLElement> {
  await nextTick()
  await waitFor(() => find(selector) !== undefined, selector)
  const element = find(selector) as HTMLElement
  element.scrollIntoView({ block: 'center', inline: 'nearest' })
  // It moves the frame of the window as well, which a person could not move back.
  for (let box = element.parentElement; box; box = box.parentElement)
    if (getComputedStyle(box).overflowY === 'hidden' || box === document.documentElement) box.scrollTop = 0
  pointed.value = element
  await pause(lookMs())
  return element
}

/** As a person's click: a covered radio button is pressed by its label. */
export async function press(selector: string): Promise<void> {
  const element = await pointAt(selector)
  element.click()
  await nextTick()
  release(element)
}

export async function typeInto(selector: string, value: string): Promise<void> {
  const element = (await pointAt(selector)) as HTMLInputElement | HTMLSelectElement
  element.focus()
  const prototype = Object.getPrototypeOf(element) as object
  Object.getOwnPropertyDescriptor(prototype, 'value')!.set!.call(element, value) // past Vue's own setter
  element.dispatchEvent(new Event('input', { bubbles: true }))
  element.dispatchEvent(new Event('change', { bubbles: true }))
  await pause(lookMs() / 2)
  element.blur()
  release(element)
}

const ATTEMPTS = 3
/** How long a list takes to open or close. */
const SETTLED_MS = 250

/** As a person chooses: opens the list within `selector`, then presses the entry whose text it is. */
export async function chooseFrom(selector: string, choice: string): Promise<void> {
  const entry = (): HTMLElement | undefined =>
    [...document.querySelectorAll<HTMLElement>('.el-select-dropdown__item')].find(
      (one) => isVisible(one) && one.textContent.trim() === choice
    )
  const isChosen = (): boolean => find(`${selector} .el-select__wrapper`)?.textContent.includes(choice) ?? false
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (!entry()) await press(`${selector} .el-select__wrapper`)
    await waitFor(() => entry() !== undefined, choice)
    entry()!.scrollIntoView({ block: 'nearest' })
    pointed.value = entry()!
    await pause(Math.max(lookMs(), SETTLED_MS))
    // A list that is still being laid out is made anew.
    const element = entry()
    element?.click()
    await nextTick()
    if (element) release(element)
    await pause(SETTLED_MS)
    if (isChosen()) return
  }
  throw new NetloomError('LESSON_LOST', { what: choice })
}
/** The ring stays a moment longer than the press. */
function release(element: Element): void {
  setTimeout(() => {
    if (pointed.value === element) pointed.value = null
  }, lookMs())
}
