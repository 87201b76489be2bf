/*
 * Types names into the quick switcher of a library and says what each key cost, and how much memory all of it took. Words:
 * the library's folder, then what is typed.
 */
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { switcherContract } from '../../src/core/contract/switcher.ts'
import { namesFile } from '../../src/core/library/names-file.ts'
import { systemClock } from '../../src/core/library/ports.ts'
import { searchHandlers } from '../../src/core/library/search-library.ts'
import { openForReading } from '../../src/core/store/open.ts'

const [folder, ...typed] = process.argv.slice(2)
const db = openForReading(folder!)
// Code and database are there already when somebody opens the switcher.
db.prepare('SELECT count(*) FROM thread').get()
const bytesBefore = process.memoryUsage.rss()
const { handlers, close } = searchHandlers(db, systemClock, path.join(folder!, namesFile))
const cost = async (text: string): Promise<number> => {
  // Nobody types so quickly that nothing can be done between two keys.
  await setTimeout(20)
  const before = process.threadCpuUsage()
  await handlers['switcher.find'](switcherContract['switcher.find'].input.parse({ text }))
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1_000
}
const ready = await cost(typed[0]![0]!)
const keys: number[] = []
for (const word of typed) {
  const characters = Array.from(word)
  for (let end = 1; end <= characters.length; end++) keys.push(await cost(characters.slice(0, end).join('')))
}
process.stdout.write(JSON.stringify({ ready, keys, bytes: process.memoryUsage.rss() - bytesBefore }))
close()
db.close()
