/* A phpwind page as it comes out of copy and paste: text only, with the page's furniture around it. */
import { noise, phpwindFloor } from './phpwind-page.ts'
import type { SamplePost, SampleThread } from './words.ts'

const feelings = ['精彩', '感动', '搞笑', '开心', '愤怒', '无聊', '灌水']

/** The text of a page. Noise stands at the line ends, as a browser copies it: with a no-break space after it. */
export function copiedText(thread: SampleThread, random: () => number): string {
  const head = [
    '社区服务  会员列表  最新帖子  精华区  帮助',
    `${thread.forum} » ${thread.board} » ${thread.title}`,
    '新 帖',
    `主题 : ${thread.title}`,
  ]
  const foot = ['快速回复', '', '回帖之后，这里会列出最新的回复', '按"Ctrl+Enter"直接提交', '上一个下一个']
  return [
    ...head,
    ...thread.posts.flatMap((post, position) => postLines(thread, post, position, random)),
    ...foot,
    '',
  ].join('\n')
}

function postLines(thread: SampleThread, post: SamplePost, position: number, random: () => number): string[] {
  const { by } = post
  const noisy = post.lines.map((line, index) =>
    index === post.lines.length - 1 ? line : `${line} ${noise(random).replaceAll('&lt;', '(')} \u00a0`,
  )
  return [
    `${by.name}${by.online ? '在线' : '离线'}`,
    `级别: ${by.rank}`,
    `UID: ${by.uid}`,
    `精华: ${by.digests}`,
    `发帖: ${by.posts}`,
    `海棠币: ${by.coins} 枚`,
    `在线时间: ${by.hours}(时)`,
    `注册时间: ${by.joined}`,
    `最后登录: ${by.lastSeen}`,
    `${phpwindFloor(position)} 发表于: ${post.at}`,
    '',
    ...(position === 0 ? [thread.title, ''] : []),
    ...(post.notice ? [`管理提醒: ${post.notice}`] : []),
    ...noisy,
    ...(position === 0 ? ['评价一下你浏览此帖子的感受', '', ...feelings.flatMap(feeling => [feeling, ''])] : []),
  ]
}
