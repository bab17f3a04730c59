// The statistics graph of a session: what it answers, as the run tells it.
import type * as tfjs from '@tensorflow/tfjs'
import { numbersOf } from '../../compiler/border'
import { BINS, compileLayerStatistics, type LayerStatisticsModel } from '../../compiler/layer-statistics'
import type { CompileSpec } from '../../compiler/spec'
import type { Histograms } from '../../shared/run'
import type { LayerFigures } from '../engine'
import { GraphFunctions, type Fetched, type TensorFlow } from './graph-functions'

/** Numbers of a row of `figures` and of `outputs` (see compileLayerStatistics). */
const FIGURES = 7
const OUTPUT_FIGURES = 4

export interface MeasurementInputs {
  weights: tfjs.NamedTensorMap
  slots: tfjs.NamedTensorMap
  /** Of the signature `measure`. */
  step: tfjs.NamedTensorMap
}

export class LayerMeasurement {
  private constructor(
    private readonly model: LayerStatisticsModel,
    private readonly functions: GraphFunctions
  ) {}

  static async open(tf: TensorFlow, spec: CompileSpec): Promise<LayerMeasurement> {
    const model = compileLayerStatistics(spec)
    return new LayerMeasurement(model, await GraphFunctions.open(tf, model))
  }

  /** @param rectified whether a layer's outputs are cut off at 0 */
  measure({ weights, slots, step }: MeasurementInputs, rectified: (layer: string) => boolean): LayerFigures {
    this.functions.call('set_weights', weights)
    this.functions.call('set_slots', slots)
    const answer = this.functions.call('measure', step)
    const rows = (fetched: Fetched | undefined, width: number): number[][] => {
      const numbers = fetched ? numbersOf(fetched, this.model.floatType) : []
      return Array.from({ length: numbers.length / width }, (_, i) => [...numbers.slice(i * width, (i + 1) * width)])
    }
    const figures = rows(answer.figures, FIGURES)
    const outputs = rows(answer.outputs, OUTPUT_FIGURES)
    return {
      weights: {
        name: this.model.trained,
        norm: figures.map(([norm]) => rounded(norm!)),
        gradient_norm: figures.map(([, gradient]) => rounded(gradient!)),
        update_ratio: figures.map(([norm, , change]) => rounded(change! / norm!)),
        values: histograms(
          figures.map((row) => row.slice(3, 5)),
          answer.values
        ),
        gradients: histograms(
          figures.map((row) => row.slice(5, 7)),
          answer.gradients
        )
      },
      outputs: {
        name: this.model.layers,
        mean: outputs.map(([mean]) => rounded(mean!)),
        std: outputs.map(([, std]) => rounded(std!)),
        zeros: outputs.map(([, , zeros]) => rounded(zeros!)),
        dead: outputs.map(([, , , dead], i) => (rectified(this.model.layers[i]!) ? rounded(dead!) : null))
      }
    }
  }

  dispose(): void {
    this.functions.dispose()
  }
}

/** A float32 has no more than seven digits, and the log is to stay small. */
const rounded = (value: number): number => Number(value.toPrecision(6))

function histograms(bounds: readonly number[][], fetched: Fetched = new Int32Array()): Histograms {
  const rows = bounds.map((_bounds, i) => [...fetched.subarray(i * (BINS + 1), (i + 1) * (BINS + 1))])
  // Without a finite value there are no bounds.
  const known = ([low, high]: readonly number[]): boolean => low! <= high!
  return {
    min: bounds.map((pair) => (known(pair) ? rounded(pair[0]!) : NaN)),
    max: bounds.map((pair) => (known(pair) ? rounded(pair[1]!) : NaN)),
    counts: rows.map((row) => row.slice(0, BINS)),
    not_finite: rows.map((row) => row[BINS]!)
  }
}
