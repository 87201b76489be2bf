/* The program as the journeys see it: one page, whatever shell is around it. */
import type { Page } from '@playwright/test'

export interface Program {
  readonly page: Page
  /** A folder for the test, removed afterwards. */
  readonly folder: string
  /** Does what asks for files, and gives these when it asks. */
  giving(paths: readonly string[], act: () => Promise<void>): Promise<void>
  /** Ends the program and starts it again on the same library; gives the page it shows then; `meanwhile` no program has it open. */
  reopen(meanwhile?: () => void): Promise<Page>
  /** Does what writes a file, and gives the path of what was written. */
  writing(act: () => Promise<void>): Promise<string>
  /** Does what writes many files, and gives their names: those of a chosen folder, or those in the archive. */
  writingMany(act: () => Promise<void>): Promise<string[]>
}
