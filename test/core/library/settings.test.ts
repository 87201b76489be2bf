import { expect, test } from 'vitest'
import { settingsChange } from '../../../src/core/contract/services.ts'
import { getSettings, setSettings } from '../../../src/core/library/settings.ts'
import { emptyLibrary } from '../../support/made-pages.ts'

test('a change of one setting leaves the others as they are', () => {
  const db = emptyLibrary()
  setSettings(db, settingsChange.parse({ theme: 'sepia', textSize: 20 }))
  setSettings(db, settingsChange.parse({ han: 'zh-Hant' }))
  expect(getSettings(db)).toMatchObject({ theme: 'sepia', textSize: 20, han: 'zh-Hant', lineHeight: 1.78 })
})

test('a change that no setting allows is refused', () => {
  expect(settingsChange.safeParse({ theme: 'neon' }).success).toBe(false)
})
