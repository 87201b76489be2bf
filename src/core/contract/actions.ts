import { z } from 'zod'
import { action, actionKind } from '../model/own.ts'
import { procedure } from './procedure.ts'

export const actionsContract = {
  /** What was done, newest first. */
  'actions.list': procedure(
    'reader',
    z.object({ limit: z.number().int().min(1).max(1_000).default(50) }),
    z.object({ actions: z.array(action) }),
  ),
  /** Takes back an action, or the latest that was not taken back yet. Nothing to take back is `kind` null. */
  'actions.undo': procedure(
    'writer',
    z.object({ actionId: z.number().int().nullable().default(null) }),
    z.object({ kind: actionKind.nullable(), things: z.number().int(), threadIds: z.array(z.number().int()) }),
  ),
} as const
