/* What a person does with Threadloft; the same in every shell. */
import { gaps } from './gaps.ts'
import { importing } from './imports.ts'
import { speaking } from './languages.ts'
import { byKeyboard } from './keyboard.ts'
import { owning } from './own.ts'
import { reading } from './reading.ts'
import { searching } from './search.ts'
import { caring } from './services.ts'
import { starting } from './start.ts'
import type { Test } from './steps.ts'
import { talking } from './talking.ts'

export function journeys(test: Test): void {
  starting(test)
  importing(test)
  searching(test)
  reading(test)
  talking(test)
  gaps(test)
  owning(test)
  caring(test)
  byKeyboard(test)
  speaking(test)
}
