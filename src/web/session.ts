/* Who may talk to the local web view: one person, on this machine, from our own page. See the rules in server.ts. */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'

export interface Session {
  /** An address part that lets one browser in, once. */
  newTicket(): string
  /** Trades a ticket for the cookie; false when it was used, is too old or never was. */
  redeem(context: Context, ticket: string): boolean
  holdsCookie(context: Context): boolean
}

const ticketLifeMs = 10 * 60_000

/** Tickets and the cookie of one running server. Nothing of it outlives the process. */
export function createSession(now: () => number = Date.now): Session {
  const secret = randomBytes(32).toString('base64url')
  // Cookies know no ports: on plain 127.0.0.1 other servers of this machine share the jar, so the name is our own too.
  const cookieName = `threadloft-${randomBytes(6).toString('hex')}`
  const tickets = new Map<string, number>()
  return {
    newTicket() {
      const ticket = randomBytes(32).toString('base64url')
      tickets.set(ticket, now() + ticketLifeMs)
      return ticket
    },
    redeem(context, ticket) {
      const expires = tickets.get(ticket)
      tickets.delete(ticket)
      if (expires === undefined || expires < now()) return false
      setCookie(context, cookieName, secret, { httpOnly: true, sameSite: 'Strict', path: '/' })
      return true
    },
    holdsCookie: context => same(getCookie(context, cookieName) ?? '', secret),
  }
}

function same(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)]
  return one.length === other.length && timingSafeEqual(one, other)
}

/** Refuses every request that does not name us exactly as its host: an outside name that leads here is an attack. */
export function checkHost(host: string): MiddlewareHandler {
  return async (context, next) => (context.req.header('host') === host ? next() : context.text('wrong host', 421))
}

/** Refuses what another page sent: browsers say so in Origin and Sec-Fetch-Site. */
export function checkOrigin(origin: string): MiddlewareHandler {
  return async (context, next) => {
    const sender = context.req.header('origin')
    const site = context.req.header('sec-fetch-site')
    const ours = sender === undefined || sender === origin
    const near = site === undefined || site === 'same-origin' || site === 'none'
    return ours && near ? next() : context.text('wrong origin', 403)
  }
}

/** Refuses whoever has not come in by a ticket. */
export function checkCookie(session: Session): MiddlewareHandler {
  return async (context, next) =>
    session.holdsCookie(context) ? next() : context.text('open the address that Threadloft printed', 403)
}
