/* The made-up forums of the sample: people, threads and words, without any markup. */

export interface SamplePerson {
  readonly name: string
  readonly uid: number
  readonly rank: string
  readonly posts: number
  readonly digests: number
  readonly coins: number
  readonly hours: number
  readonly joined: string
  readonly lastSeen: string
  readonly online?: boolean
  readonly signature?: string
  /** Hue of the drawn avatar. */
  readonly hue: number
}

export interface SamplePost {
  readonly by: SamplePerson
  readonly at: string
  readonly lines: readonly string[]
  readonly picture?: SamplePicture
  readonly quote?: { readonly of: number; readonly lines: readonly string[] }
  readonly notice?: string
  readonly ratings?: readonly { readonly by: SamplePerson; readonly score: string; readonly reason: string }[]
  readonly edited?: string
}

export interface SamplePicture {
  readonly name: string
  readonly scene: 'camera' | 'shutter' | 'roll' | 'railway' | 'sea' | 'tomato' | 'radio'
}

export interface SampleThread {
  readonly forum: string
  readonly host: string
  readonly board: string
  readonly boardId: number
  readonly id: number
  readonly title: string
  readonly posts: readonly SamplePost[]
}

const person = (
  name: string,
  uid: number,
  rank: string,
  [posts, digests, coins, hours]: readonly [number, number, number, number],
  [joined, lastSeen]: readonly [string, string],
  hue: number,
  more: Partial<SamplePerson> = {},
): SamplePerson => ({ name, uid, rank, posts, digests, coins, hours, joined, lastSeen, hue, ...more })

const gu = person('顾木匠', 1024, '版主', [8812, 46, 120331, 5230], ['2006-04-11', '2013-10-20'], 24, {
  online: true,
  signature: '慢工出细活，急不得。',
})
const lan = person('蓝房子', 3307, '中级会员', [642, 3, 9120, 410], ['2009-08-02', '2013-10-19'], 212)
const douya = person('豆芽菜', 5519, '新手上路', [27, 0, 310, 19], ['2013-09-27', '2013-10-18'], 104)
const qiao = person('桥头老乔', 88, '荣誉会员', [15203, 71, 302118, 9044], ['2004-12-30', '2013-10-20'], 350, {
  online: true,
  signature: '走过的桥比你走过的路还多——这句是吹牛的。',
})
const xue = person('雪落无声', 2760, '高级会员', [2190, 12, 40277, 1388], ['2008-01-15', '2013-10-11'], 268)

export const camera: SampleThread = {
  forum: '海棠里社区',
  host: 'bbs.haitangli.example',
  board: '手工与修理',
  boardId: 21,
  id: 46120,
  title: '修一台1978年的海鸥相机，全程记录',
  posts: [
    {
      by: gu,
      at: '2013-10-12 19:42',
      lines: [
        '上个月在旧货市场遇到一台海鸥4B，快门卡在B门上，老板说当摆设卖，八十块。',
        '带回家拆开一看，毛病不大：叶片上全是凝住的油，弹簧倒还有劲。',
        '这个帖子打算把整个修理过程记下来，拆到哪里写到哪里，有不对的地方请各位指出。',
        '工具很简单：一套钟表起子、棉签、航空汽油、一盏台灯，再加一点耐心。',
        '先放一张整机照片，皮革掉了一块角，不影响使用。',
      ],
      picture: { name: 'whole-camera', scene: 'camera' },
      notice: '本帖被 桥头老乔 执行加亮操作(2013-10-13)',
      ratings: [
        { by: qiao, score: '+20', reason: '图文并茂' },
        { by: xue, score: '+5', reason: '支持老物件' },
      ],
    },
    {
      by: douya,
      at: '2013-10-12 20:05',
      lines: ['沙发！爷爷也有一台一模一样的，一直放在柜子顶上。', '想问一下，快门按下去不回弹是不是也是油的问题？'],
    },
    {
      by: gu,
      at: '2013-10-12 20:31',
      lines: ['八成是。先别用力扳，也不要往里面喷除锈剂，喷了以后更难收拾。', '等我写到第三步，你照着做就行。'],
      quote: { of: 1, lines: ['想问一下，快门按下去不回弹是不是也是油的问题？'] },
    },
    {
      by: lan,
      at: '2013-10-12 22:17',
      lines: ['搬个板凳听课。', '我更关心取景器那块毛玻璃能不能洗，我的那台里面长了霉，拍出来的云都带斑。'],
    },
    {
      by: gu,
      at: '2013-10-13 09:10',
      lines: [
        '第一步，拆面板。四颗螺丝，长短不一，务必画张图记住位置。',
        '第二步，取下前组镜片。这里有个止动环，没有专用工具可以用两根尖头镊子慢慢转，千万垫上胶布。',
        '第三步，露出叶片。棉签蘸航空汽油，从中心往外擦，换十几根棉签，直到不再发黄。',
        '擦完不要急着上油！叶片式快门是干的，上油等于白干。',
      ],
      picture: { name: 'shutter-blades', scene: 'shutter' },
      edited: '2013-10-13 09:25',
    },
    {
      by: qiao,
      at: '2013-10-13 11:48',
      lines: ['“叶片式快门是干的”，这一句值得加粗。', '当年厂里的老师傅也是这么教的，多少人毁在一滴缝纫机油上。'],
    },
    {
      by: xue,
      at: '2013-10-13 21:02',
      lines: [
        '看得手痒，翻出家里的来对照，发现我的那台是4A，结构不太一样。',
        '面板底下多一根拨杆，不知道通向哪里，先不敢动了。',
      ],
    },
    {
      by: gu,
      at: '2013-10-13 21:30',
      lines: [
        '那根是联动过片的，可以不动它，把面板斜着抽出来。',
        '4A比4B多了自动停片，修起来麻烦一倍，建议先拿4B练手。',
      ],
      quote: { of: 6, lines: ['面板底下多一根拨杆，不知道通向哪里，先不敢动了。'] },
    },
    {
      by: douya,
      at: '2013-10-14 18:20',
      lines: ['报告！按照第三步擦完，快门真的活了，1/30秒听起来也对。', '爷爷听到“咔嚓”一声，从里屋走出来站了半天。'],
    },
    {
      by: lan,
      at: '2013-10-14 19:00',
      lines: [
        '楼上这一段看得我眼睛一热。',
        '毛玻璃的问题我也试了：温水加一点洗洁精，泡十分钟，不擦，自然晾干，霉斑淡了很多。',
      ],
    },
    {
      by: gu,
      at: '2013-10-16 20:15',
      lines: [
        '周末装好了，拍了一卷试机片，光圈8，速度1/60，今天刚冲出来。',
        '十二张全部曝光准确，叠片没有，漏光没有。挑一张河埠头的给大家看。',
      ],
      picture: { name: 'first-roll', scene: 'roll' },
      ratings: [{ by: qiao, score: '+30', reason: '精品文章' }],
    },
    {
      by: qiao,
      at: '2013-10-16 20:40',
      lines: ['好！设了精华。', '照片里那棵树还在，台阶三年前修过，边上的石狮子少了一只。'],
    },
    { by: xue, at: '2013-10-17 08:55', lines: ['十二张都能用，比我新买的数码还争气。', '楼主下一台修什么？'] },
    {
      by: gu,
      at: '2013-10-17 12:30',
      lines: ['手边还有一台红旗20，不敢碰，先供着。', '谁家有不走的闹钟可以拿来，钟比相机好修。'],
      quote: { of: 12, lines: ['楼主下一台修什么？'] },
    },
    { by: douya, at: '2013-10-18 22:11', lines: ['爷爷那台拍完第一卷了，明天去冲。', '他只拍了奶奶和院子里的鸡。'] },
    { by: lan, at: '2013-10-19 07:40', lines: ['那一定是最好的一卷。'] },
  ],
}

export const library: SampleThread = {
  forum: '河埠头论坛',
  host: 'bbs.hebutou.example',
  board: '街坊消息',
  boardId: 8,
  id: 46377,
  title: '图书馆下周起延长开放时间',
  posts: [
    {
      by: qiao,
      at: '2013-11-02',
      notice: '本帖被 顾木匠 执行置顶操作(2013-11-03)',
      lines: [
        '来源:海棠里街道办',
        '街道图书馆从下周一起延长开放，平日开到晚上九点，周末开到晚上十点。',
        '二楼的报刊室改成自习室，一共四十个座位，不用预约，先到先得。',
        '儿童阅览区仍旧五点半闭馆，家长接孩子请走北门，南门在修台阶。',
        '旧书交换角每月第一个周六开放，带一本换一本，品相不限，有字就行。',
        '有意见可以写在门口的本子上，值班的小姑娘每天都看，也每天都回。',
      ],
    },
  ],
}

const yan = person('盐场旧轨', 702, '站台长', [1930, 9, 18820, 702], ['2011-03-08', '2019-06-02'], 190, {
  signature: '下一站，海。',
})
const lu = person('陆路通', 1188, '检票员', [411, 1, 3920, 133], ['2014-07-21', '2019-06-02'], 40)
const feng = person('风从东来', 2045, '乘客', [96, 0, 840, 51], ['2017-10-01', '2019-06-01'], 300)

export const railway: SampleThread = {
  forum: '河与铁路',
  host: 'forum.heyutielu.example',
  board: '沿线行走',
  boardId: 36,
  id: 5218,
  title: '沿着废弃的盐场铁路走到海边（两天，31公里）',
  posts: [
    {
      by: yan,
      at: '2019-5-26 21:14',
      lines: [
        '这条米轨1958年通车，专门运盐，1994年停运，轨道拆了一半，路基还在。',
        '第一天从老站房出发，走到十七孔桥，18公里；第二天穿过芦苇荡到海边，13公里。',
        '全程没有商店，水要背够。十七孔桥的桥面缺板，请从下游的土路绕行，不要逞强。',
        '走到最后两公里，先闻到海，再听到海，最后才看到海。',
      ],
      picture: { name: 'railway', scene: 'railway' },
      ratings: [{ by: lu, score: '+10', reason: '路线清楚' }],
    },
    { by: lu, at: '2019-5-26 22:02', lines: ['收藏了。请问老站房门口还能停车吗？上次去的时候立了根限高杆。'] },
    {
      by: yan,
      at: '2019-5-27 07:35',
      lines: ['限高杆还在，小车能进。建议坐早班公交到盐场路口，回来的时候不用走回头路。'],
      quote: { of: 1, lines: ['请问老站房门口还能停车吗？'] },
    },
    {
      by: feng,
      at: '2019-6-1 19:20',
      lines: ['昨天照着走了一遍，芦苇已经比人高，第二天那段要看着电线杆走，不然容易偏。', '补一张终点的照片。'],
      picture: { name: 'sea', scene: 'sea' },
    },
    { by: yan, at: '2019-6-2 08:11', lines: ['这张真好。电线杆这个办法我写进正文里。'], edited: '2019-6-2 08:15' },
  ],
}

const chen = person('陽台阿陳', 413, '小農夫', [520, 4, 6120, 240], ['2010-02-11', '2016-07-30'], 140)
const mei = person('梅子', 977, '菜鳥', [61, 0, 700, 33], ['2015-05-05', '2016-07-29'], 330)

export const tomato: SampleThread = {
  forum: '陽台農夫',
  host: 'www.yangtainongfu.example',
  board: '果菜類',
  boardId: 5,
  id: 903,
  title: '陽台種番茄的第三年，終於吃到第一顆',
  posts: [
    {
      by: chen,
      at: '2016-7-28 20:10',
      lines: [
        '第一年被颱風吹走，第二年被粉蝨吃光，今年總算紅了一顆。',
        '心得三點：盆子要大，至少三十公分；每天早上澆水，葉子不要淋濕；開花以後拿棉花棒輕輕點一點。',
        '切成四份，全家一人一份，小的那個說比外面買的酸，但是還要。',
      ],
      picture: { name: 'tomato', scene: 'tomato' },
    },
    { by: mei, at: '2016-7-28 21:33', lines: ['恭喜！請問粉蝨後來怎麼解決的？我家的葉子背面又開始白白一片。'] },
    {
      by: chen,
      at: '2016-7-29 06:50',
      lines: ['黃色黏蟲紙，加上每三天噴一次肥皂水，噴葉背，兩個禮拜就少很多了。'],
      quote: { of: 1, lines: ['請問粉蝨後來怎麼解決的？'] },
    },
    { by: mei, at: '2016-7-29 22:05', lines: ['謝謝，明天就去買黏蟲紙。'] },
  ],
}

const ada = person('Ada Fenwright', 31, 'Valve', [2204, 17, 9101, 866], ['2007-09-14', '2021-02-20'], 16, {
  signature: 'If it hums, it lives.',
})
const tobias = person('tobias_k', 512, 'Resistor', [388, 2, 2110, 140], ['2015-01-03', '2021-02-20'], 230)
const moth = person('Moth', 840, 'Capacitor', [54, 0, 240, 21], ['2020-11-29', '2021-02-19'], 280)

export const radio: SampleThread = {
  forum: 'Lamplight Radio Club',
  host: 'lamplight-radio.example',
  board: 'Workbench',
  boardId: 12,
  id: 3341,
  title: 'The set from my grandmother’s kitchen: 1962, silent since 1988',
  posts: [
    {
      by: ada,
      at: '2021-2-17 18:02',
      lines: [
        'Five valves, a walnut case, and a mains lead with cloth insulation that I would not plug into anything.',
        'Before any power: every paper capacitor comes out, and the set goes on the lamp limiter first.',
        'I will post measurements as I go, so that the next person with this chassis has something to compare with.',
      ],
      picture: { name: 'radio', scene: 'radio' },
      ratings: [{ by: tobias, score: '+2', reason: 'Careful start' }],
    },
    {
      by: moth,
      at: '2021-2-17 20:45',
      lines: ['What is a lamp limiter? I have the same set and was about to just try it.'],
    },
    {
      by: ada,
      at: '2021-2-17 21:10',
      lines: [
        'Please do not. An incandescent bulb in series with the set: if something is shorted, the bulb lights and the set lives.',
        'Start with 40 W. A bright bulb that stays bright means stop.',
      ],
      quote: { of: 1, lines: ['What is a lamp limiter?'] },
    },
    {
      by: tobias,
      at: '2021-2-19 09:26',
      lines: ['Check the cathode resistor of the output valve as well. In mine it had drifted from 150 to 410 ohms.'],
    },
    {
      by: ada,
      at: '2021-2-20 16:58',
      lines: [
        'It was 390. New one in, bulb went dim, and after twenty seconds: the shipping forecast, in her kitchen again.',
      ],
      edited: '2021-2-20 17:03',
    },
  ],
}
