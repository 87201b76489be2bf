import { decodeBytes } from '../text/charset.ts'
import { isPageScript } from './beside-page.ts'
import { startsWithAny } from './signature.ts'
import type { Container } from './saved-page.ts'

/** Text copied from a page and saved or pasted. */
export const textFile: Container = {
  id: 'text',
  accepts: file => !isPageScript(file.name) && !isBinary(file.bytes),
  open(file) {
    const decoded = decodeBytes(file.bytes)
    return [
      {
        name: file.name,
        content: { kind: 'text', text: decoded.text.replace(/\r\n?/g, '\n') },
        container: 'text',
        charset: decoded.charset,
        charsetFrom: decoded.from,
        url: null,
        savedAt: file.modifiedAt,
        savedAtFrom: file.modifiedAt ? 'file' : null,
        problems: [],
        resource: () => null,
      },
    ]
  },
}

const binaryFormats = [
  '%PDF',
  'PK\x03\x04',
  '\x89PNG',
  'GIF8',
  '\xff\xd8\xff',
  'RIFF',
  '\x1f\x8b',
  'MZ',
  '\x7fELF',
  '7z\xbc\xaf',
  'Rar!',
  '\x28\xb5\x2f\xfd',
  'SQLite format 3',
]

/**
 * Whether bytes are no text in any charset. Single control characters are no sign: phpwind's anti-copy noise is full of
 * them; only a page that is mostly such bytes, or that starts as a known binary format does, is refused.
 */
export function isBinary(bytes: Uint8Array): boolean {
  if (startsWithAny(bytes, binaryFormats)) return true
  const sample = bytes.subarray(0, 4096)
  if (startsWithAny(bytes, ['\xff\xfe', '\xfe\xff'])) return false
  let controls = 0
  let zeros = 0
  for (const byte of sample) {
    if (byte === 0) zeros++
    else if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 27) controls++
  }
  const wide = zeros * 3 > sample.length && zeros * 1.9 < sample.length
  return controls * 10 > sample.length || (zeros * 20 > sample.length && !wide)
}
