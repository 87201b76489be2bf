/* Prints the program file of the Chromium that the end-to-end tests use; nothing where there is none. */
import { findChromium } from '../src/web/chromium.ts'

process.stdout.write((await findChromium()) ?? '')
