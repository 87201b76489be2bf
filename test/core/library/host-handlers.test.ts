import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ThreadloftError } from '../../../src/core/errors.ts'
import { intoFolder } from '../../../src/core/library/export-threads.ts'
import type { CallByName, ExportTarget, HostPorts } from '../../../src/core/library/host-handlers.ts'
import { callOf, hostHandlers, messageLocale } from '../../../src/core/library/host-handlers.ts'
import type { PrintJob } from '../../../src/core/library/ports.ts'
import { writeWhole } from '../../../src/core/library/write-whole.ts'

describe('exporting a thread', () => {
  let folder = ''
  let asked: unknown[] = []
  let printed: PrintJob[] = []
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'threadloft-host-'))
    asked = []
    printed = []
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const library: CallByName = async (name, input) => {
    asked.push([name, input])
    if (name === 'settings.get') return { ok: true, value: { locale: 'system' } }
    return { ok: true, value: { content: '<p>正文</p>', suggestedName: '工会.pdf' } }
  }

  function host(ports: Partial<HostPorts> = {}): CallByName {
    const handlers = hostHandlers(library, {
      abilities: {
        shell: 'desktop',
        dialogs: true,
        filePaths: true,
        pdf: true,
        platform: 'linux',
        systemLocale: 'zh-TW',
      },
      sampleFolder: folder,
      opener: { openLink: async () => undefined, openFolder: async () => undefined },
      printer: {
        print: async job => {
          printed.push(job)
          return Buffer.from('%PDF')
        },
      },
      choosePaths: async () => [],
      chooseFolder: async () => intoFolder(folder),
      emit: () => undefined,
      chooseTarget: async name => ({ path: path.join(folder, name), download: null }),
      ...ports,
    })
    return callOf({ call: library }, handlers)
  }

  test('prints in the system’s language, to where the person said, and replaces what they agreed to', async () => {
    const target = path.join(folder, '工会.pdf')
    writeFileSync(target, 'older')
    expect(await host()('exports.thread', { threadId: 3, format: 'pdf' })).toEqual({
      ok: true,
      value: { path: target, download: null, bytes: 4 },
    })
    expect([asked, printed, readFileSync(target, 'utf8'), readdirSync(folder)]).toEqual([
      [
        ['settings.get', {}],
        ['exports.render', { threadId: 3, format: 'pdf', locale: 'zh-Hant' }],
      ],
      [{ html: '<p>正文</p>', title: '工会' }],
      '%PDF',
      ['工会.pdf'],
    ])
  })

  test('writes nothing when the person changed their mind', async () => {
    const reply = await host({ chooseTarget: async () => null })('exports.thread', { threadId: 3, format: 'html' })
    expect([reply, readdirSync(folder)]).toEqual([{ ok: true, value: { path: null, download: null, bytes: 0 } }, []])
  })

  test('leaves nothing of a print that failed', async () => {
    const printer = { print: () => Promise.reject(new ThreadloftError('print-failed', { reason: 'no ink' })) }
    const reply = await host({ printer })('exports.thread', { threadId: 3, format: 'pdf' })
    expect([reply, readdirSync(folder)]).toEqual([
      { ok: false, error: { code: 'print-failed', details: { reason: 'no ink' } } },
      [],
    ])
  })

  test('is a clear refusal where the folder is not there', async () => {
    const target = path.join(folder, 'nowhere', 'x.md')
    const chooseTarget = async (): Promise<ExportTarget> => ({ path: target, download: null })
    expect(await host({ chooseTarget })('exports.thread', { threadId: 3, format: 'md' })).toEqual({
      ok: false,
      error: { code: 'output-unwritable', details: { path: target, reason: 'ENOENT' } },
    })
  })

  test('replaces nothing when nobody agreed to it', async () => {
    const target = path.join(folder, 'kept.md')
    writeFileSync(target, 'kept')
    await expect(writeWhole(target, Buffer.from('new'), false)).rejects.toMatchObject({ code: 'output-exists' })
    expect([readFileSync(target, 'utf8'), readdirSync(folder)]).toEqual(['kept', ['kept.md']])
  })
})

test.each([
  ['zh', 'zh-Hans'],
  ['zh-CN', 'zh-Hans'],
  ['zh-SG', 'zh-Hans'],
  ['zh-TW', 'zh-Hant'],
  ['zh-HK', 'zh-Hant'],
  ['zh-Hans-TW', 'zh-Hans'],
  ['en-GB', 'en'],
  ['de', 'en'],
])('a system in %s speaks %s', (system, locale) => expect(messageLocale(system)).toBe(locale))
