/* Addresses of forum pages without what belongs to one visit only. */

/** The address without session ids and fragments, which would make one page look like many. */
export function withoutSession(address: string | null): string | null {
  if (address === null) return null
  const [whole = '', ...rest] = address.split('#')
  const cut = whole
    .replace(/([?&;])(?:sid|s|PHPSESSID)=[0-9a-f]{8,64}(?=[&;]|$)/gi, '$1')
    .replace(/;jsessionid=[\w.]{8,80}/i, '')
    .replace(/([?&;])[&;]+/g, '$1')
    .replace(/[?&;]+$/, '')
  const fragment = rest.join('#')
  return fragment === '' ? cut : `${cut}#${fragment}`
}
