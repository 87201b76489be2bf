/*
 * A rule: one forum's pages described as data, so that a forum can be added without code. Selectors are CSS, patterns
 * are JavaScript's regular expressions. Rules come from anywhere, so all they can do is name places in a page.
 */
import { z } from 'zod'
import { isSelector } from '../../text/dom.ts'

const longestPattern = 200

/** A repetition of what repeats itself, or a group's text again: patterns that can take for ever. */
const endless = /\([^()]{0,200}[*+}][^()]{0,200}\)[*+{]|\\[1-9k]/

const selector = z.string().min(1).max(300).refine(isSelector, { error: 'this is no CSS selector' })
const pattern = z
  .string()
  .min(1)
  .max(longestPattern)
  .refine(isPattern, { error: 'this is no regular expression' })
  .refine(written => !endless.test(written), { error: 'a repetition inside a repetition, or a back reference' })

/**
 * Where a fact stands: a selector alone, or with the attribute that holds it and a pattern whose first group (or whole
 * match) it is. Without a selector it is the post's own element, or the page.
 */
const place = z.union([
  selector,
  z.strictObject({
    select: selector.optional(),
    attribute: z
      .string()
      .regex(/^[a-z][\w:.-]{0,60}$/i)
      .optional(),
    pattern: pattern.optional(),
  }),
])
export type Place = z.infer<typeof place>

export const ruleSchema = z.strictObject({
  id: z.string().regex(/^[a-z\d]+(?:-[a-z\d]+){0,8}$/, { error: 'small letters, digits and hyphens' }),
  name: z.string().min(1).max(100),
  /** The page is this forum's when all of these are in it. */
  detect: z.array(selector).min(1).max(20),
  /** The host the pages come from, for rules that fit one site only. */
  host: z
    .string()
    .regex(/^[a-z\d.-]{1,253}$/)
    .optional(),
  forum: place.optional(),
  title: place.optional(),
  /** Every link or word of the board path, in order. */
  board: place.optional(),
  threadId: place.optional(),
  page: place.optional(),
  pages: place.optional(),
  posts: selector,
  post: z.strictObject({
    body: selector,
    id: place.optional(),
    author: place.optional(),
    uid: place.optional(),
    time: place.optional(),
    floor: place.optional(),
    subject: place.optional(),
    rank: place.optional(),
    avatar: place.optional(),
    signature: selector.optional(),
    /** What stands in a body and is none of it. */
    remove: z.array(selector).max(50).optional(),
    /** Boxes in a body that quote somebody. */
    quote: selector.optional(),
  }),
  /** How the forum writes all-numeric dates. */
  dates: z.enum(['day-first', 'month-first']).optional(),
})
export type Rule = z.infer<typeof ruleSchema>

/** A rule out of the text of its file, or the reason why it is none; keys that touch prototypes are ignored. */
export function readRule(written: string): { rule: Rule } | { reason: string } {
  let data: unknown
  try {
    data = JSON.parse(written.replace(/^\ufeff/, ''), (key, value: unknown) =>
      key === '__proto__' || key === 'constructor' || key === 'prototype' ? undefined : value,
    )
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) }
  }
  const read = ruleSchema.safeParse(data)
  if (read.success) return { rule: read.data }
  const [issue] = read.error.issues
  return { reason: `${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'not understood'}` }
}

function isPattern(written: string): boolean {
  try {
    return new RegExp(written, 'u') instanceof RegExp
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}
