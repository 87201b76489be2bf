/* Space and Shift+Space: on by a screen, with a line or two of the former one left to hold on to. */

const overlap = 56

/** Scrolls what is being read by a screen; false when it is at its end already. */
export function scrollByPage(step: 1 | -1): boolean {
  const box = scrollerOf(document.activeElement) ?? scrollerIn(document.querySelector('main'))
  if (!box) return false
  if (document.activeElement === document.body) box.focus({ preventScroll: true })
  const before = box.scrollTop
  box.scrollBy({ top: step * Math.max(40, box.clientHeight - overlap), behavior: 'instant' })
  return box.scrollTop !== before
}

function scrolls(element: Element): element is HTMLElement {
  if (!(element instanceof HTMLElement) || element.scrollHeight <= element.clientHeight + 1) return false
  return /auto|scroll/.test(getComputedStyle(element).overflowY)
}

function scrollerOf(element: Element | null): HTMLElement | null {
  for (let box = element; box && box !== document.body; box = box.parentElement) if (scrolls(box)) return box
  return null
}

function scrollerIn(area: Element | null): HTMLElement | null {
  return [...(area?.querySelectorAll('*') ?? [])].find(scrolls) ?? null
}
