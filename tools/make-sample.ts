/*
 * Makes resources/sample: a small made-up forum as people save such pages. GBK pages with a folder of pictures, a second
 * page, Big5, UTF-8, copied text. The same bytes at every run: node tools/run.mjs tools/make-sample.ts
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { copiedText } from './sample/copied-text.ts'
import type { DiscuzWords } from './sample/discuz-page.ts'
import { discuzPage, english, simplified, traditional } from './sample/discuz-page.ts'
import { encoderFor } from './sample/encode.ts'
import type { PicturesOf } from './sample/phpwind-page.ts'
import { phpwindPage } from './sample/phpwind-page.ts'
import { avatarPicture, scenePicture } from './sample/picture.ts'
import type { SampleThread } from './sample/words.ts'
import { camera, library, radio, railway, tomato } from './sample/words.ts'

const target = path.resolve(import.meta.dirname, '../resources/sample')
const postsPerPage = 10
const random = seeded(20_131_012)

rmSync(target, { recursive: true, force: true })
const pages = Math.ceil(camera.posts.length / postsPerPage)
for (let page = 1; page <= pages; page++) {
  const first = (page - 1) * postsPerPage
  const posts = camera.posts.slice(first, first + postsPerPage)
  save(`haitangli/camera-page-${page}.htm`, { ...camera, posts }, pictures =>
    encoderFor('gbk')(phpwindPage({ thread: camera, page, pages, first, posts, pictures, random })),
  )
}
write('copied/library-hours.txt', Buffer.from(copiedText(library, random)))
saveDiscuz('river-and-railway/salt-line.html', railway, simplified, text => Buffer.from(text))
saveDiscuz('balcony/tomatoes.html', tomato, traditional, encoderFor('big5'))
saveDiscuz('lamplight/kitchen-radio.html', radio, english, text => Buffer.from(text))

function saveDiscuz(file: string, thread: SampleThread, words: DiscuzWords, encode: (text: string) => Buffer): void {
  save(file, thread, pictures => encode(discuzPage(thread, words, pictures)))
}

/** Writes a page and, in a folder beside it as browsers name it, the pictures of its posts and posters. */
function save(file: string, shown: SampleThread, page: (pictures: PicturesOf) => Buffer): void {
  const folder = file.replace(/\.html?$/, '_files')
  for (const { by, picture } of shown.posts) {
    write(`${folder}/face-${by.uid}.png`, avatarPicture(by.hue))
    if (picture) write(`${folder}/${picture.name}.png`, scenePicture(picture.scene))
  }
  const address = `./${path.basename(folder)}`
  const pictures: PicturesOf = {
    avatar: person => `${address}/face-${person.uid}.png`,
    picture: name => `${address}/${name}.png`,
  }
  write(file, page(pictures))
}

function write(file: string, bytes: Buffer): void {
  const full = path.join(target, file)
  mkdirSync(path.dirname(full), { recursive: true })
  writeFileSync(full, bytes)
}

/** Park and Miller's generator. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
