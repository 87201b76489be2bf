/* Sample pages in the structure of phpwind 7.5: as the forum served them, anti-copy noise included. */
import type { SamplePerson, SamplePost, SampleThread } from './words.ts'

/** How a page of the sample names its pictures. */
export interface PicturesOf {
  avatar(person: SamplePerson): string
  picture(name: string): string
}

export interface PhpwindPage {
  readonly thread: SampleThread
  readonly page: number
  readonly pages: number
  /** Position of the page's first post in the thread, from 0. */
  readonly first: number
  readonly posts: readonly SamplePost[]
  readonly pictures: PicturesOf
  /** Random numbers from 0 to 1, the same at every run. */
  readonly random: () => number
}

const named = ['楼主', '沙发', '板凳', '地板']
export const phpwindFloor = (position: number): string => named[position] ?? `${position}楼`
const pidOf = (thread: SampleThread, position: number): string =>
  position === 0 ? 'tpc' : String(thread.id * 10 + 7 + position * 3)

/** A whole page, as UTF-8 text; its meta says gbk. */
export function phpwindPage(page: PhpwindPage): string {
  const { thread, pages } = page
  const address = `read.php?tid=${thread.id}${page.page > 1 ? `&page=${page.page}` : ''}`
  const full = `http://${thread.host}/${address}`
  const links = Array.from({ length: pages }, (_, index) =>
    index + 1 === page.page
      ? `<b>${index + 1}</b>`
      : `<a href="read.php?tid=${thread.id}&page=${index + 1}">${index + 1}</a>`,
  )
  return `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<!-- saved from url=(${String(full.length).padStart(4, '0')})${full} -->
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=gbk" />
<title>${thread.title}|${thread.board} - ${thread.forum} - Powered by PHPWind</title>
<base id="headbase" href="http://${thread.host}/" />
<meta name="generator" content="PHPWind v7.5" />
</head>
<body>
<div id="breadCrumb"><div class="crumbs"><a href="index.php">${thread.forum}</a> &raquo; <a href="thread.php?fid=${thread.boardId}">${thread.board}</a> &raquo; <a href="read.php?tid=${thread.id}">${thread.title}</a></div></div>
<div class="t3 cc"><span class="fl"><div class="pages">${links.join('')}<span class="fl">Pages: ${page.page}/${pages}</span></div></span></div>
<div class="t"><table width="100%"><tr><td class="tal h">主题 : ${thread.title}</td></tr></table></div>
<form name="delatc" method="post">
<input type="hidden" name="fid" value="${thread.boardId}" />
<input type="hidden" name="tid" value="${thread.id}" />
${page.posts.map((post, index) => floor(page, post, page.first + index)).join('\n')}
</form>
<div id="footer">Total 0.041210(s) query 6<br />Powered by PHPWind v7.5 Certificate</div>
</body>
</html>
`
}

function floor(page: PhpwindPage, post: SamplePost, position: number): string {
  const { thread } = page
  const pid = pidOf(thread, position)
  const heading =
    position === 0 ? `<h1 id="subject_tpc">${thread.title}</h1>` : `<div class="read_h1" id="subject_${pid}"></div>`
  const notice = post.notice
    ? `<div id="mag_${pid}"><blockquote class="blockquote block-img"><span class="s3">管理提醒: </span>${post.notice}</blockquote></div>`
    : ''
  return `<a name=${pid}></a>
<div class="t5"><table cellspacing="0" cellpadding="0" width="100%">
<tr>
<td class="r_two" rowspan="2">${card(page, post.by, position)}</td>
<td class="r_one" id="td_${pid}"><a name="post_${pid}"></a>
<div class="tiptop"><span class="fl"><a class="s3 b" onclick="copyUrl('${pid}')" title="复制此楼地址">${phpwindFloor(position)}</a>&nbsp;</span>
<span class="fl gray" title="${post.at}">发表于: ${post.at.slice(0, 10)}</span>
<div class="fr black"><a href="#">${position === 0 ? '只看楼主' : '只看该作者'}</a> | <a>小</a> <a>中</a> <a>大</a></div></div>
${heading}
${notice}
<div class="tpc_content"><div id="p_${pid}" class="c"></div><div class="f14" id="read_${pid}">
${body(page, post)}
</div></div></td>
</tr>
<tr class="r_one"><td>${ratings(post, pid)}<div class="signature">${post.by.signature ?? ''}</div>
<div class="tipad black"><div class="fl readbot"><a class="r-reply">回复</a> <a class="r-quote">引用</a></div></div></td></tr>
</table></div>`
}

function card({ pictures }: PhpwindPage, person: SamplePerson, position: number): string {
  const state = person.online
    ? '<span class="card-online" title="在线">在线</span>'
    : '<span class="card-offline" title="离线">离线</span>'
  return `<div class="cc"><b class="fl black"><a href="u.php?action=show&uid=${person.uid}" target="_blank">${person.name}</a></b> ${state}</div>
<div class="user-pic"><a href="u.php?action=show&uid=${person.uid}"><img src="${pictures.avatar(person)}" width="120" height="120" /></a></div>
<div>级别: ${person.rank}<br /></div>
<span class="user-info2" id="showface_${position}"><span class="user-infoWrap2">
UID: <span class="f12">${person.uid}</span><br />
精华: <span class="s4">${person.digests}</span><br />
发帖: <span class="s1 f12">${person.posts}</span><br />
海棠币: <span class="s3 f12">${person.coins} 枚</span><br />
在线时间: ${person.hours}(时)<br />
注册时间: <span class="gray">${person.joined}</span><br />
最后登录: <span class="gray">${person.lastSeen}</span>
</span></span>`
}

function body(page: PhpwindPage, { quote, lines, picture, edited, by }: SamplePost): string {
  const quoted = quote && page.thread.posts[quote.of]!
  const head = quoted
    ? `<blockquote class="blockquote3"><div class="quote">引用 </div><div class="text">引用${quote.of === 0 ? '楼主' : `第${quote.of}楼`}${quoted.by.name}于${quoted.at}发表的&nbsp;&nbsp;:${noisyBreak(page)}${noisyLines(page, quote.lines)}</div></blockquote>`
    : ''
  const image = picture
    ? `<br /><span id="att_${picture.name}"><img src="${page.pictures.picture(picture.name)}" border="0" /></span>`
    : ''
  const edit = edited ? `<div id="alert_tpc" style="color:gray">[ 此帖被${by.name}在${edited}重新编辑 ]</div>` : ''
  return head + noisyLines(page, lines) + image + edit
}

const noisyLines = (page: PhpwindPage, lines: readonly string[]): string =>
  lines.reduce((text, line) => text + noisyBreak(page) + line)

/** A line end as the forum sent it to keep people from copying. */
const noisyBreak = ({ random }: PhpwindPage): string =>
  `<span style="display:none"> ${noise(random)} </span>&nbsp;<br />`

/** A run of the characters that the anti-copy option strews in. */
export function noise(random: () => number): string {
  return Array.from({ length: 8 }, () => String.fromCharCode(33 + Math.floor(random() * 93)))
    .join('')
    .replaceAll('<', '&lt;')
}

function ratings({ ratings: given = [] }: SamplePost, pid: string): string {
  if (given.length === 0) return ''
  const rows = given.map(
    ({ by, score, reason }, index) =>
      `<tr id="pingLogTr_${pid}${index}"><td><a href="u.php?action=show&username=${by.uid}">${by.name}</a></td><td>海棠币 <span>${score}</span></td><td>2013-10-20</td><td>${reason}</td></tr>`,
  )
  return `<div id="mark_${pid}" class="score cc"><div>本帖最近评分记录: 共${given.length}条评分记录</div><table><tbody id="pingPage_${pid}">${rows.join('')}</tbody></table></div>`
}
