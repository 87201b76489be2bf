import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import type { ImportItem } from '../../src/core/model/imports.ts'
import { threadloft } from '../support/command.ts'

const library = mkdtempSync(path.join(tmpdir(), 'threadloft-rules-'))
afterAll(() => rmSync(library, { recursive: true }))
const support = path.resolve(import.meta.dirname, '../support/rules')

it('an import reads by the rules of its library, and names a rule that cannot be used', async () => {
  const rules = path.join(library, 'rules')
  mkdirSync(rules, { recursive: true })
  copyFileSync(path.join(support, 'riverside.json'), path.join(rules, 'riverside.json'))
  writeFileSync(path.join(rules, 'torn.json'), '{ "id": ')
  const page = path.join(support, 'riverside.html')
  const { stdout } = await threadloft('import', page, '--library', library, '--json')
  const { items, ...counts } = JSON.parse(stdout) as {
    items: ImportItem[]
    given: number
    imported: number
    failed: number
  }
  expect([counts.given, counts.imported, counts.failed]).toEqual([2, 1, 1])
  expect(items.map(item => [path.basename(item.path), item.outcome, item.reason?.code ?? item.engine]).sort()).toEqual([
    ['riverside.html', 'imported', 'riverside'],
    ['torn.json', 'failed', 'rule-invalid'],
  ])
})
