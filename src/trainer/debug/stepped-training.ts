// A training that goes on step by step, and looks into steps. All that it does is what trainLoop does of a run.
import { createCallback } from '../callbacks'
import type { Callback } from '../callbacks/callback'
import type { Position } from '../checkpoint'
import type { Session, StepLook, StepLooker, TrainingData } from '../engine'
import { START, trainLoop, type LoopOptions } from '../loop'
import { stepper, stepsOf } from '../steps'
import { floatTypeOf, type Training } from '../../shared/training'
import type { Logs } from '../../shared/run'
import type { NamedWeight } from '../engine'

/** Callbacks that change what a step does. Others watch a run, or end it: here a person does. */
const CHANGING: readonly string[] = ['LearningRateScheduler', 'ReduceLROnPlateau']

/** One step, before and after it was done. */
export interface SeenStep {
  /** From 0. */
  step: number
  learningRate: number
  look: StepLook
  logs: Logs
  before: NamedWeight[]
  after: NamedWeight[]
  seconds: number
}

export class SteppedTraining {
  private position: Position = START
  private readonly options: Omit<LoopOptions, 'way' | 'isStopped' | 'mostEpochs'>
  private readonly way: LoopOptions['way'] & object
  private failure: { error: unknown } | null = null

  constructor(
    private readonly session: Session,
    private readonly looker: StepLooker,
    private readonly run: { data: TrainingData; training: Training; maxStepsPerCall: number }
  ) {
    const { data, training, maxStepsPerCall } = run
    const began = performance.now()
    const about = { floatType: floatTypeOf(training), seconds: () => (performance.now() - began) / 1000 }
    const wanted = training.callbacks.filter(({ class_name }) => CHANGING.includes(class_name))
    const callbacks = wanted.map((callback) => createCallback(callback, about))
    const heard = callbacks.some(({ onEpochEnd }) => onEpochEnd)
    this.way = stepper(session, { data, training })
    this.options = {
      session,
      data,
      // It goes on for as long as it is asked to. Without anybody to hear of it, nothing is validated.
      training: { ...training, epochs: Infinity, ...(!heard && { validation_freq: Infinity }) },
      callbacks,
      maxStepsPerCall,
      emit: () => undefined,
      breathe: () => new Promise((resolve) => setImmediate(resolve)),
      onCheckpoint: async (position) => void (this.position = position)
    }
  }

  /** Of one epoch. */
  get stepsOfEpoch(): number {
    return stepsOf(this.run)
  }

  /** Trains `steps` steps and looks into the last. @throws as the session does; then all further steps are refused as well */
  async advance(steps: number): Promise<SeenStep> {
    if (this.failure) throw this.failure.error
    try {
      return await this.advanceTo(this.session.step + steps)
    } catch (error) {
      // The session may have trained steps that were not told of.
      this.failure = { error }
      throw error
    }
  }

  private async advanceTo(end: number): Promise<SeenStep> {
    const { session, way, looker } = this
    const last = end - 1
    let seen: SeenStep | undefined
    /** Steps to the one that is looked into, which is a call of its own. */
    const due = (): number => (session.step < last ? last - session.step : 1)
    const stop: Callback = { stepsUntilDue: due }
    await trainLoop(
      {
        ...this.options,
        callbacks: [...this.options.callbacks, stop],
        mostEpochs: due,
        isStopped: () => session.step >= end,
        way: {
          begin: way.begin,
          train: async (first, count) => {
            if (first !== last) return way.train(first, count)
            const began = performance.now()
            const learningRate = session.learningRate
            const before = this.trainedWeights()
            const look = looker.at(way.begin(first))
            const rows = await way.train(first, count)
            const [after, logs] = [this.trainedWeights(), session.logs(rows[0]!)]
            const seconds = (performance.now() - began) / 1000
            seen = { step: first, learningRate, look, logs, before, after, seconds }
            return rows
          }
        }
      },
      this.position
    )
    return seen!
  }

  private trainedWeights(): NamedWeight[] {
    const byName = new Map(this.session.weights().map((weight) => [weight.name, weight]))
    return this.looker.trained.map((name) => byName.get(name)!)
  }
}
