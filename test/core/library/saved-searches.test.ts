import { expect, test } from 'vitest'
import { contract, type Input, type Output } from '../../../src/core/contract/index.ts'
import { answer } from '../../../src/core/contract/procedure.ts'
import { systemClock } from '../../../src/core/library/ports.ts'
import { savedSearchChanges } from '../../../src/core/library/saved-searches.ts'
import { searchHandlers } from '../../../src/core/library/search-library.ts'
import { libraryOf } from '../../support/search-library.ts'

type Name = 'searches.list' | 'searches.save' | 'searches.rename' | 'searches.remove' | 'searches.move' | 'search.run'

function library() {
  const db = libraryOf([{ text: '苹果 和 梨' }, { text: '苹果' }, { text: '桃' }])
  const handlers = { ...searchHandlers(db).handlers, ...savedSearchChanges(db, systemClock) }
  const calls = Object.fromEntries(Object.keys(handlers).map(name => [name, contract[name as Name]]))
  /** The answer, or the error's code with why. */
  const ask = async <N extends Name>(name: N, input: Input<N>): Promise<Output<N>> => {
    const reply = await answer(calls, handlers as never, name, input)
    if (reply.ok) return reply.value as Output<N>
    return [reply.error.code, reply.error.details['reason'] ?? reply.error.details['name']] as never
  }
  const listed = async () => {
    const { searches } = await ask('searches.list', {})
    return searches.map(({ name, query, posts }) => `${name} = ${query} (${posts})`)
  }
  const save = (name: string, query: string, searchId: number | null = null) =>
    ask('searches.save', { name, query, searchId })
  return { ask, listed, save }
}

test('saved searches stand in their order with how many posts they find', async () => {
  const { ask, listed, save } = library()
  await save('Apples', '苹果')
  await save('Pears', 'search:apples 梨')
  const { searchId } = await save('Fruit', '苹果 OR 桃')
  expect(await listed()).toEqual(['Apples = 苹果 (2)', 'Pears = search:apples 梨 (1)', 'Fruit = 苹果 OR 桃 (3)'])
  await ask('searches.move', { searchId, place: 0 })
  expect((await listed())[0]).toBe('Fruit = 苹果 OR 桃 (3)')
})

test('a saved search is used by its name within others, and a new name goes to all of them', async () => {
  const { ask, listed, save } = library()
  const { searchId } = await save('Apples', '苹果')
  await save('No apples', '-search:APPLES OR search:"apples" 梨')
  expect(await ask('search.run', { query: 'search:"no apples"', order: 'oldest' })).toMatchObject({ total: 2 })
  await ask('searches.rename', { searchId, name: 'Red fruit' })
  expect(await listed()).toEqual([
    'Red fruit = 苹果 (2)',
    'No apples = -search:"Red fruit" OR search:"Red fruit" 梨 (2)',
  ])
})

test('what leads back to itself is refused, and nothing is changed by the attempt', async () => {
  const { listed, save } = library()
  const { searchId } = await save('One', '苹果')
  await save('Two', 'search:One')
  expect(await save('One', '桃 search:Two', searchId)).toEqual(['bad-query', 'search-circle'])
  expect(await save('Self', 'search:Self')).toEqual(['bad-query', 'search-circle'])
  expect(await listed()).toEqual(['One = 苹果 (2)', 'Two = search:One (2)'])
})

test.each([
  ['a name that is taken, however it is written', 'ＯＮＥ', '桃', ['search-name-taken', 'One']],
  ['a search that is not there', 'Two', 'search:Nowhere', ['bad-query', 'search-unknown']],
  ['a query that cannot be read', 'Two', '"桃', ['bad-query', 'unclosed-quote']],
  ['a query that asks for nothing', 'Two', '  ', ['bad-input', '"  "']],
])('refuses %s', async (_what, name, query, refusal) => {
  const { save } = library()
  await save('One', '苹果')
  expect(await save(name, query)).toEqual(refusal)
})

test('a search that another uses stays until that one is gone', async () => {
  const { ask, listed, save } = library()
  const { searchId } = await save('One', '苹果')
  const two = await save('Two', 'search:One')
  expect(await ask('searches.remove', { searchId })).toEqual(['search-in-use', 'One'])
  await ask('searches.remove', two)
  await ask('searches.remove', { searchId })
  expect(await listed()).toEqual([])
})

test('searches that name each other many times over are refused before they grow beyond measure', async () => {
  const { ask, save } = library()
  await save('S0', '苹果')
  for (let depth = 1; depth <= 7; depth++) await save(`S${depth}`, `search:S${depth - 1} OR search:S${depth - 1}`)
  expect(await ask('search.run', { query: 'search:S7' })).toMatchObject({ total: 2 })
  expect(await save('S9', 'search:S7 OR search:S7 OR search:S7')).toEqual(['bad-query', 'too-many-terms'])
})
