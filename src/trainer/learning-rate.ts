// The learning rate of each step: one number that callbacks may change, or what the optimizer's schedule says.
import { isScheduled, ratesOf, type RateByStep } from '../layers/terms'
import type { ResolvedTerm } from '../shared/schema'

export class LearningRates {
  private readonly schedule: RateByStep | null
  private constant: number
  /** Set ahead for some steps. */
  private planned: { first: number; rates: readonly number[] } = { first: 0, rates: [] }

  constructor(optimizer: ResolvedTerm) {
    const { learning_rate: given } = optimizer.params
    this.schedule = isScheduled(optimizer) ? ratesOf(given as ResolvedTerm) : null
    this.constant = this.schedule ? this.schedule(0) : (given as number)
  }

  /** Whether it follows from the number of the step alone. */
  get scheduled(): boolean {
    return this.schedule !== null
  }

  /** @param step as Keras's optimizer.iterations: how many have been trained before it */
  at(step: number): number {
    const { first, rates } = this.planned
    return this.schedule ? this.schedule(step) : (rates[step - first] ?? this.constant)
  }

  /** Of `count` steps from `first` on. */
  from(first: number, count: number): number[] {
    return Array.from({ length: count }, (_, i) => this.at(first + i))
  }

  /** Of all steps to come. */
  set(rate: number): void {
    if (this.schedule) throw new Error('the learning rate follows a schedule')
    this.planned = { first: 0, rates: [] }
    this.constant = rate
  }

  /** Of the steps from `first` on; the last one holds for those after. */
  plan(first: number, rates: readonly number[]): void {
    this.set(rates.at(-1)!)
    this.planned = { first, rates }
  }
}
