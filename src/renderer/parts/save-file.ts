/** Hands a file to the person: the browser's downloads, or the desktop's dialog. */
export function saveFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download has begun by then and holds what it needs.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
