/* multipart/form-data read as a stream: a browser sends whole folders of saved pages, which never fit in memory. */

export interface Part {
  readonly name: string
  readonly fileName: string | null
  /** The bytes; must be read to the end before the next part is asked for. */
  readonly bytes: AsyncIterable<Uint8Array>
}

export class MultipartError extends Error {}

const headerLimit = 16_384
const blankLine = Buffer.from('\r\n\r\n')

/** The boundary that a Content-Type names; null when it is not a form. */
export function boundaryOf(contentType: string | undefined): string | null {
  const found = /^multipart\/form-data\s*;(?:.{0,200};)?\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(
    contentType ?? '',
  )
  return found?.[1] ?? found?.[2] ?? null
}

/** The parts of a form in order. Throws MultipartError when the form is cut off or malformed. */
export async function* partsOf(body: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<Part> {
  const window = createWindow(body)
  const delimiter = Buffer.from(`\r\n--${boundary}`)
  // The first delimiter has no line break before it: pretend it had.
  window.prepend(Buffer.from('\r\n'))
  for await (const _preamble of window.until(delimiter)) continue
  for (;;) {
    const after = await window.take(2)
    if (after === '--') return
    if (after !== '\r\n') throw new MultipartError('a boundary is not followed by a line break')
    const headers = (await window.takeUntil(blankLine, headerLimit)).toString('utf8')
    const content = window.until(delimiter)
    yield { ...dispositionOf(headers), bytes: content }
    for await (const _unread of content) continue
  }
}

function dispositionOf(headers: string): { name: string; fileName: string | null } {
  const line = headers.split('\r\n').find(header => /^content-disposition\s*:/i.test(header)) ?? ''
  const valueOf = (key: string): string | null => {
    const found = new RegExp(`;\\s*${key}="([^"]*)"`, 'i').exec(line)?.[1]
    // Browsers write these three characters, and only these, as escapes.
    return found?.replace(/%(22|0D|0A)/gi, escape => decodeURIComponent(escape)) ?? null
  }
  return { name: valueOf('name') ?? '', fileName: valueOf('filename') }
}

interface Window {
  prepend(bytes: Buffer): void
  /** Exactly so many characters. */
  take(length: number): Promise<string>
  /** All before the mark, in one; the mark is passed over. */
  takeUntil(mark: Buffer, limit: number): Promise<Buffer>
  /** All before the mark, as it comes; the mark is passed over. A second walk gives nothing. */
  until(mark: Buffer): AsyncGenerator<Uint8Array>
}

function createWindow(body: AsyncIterable<Uint8Array>): Window {
  const source = body[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)
  const grow = async (): Promise<void> => {
    const next = await source.next()
    if (next.done) throw new MultipartError('the form is cut off')
    held = held.length === 0 ? Buffer.from(next.value) : Buffer.concat([held, next.value])
  }
  return {
    prepend(bytes) {
      held = Buffer.concat([bytes, held])
    },
    async take(length) {
      while (held.length < length) await grow()
      const taken = held.toString('latin1', 0, length)
      held = held.subarray(length)
      return taken
    },
    async takeUntil(mark, limit) {
      for (;;) {
        const at = held.indexOf(mark)
        if (at >= 0) {
          const taken = held.subarray(0, at)
          held = held.subarray(at + mark.length)
          return taken
        }
        if (held.length > limit) throw new MultipartError('the headers of a part are too long')
        await grow()
      }
    },
    async *until(mark) {
      for (;;) {
        const at = held.indexOf(mark)
        if (at >= 0) {
          const rest = held.subarray(0, at)
          held = held.subarray(at + mark.length)
          if (rest.length > 0) yield rest
          return
        }
        // The mark may have begun in the last bytes.
        const safe = held.length - mark.length + 1
        if (safe > 0) {
          const chunk = held.subarray(0, safe)
          held = held.subarray(safe)
          yield chunk
        }
        await grow()
      }
    },
  }
}
