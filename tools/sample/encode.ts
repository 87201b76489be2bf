/* Text as bytes of an old Chinese charset. Node only decodes these, so its own decoder is turned around. */

/** An encoder for a two-byte charset. Throws for a character that the charset lacks. */
export function encoderFor(charset: 'gbk' | 'big5'): (text: string) => Buffer {
  const decoder = new TextDecoder(charset)
  const bytesOf = new Map<string, [number, number]>()
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const decoded = decoder.decode(Uint8Array.of(lead, trail))
      if (decoded.length === 1 && decoded !== '\ufffd' && !bytesOf.has(decoded)) bytesOf.set(decoded, [lead, trail])
    }
  }
  return text =>
    Buffer.from(
      Array.from(text).flatMap(character => {
        const code = character.codePointAt(0)!
        const bytes = code < 0x80 ? [code] : bytesOf.get(character)
        if (!bytes) throw new Error(`${charset} has no ${character}`)
        return bytes
      }),
    )
}
