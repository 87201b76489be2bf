import type { Settings } from '../../core/contract/services.ts'

/** How posts read before anybody chose. */
export const usualLook = {
  textSize: 17,
  lineHeight: 1.78,
  textWidth: 38,
  chineseFont: 'system',
  latinFont: 'system',
  density: 'roomy',
  han: 'as-written',
} as const satisfies Partial<Settings>

/** Puts what the person chose for the eye onto the root of the page; the styles do the rest. */
export function applyLook(root: HTMLElement, settings: Settings): void {
  if (settings.theme === 'system') delete root.dataset['theme']
  else root.dataset['theme'] = settings.theme
  root.dataset['chinese'] = settings.chineseFont
  root.dataset['latin'] = settings.latinFont
  root.dataset['density'] = settings.density
  root.style.setProperty('--text-size', `${settings.textSize}px`)
  root.style.setProperty('--text-leading', String(settings.lineHeight))
  root.style.setProperty('--measure', `calc(${settings.textWidth} * var(--text-size))`)
}
