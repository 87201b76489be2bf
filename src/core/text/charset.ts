/*
 * Which charset bytes are in: BOM, then what holds for the bytes themselves (strict UTF-8), then what is declared,
 * then statistics. Strict UTF-8 goes before the declaration because savers and mirrors re-encode pages and leave the
 * old declaration (seen with gbk, gb2312 and windows-1252 over UTF-8 bytes); text of another charset is practically
 * never valid UTF-8 by chance.
 */
import { analyse } from 'chardet'

export interface Decoded {
  readonly text: string
  /** WHATWG name, such as gb18030. */
  readonly charset: string
  readonly from: 'bom' | 'bytes' | 'declared' | 'statistics'
  /** Characters that could not be decoded (U+FFFD). */
  readonly damaged: number
}

/** Decodes a page's bytes; `declared` is what its container says (an HTTP or MIME header). Never throws. */
export function decodeBytes(bytes: Uint8Array, declared: string | null = null): Decoded {
  const marked = byteOrderMark(bytes)
  if (marked) return decodeAs(bytes, marked, 'bom')
  const wide = wideWithoutMark(bytes)
  if (wide) return decodeAs(bytes, wide, 'bytes')
  if (isUtf8(bytes)) return decodeAs(bytes, 'utf-8', 'bytes')
  for (const label of [declared, metaCharset(bytes)]) {
    const name = label === null ? null : charsetName(label)
    if (name === null || name === 'utf-8' || name.startsWith('utf-16')) continue
    const decoded = decodeAs(bytes, name, 'declared')
    if (decoded.damaged * 200 <= decoded.text.length) return decoded
  }
  return guess(bytes)
}

/** The WHATWG name of a label, `gb2312` and `gbk` as gb18030; null for a label that is not known. */
export function charsetName(label: string): string | null {
  try {
    const name = new TextDecoder(label.trim().replace(/^["']|["']$/g, '')).encoding
    return name === 'gbk' ? 'gb18030' : name
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function decodeAs(bytes: Uint8Array, charset: string, from: Decoded['from']): Decoded {
  const text = new TextDecoder(charset).decode(bytes)
  return { text, charset, from, damaged: text.split('\ufffd').length - 1 }
}

function byteOrderMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
}

/** UTF-16 without a mark: markup and spaces leave a zero in every other byte. */
function wideWithoutMark(bytes: Uint8Array): string | null {
  const length = Math.min(bytes.length, 2048) & ~1
  if (length < 8) return null
  let even = 0
  let odd = 0
  for (let index = 0; index < length; index += 2) {
    if (bytes[index] === 0) even++
    if (bytes[index + 1] === 0) odd++
  }
  const many = length / 2 / 5
  if (odd > many && even * 10 < odd) return 'utf-16le'
  return even > many && odd * 10 < even ? 'utf-16be' : null
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    // A page cut in the middle of a character is UTF-8 still; streaming leaves the cut character open.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

const declaration =
  /<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w:-]{2,40})/i

function metaCharset(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 65_536))
  const match = declaration.exec(head)
  return match?.[1] ?? match?.[2] ?? null
}

const sampleSize = 24_576

/** By statistics on a sample; GB18030 when the bytes allow it and nothing speaks clearly against it. */
function guess(bytes: Uint8Array): Decoded {
  const firstHigh = bytes.findIndex(byte => byte > 0x7f)
  const start = Math.max(0, firstHigh - 64)
  const sample = bytes.subarray(start, start + sampleSize)
  const named = analyse(sample).map(match => ({ name: charsetName(match.name), confidence: match.confidence }))
  const candidates = named.filter(
    match => match.name !== null && match.name !== 'utf-8' && !match.name.startsWith('utf-16'),
  )
  for (const { name } of [...candidates, { name: 'gb18030' }, { name: 'big5' }, { name: 'utf-8' }]) {
    const decoded = decodeAs(bytes, name!, 'statistics')
    if (decoded.damaged * 200 <= decoded.text.length) return decoded
  }
  return decodeAs(bytes, 'utf-8', 'statistics')
}
