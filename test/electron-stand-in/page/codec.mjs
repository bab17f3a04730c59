/**
 * Structured-clone values as a string, for the DevTools protocol, which carries JSON only. The function's text runs in
 * the page as well, so it uses nothing from outside itself.
 */
export function createCodec() {
  const inNode = typeof Buffer !== 'undefined'

  /** @param {Uint8Array} bytes */
  const toBase64 = (bytes) => {
    if (inNode) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
    let binary = ''
    const chunk = 0x8000 // more arguments than this overflow the stack
    for (let i = 0; i < bytes.length; i += chunk) binary += String.fromCharCode(...bytes.subarray(i, i + chunk))
    return btoa(binary)
  }
  /** @param {string} text */
  const fromBase64 = (text) => {
    if (inNode) return Uint8Array.from(Buffer.from(text, 'base64')).buffer
    const binary = atob(text)
    const bytes = new Uint8Array(binary.length)
    for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
    return bytes.buffer
  }
  /** @param {unknown} value */
  const tagOf = (value) => Object.prototype.toString.call(value).slice(8, -1)

  // Anything that JSON would lose or bend is [tag, ...]; so is every array, and a plain array can't be mistaken for a tag.
  /** @type {(value: unknown) => unknown} */
  const encode = (value) => {
    if (value === undefined) return ['undefined']
    if (typeof value === 'bigint') return ['bigint', String(value)]
    if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0)))
      return ['number', Object.is(value, -0) ? '-0' : String(value)]
    if (value === null || typeof value !== 'object') return value
    if (ArrayBuffer.isView(value))
      return [tagOf(value), toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))]
    if (Array.isArray(value)) return ['Array', Array.from(value, encode)]
    const tag = tagOf(value)
    switch (tag) {
      case 'ArrayBuffer':
        return [tag, toBase64(new Uint8Array(/** @type {ArrayBuffer} */ (value)))]
      case 'Date':
        return [tag, Number(value)]
      case 'Map':
      case 'Set':
        return [tag, Array.from(/** @type {Iterable<unknown>} */ (value), encode)]
      case 'Error': {
        const { name, message, stack } = /** @type {Error} */ (value)
        return [tag, name, message, stack]
      }
      case 'Object':
        return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, encode(item)]))
      default:
        throw new Error(`electron stand-in: sending a ${tag} is not covered`)
    }
  }
  /** @type {(value: any) => any} */
  const decode = (value) => {
    if (value === null || typeof value !== 'object') return value
    if (!Array.isArray(value))
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decode(item)]))
    const [tag, content] = value
    switch (tag) {
      case 'undefined':
        return undefined
      case 'bigint':
        return BigInt(content)
      case 'number':
        return Number(content)
      case 'Array':
        return content.map(decode)
      case 'ArrayBuffer':
        return fromBase64(content)
      case 'Date':
        return new Date(content)
      case 'Map':
        return new Map(content.map(decode))
      case 'Set':
        return new Set(content.map(decode))
      case 'Error':
        return Object.assign(new Error(value[2]), { name: content, stack: value[3] })
      default:
        return new /** @type {any} */ (globalThis)[tag](fromBase64(content))
    }
  }
  return {
    /**
     * @param {unknown} value cloned first: what Electron could not clone must fail here too
     * @returns {string}
     */
    pack: (value) => JSON.stringify(encode(structuredClone(value))),
    /**
     * @param {string} text
     * @returns {any}
     */
    unpack: (text) => decode(JSON.parse(text))
  }
}
