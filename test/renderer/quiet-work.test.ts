import { expect, test } from 'vitest'
import { QuietWork } from '../../src/renderer/state/quiet-work.svelte.ts'

const work = (key: string, share: number | null) => ({ key, text: key, share, place: null })

test('the latest work is shown, and the one before it when that is over', () => {
  const quiet = new QuietWork()
  quiet.say(work('import', 0))
  quiet.say(work('verify', null))
  quiet.say(work('import', 0.5))
  const both = [quiet.all.map(({ key, share }) => [key, share]), quiet.latest?.key]
  quiet.end('verify')
  const one = quiet.latest
  quiet.end('import')
  quiet.end('import')
  expect([both, one, quiet.latest]).toEqual([
    [
      [
        ['import', 0.5],
        ['verify', null],
      ],
      'verify',
    ],
    work('import', 0.5),
    null,
  ])
})
