/** Remembers a value in the page's own storage; without room, or where it is not allowed to, for as long as the window lasts. */
export function keep(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value))
  } catch {
    // It is where it is used, all the same.
  }
}
