import { describe, expect, it } from 'vitest'
import { jsonLines } from '../../../src/core/export/json-lines.ts'
import { markdown } from '../../../src/core/export/markdown.ts'
import { plainText } from '../../../src/core/export/plain-text.ts'
import { printHtml } from '../../../src/core/export/print-html.ts'
import { exportLabels } from '../../../src/core/library/export-labels.ts'
import { fileNameOf, renderThread } from '../../../src/core/library/export-thread.ts'
import { parseHtml, selectAll, text } from '../../../src/core/text/dom.ts'
import { english, madePosts, madeThread } from './made-thread.ts'

const chinese = { locale: 'zh-Hans', labels: exportLabels('zh-Hans') }

describe('plain text', () => {
  it('reads as the thread does', () => {
    expect(plainText(madeThread, madePosts.slice(0, 2), chinese)).toBe(`老码头的灯 <script>alert(1)</script> "终点"
论坛: 海风论坛
版块: 城市记忆
网址: https://bbs.example.org/read.php?tid=300
保存于: 2024-04-02, 2024-04-30
页数: 第 1–3, 5 页，共 5 页
帖子数: 2

──── 楼主 · 林小舟 · 2021-09-01 10:20 +08:00
[管理提醒: 本帖被 张三 执行加亮操作(2021-09-02)]
码头的灯
每晚七点亮。
一
二
投票: 修不修？
- 修 · 2 票 · 66.7%
[[ 此帖被林小舟在2021-09-03重新编辑 ]]

──── 2楼 · 阿莲 · 2021-09-02
码头的灯
同意 1 < 2 & \`code\`
[图片未保存: https://x.example/1.jpg]
[隐藏内容: 回复后可见的内容]
[附件: 图纸.zip (1.2 MB)]
[附件: 远景.jpg]

`)
  })
})

describe('Markdown', () => {
  it('keeps headings, lists, quotes, code and tables, and escapes what only looks like them', () => {
    const [, ...posts] = markdown(madeThread, madePosts, english).split(/^## /m)
    expect(posts).toEqual([
      String.raw`楼主 · 林小舟 · 2021-09-01 10:20 +08:00

*Moderation: 本帖被 张三 执行加亮操作(2021-09-02)*

**码头的灯**

每晚七点**亮**。[地图](<https://example.org/a?b=1&c=2>) \[Picture: 灯塔\]

- 一
- 二

Poll: 修不修？

- 修 · votes: 2 · 66.7%

*Edited: \[ 此帖被林小舟在2021-09-03重新编辑 \]*

`,
      String.raw`\#2 · 阿莲 · 2021-09-02

> **林小舟 wrote**
>
> 码头的灯

同意 1 \< 2 &amp; \`code\`\
第二行

${'```'}
if (a) {
  b
}
${'```'}

\[Picture not saved: https://x.example/1.jpg\]

*Hidden part: 回复后可见的内容*

*Attachment: 图纸.zip (1.2 MB)*

*Attachment: 远景.jpg*

`,
      String.raw`Unknown poster · ≈ 2021-09-03

恶意链接\[Picture\]

`,
      String.raw`\#4 · 林小舟 · 2021-09-03 08:00 UTC

| 甲 | 乙 |
| --- | --- |
| 1 | 2\|3 |

剧透

灯灭了
`,
    ])
  })
})

describe('JSON Lines', () => {
  it('holds the thread and every post whole', () => {
    const lines = jsonLines(madeThread, madePosts).trimEnd().split('\n')
    expect(lines.map(line => JSON.parse(line) as unknown)).toEqual([
      { kind: 'thread', ...madeThread },
      ...madePosts.map(post => ({ kind: 'post', ...post })),
    ])
  })
})

describe('print HTML', () => {
  it('has one heading a post and no others but the title, for the outline', () => {
    const headings = selectAll(parseHtml(printHtml(madeThread, madePosts, english)), 'h1, h2, h3, h4, h5, h6')
    expect(headings.map(heading => `${heading.name} ${text(heading)}`)).toEqual([
      'h1 老码头的灯 <script>alert(1)</script> "终点"',
      'h2 楼主 · 林小舟 · 2021-09-01 10:20 +08:00',
      'h2 #2 · 阿莲 · 2021-09-02',
      'h2 Unknown poster · ≈ 2021-09-03',
      'h2 #4 · 林小舟 · 2021-09-03 08:00 UTC',
    ])
  })

  it('shows what stands beside the body: notice, card, poll, hidden part, attachment, edit, ratings', () => {
    const asides = selectAll(parseHtml(printHtml(madeThread, madePosts, chinese)), 'p[class], table.poll, .missing')
    expect(asides.map(text)).toEqual([
      '论坛版主 · 发帖 5',
      '管理提醒: 本帖被 张三 执行加亮操作(2021-09-02)',
      '投票: 修不修？ 修2 票66.7%',
      '评分: 精彩 3 阿莲 好文',
      '[ 此帖被林小舟在2021-09-03重新编辑 ]',
      '林小舟 写道',
      '[图片未保存: 船: https://x.example/1.jpg]',
      '隐藏内容: 回复后可见的内容',
      '附件: 图纸.zip (1.2 MB)',
      '[图片未保存]',
    ])
  })
})

describe('the suggested file name', () => {
  it.each([
    ['a/b\\c:d*e?"f<g>h|i', 'a b c d e f g h i'],
    ['..hidden. ', 'hidden'],
    ['CON', '_CON'],
    ['灯\u202etxt.exe', '灯 txt.exe'],
    ['楼'.repeat(100), '楼'.repeat(60)],
  ])('%s becomes %s', (title, name) => {
    expect(fileNameOf(title)).toBe(name)
  })

  it('has the format as its ending, also for a thread without a title', () => {
    const source = { thread: { ...madeThread, title: '///' }, posts: [], picture: () => null }
    expect(renderThread(source, 'md', 'zh-Hant').suggestedName).toBe('無標題討論串.md')
  })
})
