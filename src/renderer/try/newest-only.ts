/**
 * Asks one question at a time: of those that come meanwhile only the newest is asked next, so answers keep up with a moving
 * hand however long each takes.
 */
export class NewestOnly<Q, A> {
  #underway = false
  #next: { question: Q } | null = null
  #closed = false
  #epoch = 0

  constructor(
    private readonly question: (question: Q) => Promise<A>,
    private readonly told: (answer: A, question: Q) => void,
    private readonly failed: (error: unknown) => void
  ) {}

  ask(question: Q): void {
    this.#next = { question }
    if (!this.#underway) void this.#run()
  }

  /** What was asked before no longer matters. */
  forget(): void {
    this.#next = null
    this.#epoch++
  }

  /** Tells nothing from now on. */
  close(): void {
    this.forget()
    this.#closed = true
  }

  async #run(): Promise<void> {
    this.#underway = true
    while (this.#next && !this.#closed) {
      const { question } = this.#next
      const epoch = this.#epoch
      this.#next = null
      try {
        const answer = await this.question(question)
        if (epoch === this.#epoch) this.told(answer, question)
      } catch (error) {
        if (epoch === this.#epoch) this.failed(error)
      }
    }
    this.#underway = false
  }
}
