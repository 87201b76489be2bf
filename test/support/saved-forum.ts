/* Pages of a made-up Discuz! forum as files: a long thread that was saved in parts, and saved again later. */

export interface MadePost {
  readonly floor: number
  readonly author: string
  readonly html: string
}

export interface MadePage {
  readonly title: string
  readonly thread: number
  readonly page: number
  readonly pages: number
  readonly savedAt: string
  readonly posts: readonly MadePost[]
  /** Put into the page around its posts. */
  readonly around?: string
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
const uidOf = (author: string): number => Array.from(author).reduce((sum, sign) => sum + sign.codePointAt(0)!, 0)

/** A page as a browser saves it, with the mark that tells when. */
export function madePage({ title, thread, page, pages, savedAt, posts, around = '' }: MadePage): string {
  const address = `https://lamps.example/thread-${thread}-${page}-1.html`
  const others = Array.from({ length: pages }, (_, index) => index + 1)
    .map(number =>
      number === page ? `<strong>${number}</strong>` : `<a href="thread-${thread}-${number}-1.html">${number}</a>`,
    )
    .join('')
  return `<!DOCTYPE html>
<!--
 Page saved with SingleFile
 url: ${address}
 saved date: ${new Date(savedAt).toUTCString()}
-->
<html><head><meta charset="utf-8"><title>${escaped(title)} - 城市记忆 - 灯下论坛 - Powered by Discuz!</title>
<link href="${address}" rel="canonical"><meta name="generator" content="Discuz! X3.4">
<meta name="application-name" content="灯下论坛">
<style>body{font:14px/1.6 sans-serif;background:#f4f1ea;margin:0}#wp{width:960px;margin:0 auto;background:#fff}.plhin{width:100%;border-top:2px solid #c9b48a}.pls{width:160px;background:#efe9db;vertical-align:top;padding:12px}.plc{padding:12px;vertical-align:top}</style>
</head><body id="nv_forum" class="pg_viewthread">${around}<div id="wp" class="wp">
<div id="pt" class="bm cl"><div class="z"><a href="./" class="nvhm">灯下论坛</a><em>&raquo;</em><a href="forum.php">论坛</a> <em>&rsaquo;</em> <a href="forum-12-1.html">城市记忆</a> <em>&rsaquo;</em> <a href="thread-${thread}-1-1.html">${escaped(title)}</a></div></div>
<div id="ct" class="wp cl"><div id="pgt" class="pgs"><div class="pg">${others}<label><span title="共 ${pages} 页"> / ${pages} 页</span></label></div></div>
<div id="postlist" class="pl bm"><h1 class="ts"><span id="thread_subject">${escaped(title)}</span></h1>
${posts.map(post => madePost(thread, post)).join('\n')}
</div></div></div></body></html>`
}

function madePost(thread: number, { floor, author, html }: MadePost): string {
  const id = thread * 1_000 + floor
  const day = `2019-${String(1 + (floor % 12)).padStart(2, '0')}-${String(1 + (floor % 28)).padStart(2, '0')}`
  return `<div id="post_${id}"><table id="pid${id}" class="plhin" summary="pid${id}"><tr>
<td class="pls" rowspan="2"><div id="favatar${id}" class="pls favatar"><div class="pi"><div class="authi"><a href="space-uid-${uidOf(author)}.html" class="xw1">${escaped(author)}</a></div></div></div></td>
<td class="plc"><div class="pi"><strong><a href="forum.php?mod=redirect&amp;goto=findpost&amp;ptid=${thread}&amp;pid=${id}" id="postnum${id}"><em>${floor}</em><sup>#</sup></a></strong>
<div class="pti"><div class="authi"><em id="authorposton${id}">发表于 ${day} 21:${String(10 + (floor % 50))}</em></div></div></div>
<div class="pct"><div class="pcb"><div class="t_fsz"><table><tr><td class="t_f" id="postmessage_${id}">${html}</td></tr></table></div></div></div></td></tr></table></div>`
}

const people = ['林小舟', '远山', 'Ada', '白鹭', '夜航船', 'Bo', '老槐树']
const sayings = [
  '水塔的灯每晚七点亮，楼下的人就知道该回家吃饭了。',
  '那年冬天我在塔下等过一班末班车，雪一直下到站台边上。',
  'I still have a photograph of the old tower, taken from the ferry in 1987.',
  '听说要改成图书馆？那可比拆掉好多了。',
  '楼梯一共一百九十二级，我数过两遍。',
  '同意楼上。拆之前至少应该留一份测绘图。',
  '晚上从江对岸看过来，它像一盏没有人关的灯。',
]

/** What a person of the made-up forum says on a floor. */
export function madeFloor(floor: number, html?: string): MadePost {
  return {
    floor,
    author: floor === 1 ? people[0]! : people[(floor * 5) % people.length]!,
    html: html ?? `${sayings[floor % sayings.length]!}<br>（第 ${floor} 楼）`,
  }
}

/** Seven files of two threads: pages missing, a post deleted, one edited, one gone, pictures and a hidden part missing. */
export function savedForum(around = ''): Readonly<Record<string, string>> {
  const title = '旧水塔的灯，还有人记得吗？'
  const floorsOf = (page: number): number[] => Array.from({ length: 10 }, (_, index) => (page - 1) * 10 + index + 1)
  const opening = '城北那座旧水塔，塔顶有一盏灯。<br>小时候它每晚七点亮，明年就要拆了。<br>谁还有照片？'
  const later =
    '城北那座旧水塔，塔顶有一盏绿色的灯。<br>小时候它每晚七点准时亮，后年才拆，先改成图书馆。<br>谁还有老照片？请发上来。<i class="pstatus"> 本帖最后由 林小舟 于 2024-5-2 08:30 编辑 </i>'
  const page = (number: number, savedAt: string, posts: readonly MadePost[], pages = 8): string =>
    madePage({ title, thread: 88, page: number, pages, savedAt, posts, around })
  const plain = (number: number): MadePost[] => floorsOf(number).map(floor => madeFloor(floor))
  const first = [madeFloor(1, opening), ...plain(1).slice(1)]
  const again = [madeFloor(1, later), ...plain(1).slice(1)].filter(post => post.floor !== 6)
  const third = plain(3).filter(post => post.floor !== 25)
  third[1] = madeFloor(
    22,
    '当年的照片：<br><img src="https://pics.example/tower-1987.jpg"><br><img src="data/attachment/stairs.jpg">',
  )
  third[6] = madeFloor(28, '<div class="locked">游客，如果您要查看本帖隐藏内容请<a href="#">回复</a></div>')
  return {
    '水塔-1.html': page(1, '2023-03-01T10:00:00Z', first),
    '水塔-1 again.html': page(1, '2024-06-01T10:00:00Z', again),
    '水塔-2.html': page(2, '2023-03-01T10:01:00Z', plain(2)),
    '水塔-3.html': page(3, '2023-03-01T10:02:00Z', third),
    '水塔-5.html': page(5, '2023-03-01T10:04:00Z', plain(5)),
    '水塔-6.html': page(6, '2023-03-01T10:05:00Z', plain(6).slice(0, 6), 6),
    'ferry.html': madePage({
      title: 'The last ferry across the river',
      thread: 90,
      page: 1,
      pages: 3,
      savedAt: '2023-03-01T11:00:00Z',
      posts: plain(1),
    }),
  }
}
