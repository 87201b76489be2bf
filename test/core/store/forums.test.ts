import { expect, test } from 'vitest'
import { listForums } from '../../../src/core/store/forums.ts'
import { libraryOf } from '../../support/search-library.ts'

test('boards stand by name as people look for them, numbers by their size', () => {
  const boards = ['版块 10', '水塔', 'Food', '版块 2', '版块 1']
  const threads = boards.map((board, index) => ({ id: index + 1, title: board, board }))
  const db = libraryOf(
    threads.map(({ id }) => ({ text: '水', thread: id })),
    threads,
  )
  expect(listForums(db)[0]!.boards.map(({ name }) => name)).toEqual(['版块 1', '版块 2', '版块 10', '水塔', 'Food'])
})
