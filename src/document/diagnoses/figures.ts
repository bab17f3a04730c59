// Numbers of a run as diagnoses read them.
import type { Evidence } from './define'

/** Finite values of a log with the epochs (from 0) that they belong to. */
export function valuesOf({ logs }: Pick<Evidence, 'logs'>, name: string): { epoch: number; value: number }[] {
  return Array.from(logs.get(name) ?? [], (value, epoch) => ({ epoch, value })).filter(({ value }) =>
    Number.isFinite(value)
  )
}

export const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** Four significant digits. */
export const shown = (value: number): string => String(Number(value.toPrecision(4)))

/** 12.3 % */
export const percent = (share: number): string => `${Number((share * 100).toPrecision(3))}%`
