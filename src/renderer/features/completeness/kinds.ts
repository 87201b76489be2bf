import type { GapCounts } from '../../../core/model/gaps.ts'
import { m } from '../../../messages/generated/messages.js'

/** The kinds of things that can be missing, in the order in which they are shown. */
export const kinds: readonly { readonly kind: keyof GapCounts; readonly name: () => string }[] = [
  { kind: 'pages', name: m.gaps_pages },
  { kind: 'floors', name: m.gaps_floors },
  { kind: 'hidden', name: m.gaps_hidden },
  { kind: 'pictures', name: m.gaps_pictures },
  { kind: 'attachments', name: m.gaps_attachments },
]
