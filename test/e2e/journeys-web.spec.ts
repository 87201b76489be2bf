import { test } from '../support/web-program.ts'
import { journeys } from './journeys.ts'

journeys(test)
