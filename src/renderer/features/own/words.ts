/* How what the person adds is called, and what is said when it was done or taken back. */
import type { ActionKind, Feeling } from '../../../core/model/own.ts'
import { m } from '../../../messages/generated/messages.js'
import type { OwnWords } from '../../state/own.svelte.ts'

const feelingNames: Readonly<Record<Feeling, () => string>> = {
  brilliant: m.feeling_brilliant,
  moving: m.feeling_moving,
  funny: m.feeling_funny,
  happy: m.feeling_happy,
  angry: m.feeling_angry,
  boring: m.feeling_boring,
  filler: m.feeling_filler,
}
export const feelings = Object.keys(feelingNames) as readonly Feeling[]
export const feelingInWords = (feeling: Feeling): string => feelingNames[feeling]()

const undone: Readonly<Record<ActionKind, (count: { count: number }) => string>> = {
  mark: m.undone_mark,
  note: m.undone_note,
  'mark-post': m.undone_mark,
  'rename-tag': m.undone_tag,
  'remove-tag': m.undone_tag,
  bin: m.undone_bin,
  restore: m.undone_restore,
  join: m.undone_join,
  split: m.undone_split,
  'refuse-join': m.undone_refuse,
  ignore: m.undone_ignore,
}

export const ownWords: OwnWords = {
  marked: (marks, count) => {
    if (marks.star !== undefined) return marks.star ? m.own_starred({ count }) : m.own_unstarred({ count })
    if (marks.unread !== undefined) return marks.unread ? m.own_marked_unread({ count }) : m.own_marked_read({ count })
    return marks.feeling === undefined ? m.own_tagged({ count }) : m.own_felt({ count })
  },
  binned: count => m.own_binned({ count }),
  joined: count => m.own_joined({ count }),
  split: count => m.own_split({ count }),
  tagRenamed: name => m.tags_renamed({ name }),
  tagRemoved: name => m.tags_removed({ name }),
  ignored: (name, ignored) => (ignored ? m.person_ignored({ name }) : m.person_not_ignored({ name })),
  undone: (kind, count) => undone[kind]({ count }),
  nothingToUndo: () => m.undone_nothing(),
}
