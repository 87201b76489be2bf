/*
 * Makes resources/fonts, the fonts that printed threads embed: node tools/make-fonts.mjs
 *
 * They are static cuts of Noto Sans SC: Chromium embeds a variable font as nameless Type 3 glyphs, a static one as a
 * real subset. Regular holds every character of the whole font (30,000: all of GBK and Big5), Bold the usual ones
 * (GB 2312, the first plane of Big5, kana, Latin, Greek, Cyrillic); what Bold lacks is set in emboldened Regular. The web
 * packages of this font leave out 8,700 of the GBK characters. The source (100 MB) is no dependency of the program: it
 * is fetched here, once, by whoever changes the fonts.
 */
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'

const source = '@expo-google-fonts/noto-sans-sc@0.4.3'
const cutter = 'subset-font@2.9.0'
const target = path.resolve(import.meta.dirname, '../resources/fonts')
const temporary = mkdtempSync(path.join(os.tmpdir(), 'threadloft-fonts-'))

/** Every character of a two-byte charset between two lead bytes. */
function* doubleBytes(charset, firstLead, lastLead) {
  const decoder = new TextDecoder(charset)
  for (let lead = firstLead; lead <= lastLead; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const decoded = decoder.decode(Uint8Array.of(lead, trail))
      if ([...decoded].length === 1 && decoded !== '\ufffd') yield decoded
    }
}

function* range(first, last) {
  for (let code = first; code <= last; code++) yield String.fromCodePoint(code)
}

const western = [...range(0x20, 0x7e), ...range(0xa0, 0x52f), ...range(0x2000, 0x2bff), ...range(0x3000, 0x33ff)]
const usual = new Set([
  ...western,
  ...doubleBytes('gb2312', 0xa1, 0xf7),
  ...doubleBytes('big5', 0xa1, 0xc6),
  ...range(0xfe30, 0xfe4f),
  ...range(0xff00, 0xffef),
])
const whole = new Set([...usual, ...range(0x2e80, 0x9fff), ...range(0xf900, 0xfaff), ...range(0x20000, 0x323af)])

try {
  execFileSync('npm', ['install', '--prefix', temporary, '--no-save', '--ignore-scripts', source, cutter], {
    stdio: 'inherit',
  })
  const { default: subset } = await import(createRequire(path.join(temporary, 'x.js')).resolve('subset-font'))
  const folder = path.join(temporary, 'node_modules/@expo-google-fonts/noto-sans-sc')
  for (const [cut, weight, characters] of [
    ['regular', '400Regular', whole],
    ['bold', '700Bold', usual],
  ]) {
    const full = readFileSync(path.join(folder, weight, `NotoSansSC_${weight}.ttf`))
    const bytes = await subset(full, [...characters].join(''), { targetFormat: 'woff2' })
    writeFileSync(path.join(target, `noto-sans-sc-${cut}.woff2`), bytes)
    console.log(`noto-sans-sc-${cut}.woff2: ${bytes.length} bytes`)
  }
  copyFileSync(path.join(folder, 'LICENSE_FONT'), path.join(target, 'OFL.txt'))
} finally {
  rmSync(temporary, { recursive: true, force: true })
}
