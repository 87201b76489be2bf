/* A process of its own that imports a folder, to be killed at any moment: node import-child.ts LIBRARY FOLDER. */
import { openTestLibrary } from './library.ts'

const [folder, given] = process.argv.slice(2)
if (folder === undefined || given === undefined) throw new Error('a library and a folder are needed')
const library = await openTestLibrary(folder)
process.stdout.write('importing\n')
const report = await library.importAll(given)
await library.close()
process.stdout.write(`${report.state}\n`)
