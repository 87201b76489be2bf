/*
 * Anti-copy noise of phpwind in copied text. The page holds ` R ` and a no-break space at the end of every line but a
 * post's last, R being ten characters of 0–126 of which the control characters vanish on the way. How much of this
 * frame survives depends on what the text was copied with; the less of it, the more other lines must bear witness.
 */
export interface TextNoiseRemoval {
  /** As many lines as were given; a line that was only noise is empty. */
  readonly lines: readonly string[]
  readonly removed: readonly string[]
}

const longest = 11
const noBreakFrame = / \u00a0 {0,2}$/
const spaceFrame = /[!-~] {2}$/
const bareFrame = /[!-~]$/
/** A word, a number or 「A7」 before noise of three characters or more. */
const wordFirst = /^(?:[A-Za-z]{3,}|\d{2,}|[A-Z]{1,2}\d{1,4}) .{3}/
/** Characters that chance puts into most pieces and that ordinary line ends rarely have. */
const odd = /["#$%&*+;<=>@[\\\]^_`{|}~]/

/**
 * One post's lines without the noise at their ends. A line whose no-break space survived is enough by itself; where
 * it became a space, two odd pieces must be there; where line ends were trimmed, three lines and 60 % of all.
 */
export function removeTextNoise(lines: readonly string[]): TextNoiseRemoval {
  const noBreak = lines.map(line => cut(line, noBreakFrame, 1))
  if (noBreak.some(piece => piece !== null)) return without(lines, noBreak)
  const spaced = lines.map(line => cut(line, spaceFrame, 3))
  if (oddPieces(spaced) >= 2) return without(lines, spaced)
  const bare = trimmedPieces(lines)
  const found = bare.filter(piece => piece !== null).length
  const filled = lines.filter(line => line.trim() !== '').length
  return found >= 3 && found >= filled * 0.6 && oddPieces(bare) * 2 >= found
    ? without(lines, bare)
    : { lines, removed: [] }
}

interface Piece {
  readonly rest: string
  readonly noise: string
}

/** Without a frame nothing sets noise apart from a post's last word: its last line, which has none, is left alone. */
function trimmedPieces(lines: readonly string[]): (Piece | null)[] {
  const last = lines.findLastIndex(line => line.trim() !== '')
  return lines.map((line, index) => {
    const piece = cut(line, bareFrame, 3)
    return piece && (odd.test(piece.noise) || (index !== last && piece.rest !== '')) ? piece : null
  })
}

function oddPieces(pieces: readonly (Piece | null)[]): number {
  return new Set(pieces.flatMap(piece => (piece && odd.test(piece.noise) ? [piece.noise] : []))).size
}

function without(lines: readonly string[], pieces: readonly (Piece | null)[]): TextNoiseRemoval {
  return {
    lines: lines.map((line, index) => pieces[index]?.rest ?? line),
    removed: pieces.flatMap(piece => (piece ? [piece.noise] : [])),
  }
}

/**
 * Where noise begins is open when the text before it ends in ASCII too. It begins at the space after the last other
 * character, unless a word or number stands there; within ASCII at the last space that leaves three characters, so
 * that words are rather kept than cut.
 */
function cut(line: string, frame: RegExp, shortest: number): Piece | null {
  const frameAt = frame.exec(line)
  if (!frameAt) return null
  const body = line.replace(/[ \u00a0]{1,4}$/, '')
  const start = lastOther(body) + 1
  const tail = body.slice(start)
  const noise = tail.trimStart()
  const apart = start === 0 || noise.length < tail.length || frame === bareFrame
  if (apart && noise.length >= shortest && noise.length <= longest && !wordFirst.test(noise))
    return { rest: body.slice(0, start), noise }
  for (let space = body.lastIndexOf(' '); space >= start && space > 0; space = body.lastIndexOf(' ', space - 1)) {
    const length = body.length - space - 1
    if (length > longest) return null
    if (length >= 3) return { rest: body.slice(0, space), noise: body.slice(space + 1) }
  }
  return null
}

/** The place of the last character outside printable ASCII, -1 where there is none. */
function lastOther(text: string): number {
  for (let index = text.length - 1; index >= 0; index--) {
    const code = text.charCodeAt(index)
    if (code < 0x20 || code > 0x7e) return index
  }
  return -1
}
