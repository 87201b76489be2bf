/* A small thread of made-up people that has everything an export must show, and some of what it must not. */
import type { Post, ThreadDetail } from '../../../src/core/model/library.ts'
import { exportLabels } from '../../../src/core/library/export-labels.ts'

export const pictureSha = 'a'.repeat(64)
export const goneSha = 'b'.repeat(64)

export const madeThread: ThreadDetail = {
  id: 7,
  title: '老码头的灯 <script>alert(1)</script> "终点"',
  forum: '海风论坛',
  forumId: 1,
  board: '城市记忆',
  boardId: 2,
  engine: 'phpwind',
  confidence: 'sure',
  author: '林小舟',
  posts: 4,
  pages: 5,
  pagesPresent: [1, 2, 3, 5],
  digest: true,
  startedAt: '2021-09-01',
  lastPostAt: '2021-09-03T08:00:00Z',
  importedAt: '2024-05-01T12:00:00.000Z',
  excerpt: '',
  externalId: '300',
  url: 'https://bbs.example.org/read.php?tid=300',
  views: 12,
  participants: [],
  sources: ['2024-04-02T01:00:00Z', '2024-04-30T09:00:00Z', '2024-04-30T10:00:00Z'].map((savedAt, index) => ({
    id: index + 1,
    name: `page${index}.html`,
    sha256: 'c'.repeat(64),
    page: index + 1,
    savedAt,
    savedAtFrom: 'page',
    engine: 'phpwind',
    confidence: 'sure',
  })),
  removed: [],
  problems: [],
}

export function madePost(known: Partial<Post> & { id: number }): Post {
  return {
    threadId: 7,
    externalId: String(known.id),
    position: known.id - 1,
    floor: known.id,
    floorLabel: null,
    author: { id: 1, name: '林小舟', uid: '11' },
    postedAt: '2021-09-01T10:20:30+08:00',
    postedAtText: null,
    precision: 'second',
    postedAtDerived: false,
    subject: null,
    text: '',
    html: '',
    card: null,
    notices: [],
    isOpening: known.id === 1,
    isStarter: known.id === 1,
    source: null,
    edits: [],
    quotes: [],
    attachments: [],
    poll: null,
    ratings: [],
    hidden: [],
    parentId: null,
    missingPictures: [],
    ...known,
  }
}

export const madePosts: Post[] = [
  madePost({
    id: 1,
    floorLabel: '楼主',
    text: '码头的灯\n每晚七点亮。\n一\n二',
    html: `<h2>码头的灯</h2><p>每晚七点<b>亮</b>。<a href="https://example.org/a?b=1&amp;c=2">地图</a> <img src="assets/${pictureSha}" alt="灯塔"></p><ul><li>一</li><li>二</li></ul>`,
    notices: [{ action: '加亮', by: '张三', at: '2021-09-02', text: '本帖被 张三 执行加亮操作(2021-09-02)' }],
    poll: { question: '修不修？', voters: 3, options: [{ text: '修', votes: 2, percent: 66.7 }] },
    ratings: [{ kind: '精彩', count: 3, by: ['阿莲'], reason: '好文' }],
    edits: [{ by: '林小舟', at: '2021-09-03', text: '[ 此帖被林小舟在2021-09-03重新编辑 ]' }],
    card: {
      name: '林小舟',
      uid: '11',
      rank: '论坛版主',
      online: null,
      avatar: null,
      postCount: 5,
      digests: null,
      joined: null,
      lastSeen: null,
      onlineHours: null,
      signature: null,
      fields: [{ label: '发帖', value: '5', number: 5, unit: null }],
    },
  }),
  madePost({
    id: 2,
    author: { id: 2, name: '阿莲', uid: null },
    postedAt: '2021-09-02',
    precision: 'day',
    text: '码头的灯\n同意 1 < 2 & `code`',
    html: '<blockquote data-author="林小舟" data-post="1" data-floor="1">码头的灯</blockquote>同意 1 &lt; 2 &amp; <code>`code`</code><br>第二行<pre><code>if (a) {\n  b\n}</code></pre><span class="picture-missing" data-address="https://x.example/1.jpg">船</span>',
    hidden: [{ reason: 'reply', text: '回复后可见的内容' }],
    attachments: [
      { name: '图纸.zip', url: null, size: '1.2 MB', asset: null },
      { name: '远景.jpg', url: null, size: null, asset: `assets/${goneSha}` },
    ],
    missingPictures: ['https://x.example/1.jpg'],
  }),
  madePost({
    id: 3,
    floor: null,
    author: { id: null, name: null, uid: null },
    postedAt: '2021-09-03',
    precision: 'day',
    postedAtDerived: true,
    text: '恶意',
    html: '<p onclick="x()">恶意<script>alert(2)</script><a href="javascript:alert(3)">链接</a><img src="https://tracker.example/p.gif" onerror="y()"><iframe src="https://z.example"></iframe><svg><a xlink:href="javascript:z()">图</a></svg></p>',
  }),
  madePost({
    id: 4,
    floorLabel: '#4',
    postedAt: '2021-09-03T08:00:00Z',
    text: '甲 乙\n1 2',
    html: '<table><tr><th>甲</th><th>乙</th></tr><tr><td>1</td><td>2|3</td></tr></table><details><summary>剧透</summary>灯灭了</details>',
  }),
]

export const english = { locale: 'en', labels: exportLabels('en') } as const
