/* JSON that pages carry: whatever a page says of itself may be missing or of another kind. */
import type { Element } from '../text/dom.ts'
import { isText } from '../text/dom.ts'

export type JsonData = Readonly<Record<string, unknown>>

const longest = 64 * 1024 * 1024

/** The value of a JSON text; null where it is none. */
export function parsedJson(source: string | null | undefined): unknown {
  if (!source || source.length > longest) return null
  try {
    return JSON.parse(source) as unknown
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** The text of a script element as it stands there. */
export function scriptText(script: Element | null): string {
  return script?.children.map(child => (isText(child) ? child.data : '')).join('') ?? ''
}

/** The value as an object; an empty one where it is something else. */
export function dataOf(value: unknown): JsonData {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonData) : {}
}

/** The objects of a list; none where the value is something else. */
export function listOf(value: unknown): JsonData[] {
  return Array.isArray(value) ? value.map(dataOf) : []
}

/** A member's text, trimmed; null where it is absent, empty or no text. */
export function textIn(data: JsonData, key: string): string | null {
  const value = Object.hasOwn(data, key) ? data[key] : undefined
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

/** A member's number, written as text or not; null where it is absent or no number. */
export function numberIn(data: JsonData, key: string): number | null {
  const value = Object.hasOwn(data, key) ? data[key] : undefined
  const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}

/** A member that is an id: its digits or letters as text; null where it is absent. */
export function idIn(data: JsonData, key: string): string | null {
  const value = Object.hasOwn(data, key) ? data[key] : undefined
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return String(value)
  return typeof value === 'string' && /^[\w-]{1,64}$/.test(value) ? value : null
}
