import { lookup } from 'node:dns/promises'

/** Whether this machine's own resolver leads a name below localhost here. Chromium and Firefox always do. */
export async function nameResolves(name: string): Promise<boolean> {
  try {
    const addresses = await lookup(name, { all: true })
    return addresses.length > 0 && addresses.every(({ address }) => address === '127.0.0.1' || address === '::1')
  } catch {
    // A name that does not resolve is an ordinary answer to this question.
    return false
  }
}
