import { readFile, rename } from 'node:fs/promises'
import { z } from 'zod'
import { writeWhole } from '../core/library/write-whole.ts'

const windowState = z.object({
  /** Null where the system shall place it. */
  corner: z.object({ x: z.number().int(), y: z.number().int() }).nullable(),
  width: z.number().int().min(480).max(20_000),
  height: z.number().int().min(360).max(20_000),
  maximized: z.boolean(),
})
export type WindowState = Readonly<z.infer<typeof windowState>>

export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export const firstWindowState: WindowState = { corner: null, width: 1280, height: 860, maximized: false }

/** Where the window was when it was last closed; the usual place when that is not known or cannot be read. */
export async function readWindowState(file: string): Promise<WindowState> {
  try {
    return windowState.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (thrown) {
    // A missing or damaged file costs a window's place, nothing else; a damaged one can still be looked at.
    if ((thrown as NodeJS.ErrnoException).code !== 'ENOENT') await rename(file, `${file}.bad`).catch(() => undefined)
    return firstWindowState
  }
}

export async function writeWindowState(file: string, state: WindowState): Promise<void> {
  await writeWhole(file, Buffer.from(JSON.stringify(state)), true)
}

/** The same window where it can be seen: a screen may be gone or smaller since. */
export function visibleOn(areas: readonly Area[], { corner, width, height, maximized }: WindowState): WindowState {
  const holds = (area: Area): boolean =>
    corner !== null &&
    corner.x + 80 < area.x + area.width &&
    corner.x + width - 80 > area.x &&
    corner.y >= area.y &&
    corner.y + 40 < area.y + area.height
  const room = areas.find(holds)
  const limit = room ?? areas[0] ?? { width, height }
  return {
    corner: room ? corner : null,
    width: Math.min(width, limit.width),
    height: Math.min(height, limit.height),
    maximized,
  }
}
