/* Saved pages of a made-up forum about water towers, as files: threads with some posts a page. */

export interface TowerPage {
  readonly thread: number
  /** The first floor that the page shows, and how many. */
  readonly from?: number
  readonly posts?: number
  readonly page?: number
  /** Something that makes the file another one while its posts stay the same. */
  readonly note?: string
}

/** The markup of one saved page. */
export function towerPage({ thread, from = 1, posts = 3, page = 1, note = '' }: TowerPage): string {
  const floors = Array.from({ length: posts }, (_, at) => from + at)
  const shown = floors.map(floor => {
    const id = thread * 1_000 + floor
    return `<table id="pid${id}"><tr><td class="pls"><div class="authi"><a href="space-uid-${floor}.html" class="xw1">守塔人${floor}</a></div></td>
      <td class="plc"><div class="pi"><strong><a id="postnum${id}"><em>${floor}</em><sup>#</sup></a></strong>
      <div class="authi"><em id="authorposton${id}">发表于 2014-6-${floor} 09:15</em></div></div>
      <div class="pct"><table><tr><td class="t_f" id="postmessage_${id}">第${thread}座水塔，第${floor}层的话</td></tr></table></div></td></tr></table>`
  })
  return `<!doctype html><!-- saved from url=(0060)http://tower.example/thread-${thread}-${page}-1.html -->
    <html><head><meta charset="utf-8"><meta name="generator" content="Discuz! X3.4"><title>水塔 ${thread} - 茶馆 - Powered by Discuz!</title></head>
    <body id="nv_forum"><!-- ${note} --><div id="postlist"><h1 class="ts"><a id="thread_subject" href="thread-${thread}-1-1.html">水塔 ${thread}</a></h1>${shown.join('')}</div></body></html>`
}
