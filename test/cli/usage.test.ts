import { expect, it } from 'vitest'
import { start, threadloft } from '../support/command.ts'

it('shows help in the language of the system', async () => {
  const { stdout, status } = await start(['--help'], { LC_ALL: 'zh_CN.UTF-8' }).end
  expect([status, stdout.split('\n')[0], stdout.includes('搜索全部帖子')]).toEqual([
    0,
    '用法： threadloft [options] [command]',
    true,
  ])
})

it.each([
  [['frobnicate'], 'frobnicate'],
  [['inspect'], 'file'],
  [['threads', '--colour'], '--colour'],
  [['export', '1', '--format', 'doc', '--out', 'x'], 'doc'],
  [['show', 'first'], 'first'],
])('says what it did not understand of %j', async (words, part) => {
  const outcome = await threadloft(...words)
  expect(outcome).toEqual({ status: 2, stdout: '', stderr: expect.stringContaining(part) as string })
  expect(outcome.stderr).not.toMatch(/\n\s+at /)
})
