import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { ownWords, readLaunch } from '../../src/main/launch.ts'

describe('what a command line asks of the desktop program', () => {
  const folder = path.resolve('/home/reader')
  const below = (name: string): string => path.join(folder, name)

  test.each([
    [[], null, []],
    [['a.html', '帖子'], null, [below('a.html'), below('帖子')]],
    [['--library', 'lib', 'a.html'], below('lib'), [below('a.html')]],
    [['--library=lib'], below('lib'), []],
    [['--library'], null, []],
    [['--inspect', '--js-flags=--x', '-r', '--renderer-cmd-prefix=sh', '--', ''], null, []],
  ])('%j', (words, library, paths) => expect(readLaunch(words, folder)).toEqual({ library, paths }))

  test('the program’s own folder is no file to import', () => {
    const argv = ['electron', '--no-sandbox', '--inspect=0', '.', '--library', 'lib', 'a.html']
    expect(readLaunch(ownWords(argv, false), folder)).toEqual({ library: below('lib'), paths: [below('a.html')] })
    expect(readLaunch(ownWords(['/opt/threadloft', 'a.html'], true), folder)).toEqual({
      library: null,
      paths: [below('a.html')],
    })
  })
})
