/** The list that was there before where it has the same items: whatever follows from it stays as it is. */
export const sameItems = <T>(before: readonly T[] | undefined, now: readonly T[]): readonly T[] =>
  before?.length === now.length && now.every((item, i) => item === before[i]) ? before : now
