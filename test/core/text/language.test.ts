import { expect, test } from 'vitest'
import { languageOf } from '../../../src/core/text/language.ts'

test('a text’s script tells which shapes its characters take', () => {
  expect({
    simplified: languageOf('渡口的老灯塔，听说明年就要修好了'),
    traditional: languageOf('陽台種番茄的第三年，終於吃到第一顆'),
    mixed: languageOf('Git 的其他参考资料'),
    japanese: languageOf('この板のスレッドは古い'),
    korean: languageOf('이 게시판의 글'),
    latin: languageOf('The set from my grandmother’s kitchen'),
    nothing: languageOf('，。！？ 123'),
  }).toEqual({
    simplified: 'zh-Hans',
    traditional: 'zh-Hant',
    mixed: 'zh-Hans',
    japanese: 'ja',
    korean: 'ko',
    latin: '',
    nothing: '',
  })
})
