// One contract, several transports: a call or an event is declared once as zod schemas, and the client, the
// dispatcher and both bridges (Electron IPC, WebSocket) are derived from it.
import { NetloomError, toErrorPayload, type ErrorPayload } from './errors'
import { z } from './zod'

export interface Procedure<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  kind: 'procedure'
  input: Input
  output: Output
}
export interface EventDeclaration<Payload extends z.ZodType = z.ZodType> {
  kind: 'event'
  payload: Payload
}
export type Contract = Record<string, Record<string, Procedure | EventDeclaration>>

export const procedure = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Procedure<I, O> => ({
  kind: 'procedure',
  input,
  output
})
export const event = <P extends z.ZodType>(payload: P): EventDeclaration<P> => ({ kind: 'event', payload })
export const defineContract = <C extends Contract>(contract: C): C => contract

export type Reply = { ok: true; value: unknown } | { ok: false; error: ErrorPayload }

/** All that a host lends to the page: nothing else crosses the border. */
export interface Bridge {
  readonly host: 'electron' | 'browser'
  invoke(channel: string, input: unknown): Promise<Reply>
  /** One listener for all events; returns the function that ends it. */
  subscribe(listener: (channel: string, payload: unknown) => void): () => void
  /** Where a file that was dropped is on disk; '' for what is not. A browser does not tell. */
  pathOf?(file: File): string
}

/** Type tests that read as the shape they stand for. */
type ProcedureNames<Group> = { [M in keyof Group]: Group[M] extends Procedure ? M : never }[keyof Group]
type EventChannels<C extends Contract> = {
  [N in keyof C & string]: {
    [M in keyof C[N] & string]: C[N][M] extends EventDeclaration ? `${N}.${M}` : never
  }[keyof C[N] & string]
}[keyof C & string]
export type EventPayload<C extends Contract, E extends string> = E extends `${infer N}.${infer M}`
  ? C[N][M] extends EventDeclaration<infer P>
    ? z.output<P>
    : never
  : never

export type Handlers<C extends Contract> = {
  [N in keyof C]: {
    [M in ProcedureNames<C[N]>]: C[N][M] extends Procedure<infer I, infer O>
      ? (input: z.output<I>) => z.input<O> | Promise<z.input<O>>
      : never
  }
}
export type Client<C extends Contract> = {
  [N in keyof C]: {
    [M in ProcedureNames<C[N]>]: C[N][M] extends Procedure<infer I, infer O>
      ? (input: z.input<I>) => Promise<z.output<O>>
      : never
  }
} & {
  readonly $host: Bridge['host']
  /** Where a file that was dropped or pasted is on disk; null where that is not known. */
  $pathOf(file: File): string | null
  $on<E extends EventChannels<C>>(channel: E, listener: (payload: EventPayload<C, E>) => void): () => void
}
export type Emit<C extends Contract> = <E extends EventChannels<C>>(channel: E, payload: EventPayload<C, E>) => void
export type Dispatch = (channel: unknown, input: unknown) => Promise<Reply>

/** Answers calls on the side that owns the services; every input is validated, and an error never throws across. */
export function createDispatcher<C extends Contract>(contract: C, handlers: Handlers<C>): Dispatch {
  return async (channel, input) => {
    try {
      const [group = '', name = ''] = String(channel).split('.')
      const declared =
        Object.hasOwn(contract, group) && Object.hasOwn(contract[group]!, name) ? contract[group]![name] : null
      if (declared?.kind !== 'procedure') throw badRequest(channel, 'no such procedure')
      const parsed = declared.input.safeParse(input)
      if (!parsed.success) throw badRequest(channel, z.prettifyError(parsed.error))
      const groupHandlers = handlers[group] as Record<string, (input: unknown) => unknown>
      return { ok: true, value: await groupHandlers[name]!(parsed.data) }
    } catch (error) {
      return { ok: false, error: toErrorPayload(error) }
    }
  }
}

const badRequest = (channel: unknown, issues: string): NetloomError =>
  new NetloomError('BAD_REQUEST', { channel: String(channel), issues })

/** The same contract as functions, for the page. */
export function createClient<C extends Contract>(contract: C, bridge: Bridge): Client<C> {
  const listeners = new Map<string, Set<(payload: unknown) => void>>()
  bridge.subscribe((channel, payload) => {
    for (const listener of listeners.get(channel) ?? []) listener(payload)
  })
  const client: Record<string, unknown> = {
    $host: bridge.host,
    $pathOf: (file: File) => bridge.pathOf?.(file) || null,
    $on(channel: string, listener: (payload: unknown) => void) {
      const set = listeners.get(channel) ?? new Set()
      listeners.set(channel, set.add(listener))
      return () => set.delete(listener)
    }
  }
  for (const [group, declarations] of Object.entries(contract)) {
    client[group] = Object.fromEntries(
      Object.entries(declarations)
        .filter(([, declared]) => declared.kind === 'procedure')
        .map(([name]) => [
          name,
          async (input: unknown) => {
            const reply = await bridge.invoke(`${group}.${name}`, input)
            if (!reply.ok) throw NetloomError.fromPayload(reply.error)
            return reply.value
          }
        ])
    )
  }
  return client as Client<C>
}
