/* Saved pages of a made-up forum: threads of three pages, five posts a page. */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export const postsOnPage = 5

/** Writes so many pages into a folder. */
export function towerPages(folder: string, pages: number): void {
  mkdirSync(folder, { recursive: true })
  for (let number = 0; number < pages; number++)
    writeFileSync(path.join(folder, `${String(number).padStart(4, '0')}.html`), towerPage(number))
}

/** One page, by its number: the pages of a thread follow each other. */
export function towerPage(number: number): string {
  const [thread, page] = [Math.floor(number / 3), (number % 3) + 1]
  const posts = Array.from({ length: postsOnPage }, (_, at) => {
    const floor = (page - 1) * postsOnPage + at + 1
    return `<table id="pid${thread * 100 + floor}"><tr><td class="pls"><div class="authi"><a href="space-uid-${at + 1}.html" class="xw1">人${at + 1}</a></div></td>
        <td class="plc"><div class="pi"><strong><a id="postnum${thread * 100 + floor}"><em>${floor}</em><sup>#</sup></a></strong>
        <div class="authi"><em id="authorposton${thread * 100 + floor}">发表于 2012-5-${floor} 10:0${at}</em></div></div>
        <div class="pct"><table><tr><td class="t_f" id="postmessage_${thread * 100 + floor}">第${thread}座水塔的第${floor}句话</td></tr></table></div></td></tr></table>`
  })
  return `<!doctype html><!-- saved from url=(0060)http://tower.example/thread-${thread + 1}-${page}-1.html -->
      <html><head><meta charset="utf-8"><meta name="generator" content="Discuz! X3.4"><title>水塔 ${thread} - 茶馆 - Powered by Discuz!</title></head>
      <body id="nv_forum"><div id="postlist"><h1 class="ts"><a id="thread_subject" href="thread-${thread + 1}-1-1.html">水塔 ${thread}</a></h1>${posts.join('')}</div></body></html>`
}
