/** Characters of JSON. */
export const [NEWLINE, QUOTE, BACKSLASH, MINUS, ZERO] = [0x0a, 0x22, 0x5c, 0x2d, 0x30] as const
