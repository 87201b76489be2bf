/* The tables are large, so each direction comes only when somebody asks for it. */
export const directions = {
  'zh-Hans': async () => (await import('opencc-js/t2cn')).Converter({ from: 't', to: 'cn' }),
  'zh-Hant': async () => (await import('opencc-js/cn2t')).Converter({ from: 'cn', to: 'tw' }),
} as const
