/*
 * Which charset bytes are in: BOM, then what holds for the bytes themselves (strict UTF-8), then what is declared,
 * then statistics. Strict UTF-8 goes before the declaration because savers and mirrors re-encode pages and leave the
 * old declaration (seen with gbk, gb2312 and windows-1252 over UTF-8 bytes); text of another charset is practically
 * never valid UTF-8 by chance. The decoders are those of @exodus/bytes: Node's own put the Hong Kong characters of
 * Big5 (喺, 咗, 嘅) into the private use area.
 */
import { TextDecoder } from '@exodus/bytes/encoding.js'
import { analyse } from 'chardet'
import { clearlyBest, clearlyBetter, scriptScores } from './script-score.ts'

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
  const utf8 = strictUtf8(bytes)
  if (utf8 !== null)
    return isShifted(bytes) ? decodeAs(bytes, 'iso-2022-jp', 'bytes') : decodedAs(utf8, 'utf-8', 'bytes')
  const nearly = nearlyUtf8(bytes)
  if (nearly) return nearly
  const sample = sampleOf(bytes)
  for (const label of [declared, metaCharset(bytes)]) {
    const name = label === null ? null : charsetName(label)
    if (name === null || name === 'utf-8' || name.startsWith('utf-16')) continue
    const other = saysEnough(sample) ? clearlyBetter(sample, decodeSample, name) : null
    if (other !== null) return decodeAs(bytes, other, 'statistics')
    const decoded = decodeAs(bytes, name, 'declared')
    if (isSound(decoded)) return decoded
  }
  return guess(bytes, sample)
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
  // Streaming leaves a character open that the end of the bytes cut in two: nothing of it can be shown.
  return decodedAs(new TextDecoder(charset).decode(bytes, { stream: true }), charset, from)
}

function decodedAs(text: string, charset: string, from: Decoded['from']): Decoded {
  return { text, charset, from, damaged: text.split('\ufffd').length - 1 }
}

const isSound = ({ damaged, text }: Decoded): boolean => damaged * 200 <= text.length

/** The text of a sample, or null where the charset does not allow its bytes. */
function decodeSample(sample: Uint8Array, charset: string): string | null {
  const decoded = decodeAs(sample, charset, 'statistics')
  return isSound(decoded) ? decoded.text : null
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

/** The text of bytes that are UTF-8 from beginning to end, but for a character that the end may have cut in two; else null. */
function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

/** ISO-2022-JP is made of ASCII bytes, with escapes into Japanese; old mail archives are full of it. */
function isShifted(bytes: Uint8Array): boolean {
  const escape = bytes.subarray(0, 262_144).indexOf(0x1b)
  const shifts =
    escape !== -1 && bytes[escape + 1] === 0x24 && (bytes[escape + 2] === 0x40 || bytes[escape + 2] === 0x42)
  return shifts && bytes.every(byte => byte < 0x80)
}

/** UTF-8 with a few broken characters, as programs leave that cut texts by bytes; other charsets break nearly all. */
function nearlyUtf8(bytes: Uint8Array): Decoded | null {
  const decoded = decodeAs(bytes, 'utf-8', 'bytes')
  const { text, damaged } = decoded
  let whole = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code > 0x7f && code !== 0xfffd && ++whole > damaged * 20) return decoded
  }
  return null
}

const declaration =
  /<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w:-]{2,40})/i

function metaCharset(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 65_536)).toString('latin1')
  const match = declaration.exec(head)
  return match?.[1] ?? match?.[2] ?? null
}

const sampleSize = 24_576

/** Whether a sample holds enough for its statistics to overrule what is declared: a word or two prove nothing. */
function saysEnough(sample: Uint8Array): boolean {
  let high = 0
  return sample.some(byte => byte > 0x7f && ++high >= 16)
}

/** A part of the bytes that holds what is not ASCII, starting at a character's first byte. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  const firstHigh = Math.max(
    0,
    bytes.findIndex(byte => byte > 0x7f),
  )
  return bytes.subarray(firstHigh, firstHigh + sampleSize)
}

/** Without a declaration that holds: the East Asian charset in which the sample reads as writing, else what chardet ranks first. */
function guess(bytes: Uint8Array, sample: Uint8Array): Decoded {
  const known = clearlyBest(scriptScores(sample, decodeSample), null)
  if (known !== null) return decodeAs(bytes, known, 'statistics')
  const ranked = analyse(sample).map(match => charsetName(match.name))
  for (const name of [...ranked, 'gb18030', 'windows-1252']) {
    if (name === null || name === 'utf-8' || name.startsWith('utf-16')) continue
    const decoded = decodeAs(bytes, name, 'statistics')
    if (isSound(decoded)) return decoded
  }
  return decodeAs(bytes, 'utf-8', 'statistics')
}
