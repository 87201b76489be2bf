/* A thread of any length as saved pages: short posts, told apart by their floors. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'

export const longTitle = '每天记一句河水的高度'
const perPage = 100
const people = ['水文站老何', '河边人', '摆渡阿顺', '芦花']

const post = (floor: number): string => {
  const pid = 900_000 + floor
  const name = people[(floor * 7) % people.length]!
  const day = new Date(Date.UTC(2009, 0, floor, 7, 30)).toISOString()
  const at = `${day.slice(0, 10)} ${day.slice(11, 16)}`
  return `<div id="post_${pid}"><table id="pid${pid}" class="plhin"><tr><td class="pls"><div class="pls favatar">
<div class="pi"><div class="authi"><a href="home.php?mod=space&amp;uid=${people.indexOf(name) + 1}" class="xw1">${name}</a></div></div></div></td>
<td class="plc"><div class="pi"><strong><a id="postnum${pid}"><em>${floor}</em><sup>#</sup></a></strong>
<div class="pti"><div class="authi"><em id="authorposton${pid}">发表于 ${at}</em></div></div></div>
<div class="pct"><div class="pcb"><div class="t_fsz"><table><tr><td class="t_f" id="postmessage_${pid}">
第 ${floor} 天，水位 ${100 + ((floor * 37) % 400)} 厘米。${floor % 9 === 0 ? '下了一夜的雨，桥墩上的红线又看不见了。' : ''}</td></tr></table></div></div></div></td></tr></table></div>`
}

function page(number: number, floors: number): string {
  const pages = Math.ceil(floors / perPage)
  const first = (number - 1) * perPage + 1
  const last = Math.min(floors, number * perPage)
  const address = `https://bbs.shuiwei.example/thread-4100-${number}-1.html`
  const all = Array.from({ length: last - first + 1 }, (_, index) => post(first + index))
  return `<!DOCTYPE html><!-- saved from url=(${String(address.length).padStart(4, '0')})${address} -->
<html><head><meta charset="utf-8"><title>${longTitle} - 水边 - 水位论坛 - Powered by Discuz!</title>
<meta name="generator" content="Discuz! X3.4" /></head><body id="nv_forum" class="pg_viewthread">
<div id="pt" class="bm cl"><div class="z"><a href="./" title="水位论坛">水位论坛</a><em>&rsaquo;</em> <a href="forum-9-1.html">水边</a> <em>&rsaquo;</em> <a href="thread-4100-1-1.html">${longTitle}</a></div></div>
<div id="ct"><div class="pg"><strong>${number}</strong><a href="thread-4100-${pages}-1.html" class="last">... ${pages}</a></div>
<div id="postlist" class="pl bm"><h1 class="ts"><span id="thread_subject">${longTitle}</span></h1>
${all.join('\n')}
</div></div></body></html>`
}

/** Writes the pages of a thread of so many floors into a new folder. */
export async function saveLongThread(folder: string, floors: number): Promise<void> {
  await mkdir(folder)
  for (let number = 1; number <= Math.ceil(floors / perPage); number += 1)
    await writeFile(path.join(folder, `page-${number}.html`), page(number, floors))
}
