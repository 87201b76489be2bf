/* Sample pages in the structure of Discuz! X3.4, in the three languages its forums were run in. */
import type { PicturesOf } from './phpwind-page.ts'
import type { SamplePost, SampleThread } from './words.ts'

export interface DiscuzWords {
  readonly charset: string
  readonly index: string
  readonly floors: readonly string[]
  readonly posted: string
  readonly quoted: (name: string, at: string) => string
  readonly edited: (name: string, at: string) => string
  readonly card: readonly [
    uid: string,
    posts: string,
    digests: string,
    credits: string,
    joined: string,
    lastSeen: string,
  ]
}

export const simplified: DiscuzWords = {
  charset: 'utf-8',
  index: '论坛',
  floors: ['楼主', '沙发', '板凳', '地板'],
  posted: '发表于',
  quoted: (name, at) => `${name} 发表于 ${at}`,
  edited: (name, at) => `本帖最后由 ${name} 于 ${at} 编辑`,
  card: ['UID', '帖子', '精华', '积分', '注册时间', '最后登录'],
}
export const traditional: DiscuzWords = {
  charset: 'big5',
  index: '論壇',
  floors: ['樓主', '沙發', '板凳', '地板'],
  posted: '發表於',
  quoted: (name, at) => `${name} 發表於 ${at}`,
  edited: (name, at) => `本帖最後由 ${name} 於 ${at} 編輯`,
  card: ['UID', '帖子', '精華', '積分', '註冊時間', '最後登錄'],
}
export const english: DiscuzWords = {
  charset: 'utf-8',
  index: 'Forum',
  floors: [],
  posted: 'Posted on',
  quoted: (name, at) => `${name} posted on ${at}`,
  edited: (name, at) => `Last edited by ${name} on ${at}`,
  card: ['UID', 'Posts', 'Digests', 'Credits', 'Registered', 'Last seen'],
}

/** A whole thread on one page. */
export function discuzPage(thread: SampleThread, words: DiscuzWords, pictures: PicturesOf): string {
  const full = `https://${thread.host}/thread-${thread.id}-1-1.html`
  return `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<!-- saved from url=(${String(full.length).padStart(4, '0')})${full} -->
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=${words.charset}" />
<title>${thread.title} - ${thread.board} - ${thread.forum} - Powered by Discuz!</title>
<link href="${full}" rel="canonical" />
<meta name="generator" content="Discuz! X3.4" />
</head>
<body id="nv_forum" class="pg_viewthread">
<div id="pt" class="bm cl"><div class="z"><a href="./" class="nvhm" title="${thread.forum}">${thread.forum}</a><em>&rsaquo;</em> <a href="forum.php">${words.index}</a> <em>&rsaquo;</em> <a href="forum-${thread.boardId}-1.html">${thread.board}</a> <em>&rsaquo;</em> <a href="thread-${thread.id}-1-1.html">${thread.title}</a></div></div>
<div id="ct" class="wp cl">
<div id="postlist" class="pl bm">
<table cellspacing="0" cellpadding="0"><tr><td class="pls"></td><td class="plc ptm pbn vwthd"><h1 class="ts"><span id="thread_subject">${thread.title}</span></h1></td></tr></table>
${thread.posts.map((post, position) => postMarkup(thread, words, pictures, post, position)).join('\n')}
</div></div>
<div id="ft">Powered by <strong>Discuz!</strong> <em>X3.4</em></div>
</body>
</html>
`
}

function postMarkup(
  thread: SampleThread,
  words: DiscuzWords,
  pictures: PicturesOf,
  post: SamplePost,
  position: number,
): string {
  const pid = thread.id * 10 + position * 4
  const floor = words.floors[position] ?? `<em>${position + 1}</em><sup>#</sup>`
  const { by } = post
  const values = [by.uid, by.posts, by.digests, by.coins, by.joined, by.lastSeen]
  const fields = words.card.map((label, index) => `<dt>${label}</dt><dd>${values[index]!}</dd>`)
  const signature = by.signature ? `<tr><td class="plc plm"><div class="sign">${by.signature}</div></td></tr>` : ''
  return `<div id="post_${pid}"><table id="pid${pid}" class="plhin" cellspacing="0" cellpadding="0">
<tr><td class="pls" rowspan="2"><div class="pls favatar">
<div class="pi"><div class="authi"><a href="home.php?mod=space&amp;uid=${by.uid}" target="_blank" class="xw1">${by.name}</a></div></div>
<div class="avatar"><a href="home.php?mod=space&amp;uid=${by.uid}" class="avtm"><img src="${pictures.avatar(by)}" /></a></div>
<p><em><a href="home.php?mod=spacecp&amp;ac=usergroup&amp;gid=${by.uid}">${by.rank}</a></em></p>
<dl class="pil cl">${fields.join('')}</dl>
</div></td>
<td class="plc"><div class="pi"><strong><a href="forum.php?mod=redirect&amp;goto=findpost&amp;ptid=${thread.id}&amp;pid=${pid}" id="postnum${pid}">${floor}</a></strong>
<div class="pti"><div class="authi"><em id="authorposton${pid}">${words.posted} ${post.at}</em></div></div></div>
<div class="pct"><div class="pcb"><div class="t_fsz"><table cellspacing="0" cellpadding="0"><tr><td class="t_f" id="postmessage_${pid}">
${bodyMarkup(thread, words, pictures, post)}</td></tr></table></div>${rates(post, pid)}</div></div></td></tr>
${signature}
</table></div>`
}

function bodyMarkup(thread: SampleThread, words: DiscuzWords, pictures: PicturesOf, post: SamplePost): string {
  const { quote, lines, picture, edited, by } = post
  const quoted = quote && thread.posts[quote.of]!
  const head = quoted
    ? `<div class="quote"><blockquote><font size="2"><a href="forum.php?mod=redirect&amp;goto=findpost&amp;pid=${thread.id * 10 + quote.of * 4}&amp;ptid=${thread.id}" target="_blank"><font color="#999999">${words.quoted(quoted.by.name, quoted.at)}</font></a></font><br />\n${quote.lines.join('<br />\n')}</blockquote></div><br />\n`
    : ''
  const edit = edited ? `<i class="pstatus"> ${words.edited(by.name, edited)} </i><br /><br />\n` : ''
  const image = picture
    ? `<br />\n<ignore_js_op><img id="aimg_${picture.name}" src="${pictures.picture(picture.name)}" class="zoom" /></ignore_js_op>`
    : ''
  return edit + head + lines.join('<br />\n') + image
}

function rates({ ratings = [] }: SamplePost, pid: number): string {
  if (ratings.length === 0) return ''
  const rows = ratings.map(
    ({ by, score, reason }) =>
      `<tr id="rate_${pid}_${by.uid}"><td><a href="home.php?mod=space&amp;uid=${by.uid}">${by.name}</a></td><td class="xi1"> ${score}</td><td class="xg1">${reason}</td></tr>`,
  )
  return `<dl id="ratelog_${pid}" class="rate"><dd><table class="ratl">${rows.join('')}</table></dd></dl>`
}
