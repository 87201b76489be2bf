import { expect, it } from 'vitest'
import { languageOf, speak } from '../../../src/cli/language.ts'
import { errorText } from '../../../src/cli/render/error-text.ts'
import { table } from '../../../src/cli/render/table.ts'
import { harmless, widthOf } from '../../../src/cli/render/width.ts'
import type { ErrorCode } from '../../../src/core/errors.ts'
import { exitStatus } from '../../../src/core/errors.ts'

it('has words for every error, in every language, with no detail left open', () => {
  const numbers = { megabytes: 1, seconds: 1, thread: 1, post: 1, poster: 1, run: 1, page: 1, search: 1 }
  const details = { path: 'p', reason: 'r', name: 'n', user: 'u', ...numbers }
  const open = ['en', 'zh-Hans', 'zh-Hant'].flatMap(locale => {
    speak(locale as 'en')
    return (Object.keys(exitStatus) as ErrorCode[]).filter(code => /undefined|[?{]/.test(errorText(code, details)))
  })
  expect(open).toEqual([])
})

it('takes the language from --lang, else from the system', () => {
  const of = (words: string[], LANG?: string): string => languageOf(words, { LANG })
  expect([
    of(['--lang', 'zh-hant'], 'en_GB.UTF-8'),
    of(['show', '--lang=zh-Hans'], 'en_GB.UTF-8'),
    of(['--lang', 'zh-HK']),
    of([], 'zh_TW.UTF-8'),
    of([], 'zh_CN'),
    of([], 'C.UTF-8'),
    of([], 'de_AT'),
  ]).toEqual(['zh-Hant', 'zh-Hans', 'zh-Hant', 'zh-Hant', 'zh-Hans', 'en', 'en'])
})

it('sets Chinese, Latin and emoji in straight columns', () => {
  const text = table(
    [{ head: 'id', align: 'right' }, { head: '标题', flexible: true }, { head: 'n' }],
    [
      ['1', '海鸥相机', 'a'],
      ['22', 'Radio 📻 ok', 'b'],
      ['3', '一个非常非常非常非常长的标题，长得放不下', 'c'],
    ],
    30,
  )
  expect(text.split('\n').map(line => [widthOf(line), line])).toEqual([
    [30, 'id  标题                     n'],
    [30, ' 1  海鸥相机                 a'],
    [30, '22  Radio 📻 ok              b'],
    [30, ' 3  一个非常非常非常非常长…  c'],
  ])
})

it('lets no saved text steer the terminal', () => {
  expect(harmless('a\u001b[31mred\u0007\u009b2J\u202eb\tc\nd')).toBe('a[31mred2Jb\tc\nd')
})
