import { test } from '../support/web-program.ts'
import { journeys } from './journeys/index.ts'

journeys(test)
