import { m } from '../../../messages/generated/messages.js'

interface Trait {
  readonly value: string
  readonly label: string
}

/** What a post can have or be, by the names of the query language and in the person's words. */
export function traitsIn(field: 'has' | 'is'): readonly Trait[] {
  if (field === 'has')
    return [
      { value: 'image', label: m.search_has_image() },
      { value: 'attachment', label: m.search_has_attachment() },
      { value: 'link', label: m.search_has_link() },
      { value: 'quote', label: m.search_has_quote() },
      { value: 'poll', label: m.search_has_poll() },
      { value: 'note', label: m.search_has_note() },
    ]
  return [
    { value: 'op', label: m.search_is_op() },
    { value: 'starter', label: m.search_is_starter() },
    { value: 'digest', label: m.search_is_digest() },
    { value: 'unread', label: m.search_is_unread() },
    { value: 'starred', label: m.search_is_starred() },
    { value: 'noted', label: m.search_is_noted() },
    { value: 'edited', label: m.search_is_edited() },
    { value: 'gone', label: m.search_is_gone() },
    { value: 'gap', label: m.search_is_gap() },
    { value: 'guess', label: m.search_is_guess() },
  ]
}
