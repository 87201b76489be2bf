import { m } from '../../../messages/generated/messages.js'
import { traitsIn } from './traits.ts'

const fields: Readonly<Record<string, () => string>> = {
  author: m.search_field_author,
  from: m.search_field_author,
  board: m.search_field_board,
  in: m.search_field_board,
  forum: m.search_field_forum,
  site: m.search_field_site,
  title: m.search_field_title,
  tag: m.search_field_tag,
  note: m.search_field_note,
  feeling: m.search_field_feeling,
  search: m.search_field_search,
  uid: m.search_field_uid,
  floor: m.search_field_floor,
  replies: m.search_field_replies,
  date: m.search_field_date,
  before: m.search_field_before,
  after: m.search_field_after,
  saved: m.search_field_saved,
  age: m.search_field_age,
  is: m.search_form_is,
  has: m.search_form_has,
}

/** What a field of the query language asks for, or a trait such as `is:unread` means; null for anything else. */
export function fieldInWords(written: string): string | null {
  const [, name = '', value = ''] = /^([a-z]+):(.*)$/.exec(written) ?? []
  if (value === '') return fields[name]?.() ?? null
  if (name !== 'is' && name !== 'has') return null
  return traitsIn(name).find(trait => trait.value === value)?.label ?? null
}
